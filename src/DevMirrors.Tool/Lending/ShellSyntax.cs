using System.Text.RegularExpressions;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>How a shell or CI system is told a variable. A null value takes the variable away.</summary>
/// <param name="CanSay">False for a name or value that it cannot take.</param>
internal sealed partial record ShellSyntax(string Name, Func<string, string?, bool> CanSay, Func<string, string?, string> Say)
{
    private static readonly ShellSyntax[] All =
    [
        new("posix", IsPlain, (name, value) => value is null ? $"unset {name}" : $"export {name}={ShellWord.Quoted(value)}"),
        new("pwsh", IsOneLine, (name, value) => value is null
            ? $"Remove-Item -LiteralPath {PwshQuoted("Env:" + name)} -ErrorAction SilentlyContinue"
            : $"Set-Item -LiteralPath {PwshQuoted("Env:" + name)} -Value {PwshQuoted(value)}"),
        new("cmd", IsOneLine, (name, value) => $"set \"{name}={value?.Replace("%", "%%")}\""),
        new("dotenv", IsPlain, (name, value) => $"{name}={DotenvQuoted(value ?? "")}"),
        new("github", IsPlain, (name, value) => $"{name}={value}"),
        new("azure", IsPlain, (name, value) => $"##vso[task.setvariable variable={name}]{value?.Replace("%", "%AZP25")}"),
        // GitLab keeps quotes as part of the value and refuses white space.
        new("gitlab", (name, value) => IsPlain(name, value) && value?.Any(char.IsWhiteSpace) != true, (name, value) => $"{name}={value}"),
    ];

    public static IReadOnlyList<string> Names => [.. All.Select(s => s.Name)];

    public static ShellSyntax? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    private static bool IsPlain(string name, string? value) => Identifier().IsMatch(name) && IsOneLine(name, value);

    private static bool IsOneLine(string name, string? value) => !$"{name}{value}".AsSpan().ContainsAny('\r', '\n');

    private static string PwshQuoted(string value) => $"'{value.Replace("'", "''")}'";

    // Single quotes keep `$` and `#` as they are in every dotenv reader; only a value with a single quote needs the other kind.
    private static string DotenvQuoted(string value) => value.Contains('\'')
        ? $"\"{value.Replace(@"\", @"\\").Replace("\"", "\\\"").Replace("$", @"\$")}\""
        : $"'{value}'";

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Identifier();
}
