using System.Text.RegularExpressions;

namespace DevMirrors.Tool;

/// <summary>Finds in what a failed client has said the line that tells why.</summary>
internal static partial class ClientReason
{
    /// <summary>Null where it has said nothing.</summary>
    public static string? Of(string error, string output)
    {
        var lines = $"{error}\n{output}".Split('\n').Select(l => Colour().Replace(l, "").Trim()).Where(l => l.Length > 0).ToList();
        var telling = lines.Where(l => !Beside().IsMatch(l)).ToList();
        var line = telling.Find(l => Failure().IsMatch(l)) ?? telling.FirstOrDefault() ?? lines.FirstOrDefault();
        return line is null ? null : Prefix().Replace(line, "");
    }

    // Warnings, news, lines of a stack, and the parts that npm takes its message apart into.
    [GeneratedRegex(
        @"\A(?:npm (?:warn|notice|verbose|http|timing|info)\b|warn(?:ing)?\b|info\b|at \S|➤ YN0000\b|(?:npm (?:error|ERR!))(?:\s+(?:code|syscall|path|errno|dest|file|network)\b.*|\s+at \S.*)?\z)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Beside();

    [GeneratedRegex(@"error|\berr|denied|fail|cannot|refused|unable", RegexOptions.IgnoreCase)]
    private static partial Regex Failure();

    [GeneratedRegex(@"\A(?:npm (?:error|ERR!)\s+|error:?\s+)", RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\u001b\[[0-9;]*m")]
    private static partial Regex Colour();
}
