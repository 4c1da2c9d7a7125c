using System.Text;

namespace DevMirrors.Config;

/// <summary>Finds the credential of bunfig.toml's own registry, which Bun gives to a registry of npm's variables too: https://bun.sh/docs/runtime/bunfig#install-registry.</summary>
internal static class BunCredentials
{
    private static readonly string[] Secret = ["token", "password", "username"];

    /// <summary>The first of the current folder, the repository and the home.</summary>
    public static (string Key, Place? Place)? Find(Machine machine, string? repository) =>
        Files(machine, repository).Select(FindIn).FirstOrDefault(f => f is not null);

    private static IEnumerable<string> Files(Machine machine, string? repository)
    {
        var files = new[] { machine.CurrentFolder, repository }.OfType<string>().Distinct().Select(f => Path.Combine(f, "bunfig.toml"));
        return (machine.XdgConfigHome is { } config ? files.Append(Path.Combine(config, ".bunfig.toml")) : files).Concat(machine.InHome(".bunfig.toml") is { } home ? [home] : []);
    }

    private static (string Key, Place? Place)? FindIn(string path)
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
