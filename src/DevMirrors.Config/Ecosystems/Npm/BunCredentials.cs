using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>
/// Finds the credential of bunfig.toml's own registry (https://bun.sh/docs/runtime/bunfig#install-registry). Bun takes npm's variables before that file, and older
/// versions keep its credential for them; 1.4.5 was seen to send none. Before any .npmrc it takes the file, so that nothing follows what apply writes.
/// </summary>
internal static partial class BunCredentials
{
    private static readonly string[] Secret = ["token", "password", "username"];

    /// <summary>Why no registry may be lent here; null where one may.</summary>
    public static Diagnostic? Reason(EcosystemRequest request) =>
        Files(request.Machine, request.RepositoryFolder).Select(FindIn).FirstOrDefault(f => f is not null) is { } credential
            ? Diagnose.NpmCredentialWouldFollow(credential.Place, credential.Key, NpmTargets.Registry)
            : null;

    /// <summary>What these files name as registry, before any .npmrc.</summary>
    public static IEnumerable<(string Written, string Value)> Registry(EcosystemRequest request) =>
        Files(request.Machine, request.RepositoryFolder).SelectMany(Entries)
            .Where(e => e.Path is ["install", "registry"] or ["install", "registry", "url"])
            .Select(e => (e.Value, e.Value.StartsWith('$') ? request.Machine.Variable(e.Value[1..].TrimEnd('/')) ?? e.Value : e.Value));

    private static IEnumerable<string> Files(Machine machine, string repository)
    {
        var projects = new[] { machine.CurrentFolder, repository }.Distinct().Select(f => Path.Combine(f, "bunfig.toml"));
        var users = new[] { machine.Variable("XDG_CONFIG_HOME"), machine.InHome() }.Where(f => f is { Length: > 0 }).Select(f => Path.Combine(f!, ".bunfig.toml"));
        return projects.Concat(users);
    }

    private static (string Key, Place Place)? FindIn(string path)
    {
        if (Text(path) is not { } text)
            return null;
        var toml = TomlText.Read(text);
        var entry = toml.Entries.Select(Decoded).FirstOrDefault(IsCredential);
        if (entry.Path is not null)
            return ($"install.registry{(entry.Path.Count > 2 ? $".{entry.Path[2]}" : "")}", new Place(path, entry.Line, 1));
        // Behind a mistake, which may be none to Bun, stands what was not read.
        return toml.Fault is { } fault && Secret.Append("@").Any(Unescaped(text).Contains) ? ("install.registry", new Place(path, fault.Line, 1)) : null;
    }

    private static IEnumerable<(IReadOnlyList<string> Path, string Value, int Line)> Entries(string path) => Text(path) is { } text ? TomlText.Read(text).Entries.Select(Decoded) : [];

    private static string? Text(string path) =>
        FileSnapshot.Read(path, new DiagnosticBag()) is { Exists: true } file ? Encoding.UTF8.GetString(file.Bytes.Span).TrimStart('\ufeff') : null;

    private static bool IsCredential((IReadOnlyList<string> Path, string Value, int Line) entry) => entry.Path switch
    {
        ["install", "registry"] or ["install", "registry", "url"] => Secrets.MaskAddress(entry.Value).Contains($"{Secrets.Masked}@", StringComparison.Ordinal),
        ["install", "registry", var name] => Secret.Contains(name),
        _ => false,
    };

    private static (IReadOnlyList<string> Path, string Value, int Line) Decoded(TomlEntry entry) => ([.. entry.Path.Select(Unescaped)], Unescaped(entry.Value.Text), entry.Line);

    private static string Unescaped(string text) =>
        Escape().Replace(text, m => ((char)int.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\\(?:x|u|U0000)((?<=x)[0-9A-Fa-f]{2}|(?<!x)[0-9A-Fa-f]{4})")]
    private static partial Regex Escape();
}
