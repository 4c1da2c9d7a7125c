using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>
/// Finds the registries of a settings file of pnpm: <c>registry:</c> itself, or <c>default</c> among <c>registries:</c>, wherever it stands there, in lines of their own
/// or between braces. What follows a block is looked for behind it, so that every character is read once, and no file takes longer than its length.
/// </summary>
internal static partial class PnpmRegistries
{
    private const string Value = @"[ \t]*[""']?(?<address>[a-z]+://[^\s""'#,}]+)";

    /// <summary>The addresses, as they stand in the text.</summary>
    public static IEnumerable<Group> Find(string text)
    {
        var end = 0;
        while (Head().Match(text, end) is { Success: true } head)
        {
            (var found, end) = Behind(text, head);
            if (found.Success)
                yield return found.Groups["address"];
        }
    }

    private static (Match Found, int End) Behind(string text, Match head)
    {
        var start = head.Index + head.Length;
        if (!head.Groups["many"].Success)
            return (Single().Match(text, start), start);
        if (Brace().IsMatch(text, start))
            return (InBraces().Match(text, start, BracesEnd(text, start) - start), BracesEnd(text, start));
        var lines = NextLine(text, start);
        var end = LinesEnd(text, lines);
        return (InLines().Match(text, lines, end - lines), end);
    }

    private static int BracesEnd(string text, int start) => text.IndexOf('}', start) is var close and >= 0 ? close : text.Length;

    // Up to the first line that is neither indented nor empty nor a comment.
    private static int LinesEnd(string text, int line)
    {
        while (line < text.Length && text[line] is ' ' or '\t' or '#' or '\r' or '\n')
            line = NextLine(text, line);
        return line;
    }

    private static int NextLine(string text, int at) => text.IndexOf('\n', at) is var end and >= 0 ? end + 1 : text.Length;

    [GeneratedRegex(@"^(?:registry|(?<many>registries))[ \t]*:", RegexOptions.Multiline)]
    private static partial Regex Head();

    [GeneratedRegex(@"\G" + Value)]
    private static partial Regex Single();

    [GeneratedRegex(@"\G[ \t]*\{")]
    private static partial Regex Brace();

    [GeneratedRegex(@"(?<=[{,\s])[""']?default[""']?[ \t]*:" + Value)]
    private static partial Regex InBraces();

    [GeneratedRegex(@"^[ \t]+[""']?default[""']?[ \t]*:" + Value, RegexOptions.Multiline)]
    private static partial Regex InLines();
}
