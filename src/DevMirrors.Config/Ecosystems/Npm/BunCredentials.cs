using System.Text;

namespace DevMirrors.Config;

/// <summary>
/// Finds the credential of bunfig.toml's own registry (https://bun.sh/docs/runtime/bunfig#install-registry). Bun takes npm's variables before that file, and older
/// versions keep its credential for them; 1.4.5 was seen to send none. Before any .npmrc it takes the file, so that nothing follows what apply writes.
/// </summary>
internal static class BunCredentials
{
    private static readonly string[] Secret = ["token", "password", "username"];

    /// <summary>Why no registry may be lent here; null where one may.</summary>
    public static Diagnostic? Reason(EcosystemRequest request) =>
        Files(request.Machine, request.RepositoryFolder).Select(FindIn).FirstOrDefault(f => f is not null) is { } credential
            ? Diagnose.NpmCredentialWouldFollow(credential.Place, credential.Key, NpmTargets.Registry)
            : null;

    private static IEnumerable<string> Files(Machine machine, string repository)
    {
        var projects = new[] { machine.CurrentFolder, repository }.Distinct().Select(f => Path.Combine(f, "bunfig.toml"));
        var users = new[] { machine.Variable("XDG_CONFIG_HOME"), machine.InHome() }.Where(f => f is { Length: > 0 }).Select(f => Path.Combine(f!, ".bunfig.toml"));
        return projects.Concat(users);
    }

    private static (string Key, Place Place)? FindIn(string path)
    {
        if (FileSnapshot.Read(path, new DiagnosticBag()) is not { Exists: true } file)
            return null;
        var entry = TomlText.Read(Encoding.UTF8.GetString(file.Bytes.Span)).Entries.FirstOrDefault(IsCredential);
        return entry is null ? null : ($"install.registry{(entry.Path.Count > 2 ? $".{entry.Path[2]}" : "")}", new Place(path, entry.Line, 1));
    }

    private static bool IsCredential(TomlEntry entry) => entry.Path switch
    {
        ["install", "registry"] or ["install", "registry", "url"] => Uri.TryCreate(entry.Value.Text, UriKind.Absolute, out var url) && url.UserInfo.Length > 0,
        ["install", "registry", var name] => Secret.Contains(name),
        _ => false,
    };
}
