namespace DevMirrors.Testing;

/// <summary>
/// A case of an editor, ECOSYSTEM/SCOPE/NAME: <c>before</c> (no file: the client's file is absent), <c>policy.yaml</c>, <c>after</c>
/// (no file: it must stay as it was), <c>expect</c> (diagnostics, a code per line) and <c>env</c> (NAME=VALUE lines).
/// </summary>
public sealed record CaseFile(string Name)
{
    private static readonly string Root = Path.Combine(Checkout.Folder, "tests", "DevMirrors.Config.Tests", "Cases");

    private static readonly Dictionary<string, string> Targets = new()
    {
        ["go/user"] = "home/.config/go/env",
        ["npm/user"] = "home/.npmrc",
        ["npm/project"] = "repo/.npmrc",
        ["nuget/user"] = "home/.nuget/NuGet/NuGet.Config",
        ["nuget/project"] = "repo/nuget.config",
        ["docker/user"] = "home/.config/docker/daemon.json",
        ["docker/machine"] = "root/etc/docker/daemon.json",
    };

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Root, "policy.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(p => Path.GetRelativePath(Root, Path.GetDirectoryName(p)!).Replace('\\', '/'))];

    public string Ecosystem => Name.Split('/')[0];

    public string Scope => Name.Split('/')[1];

    /// <summary>The client's file, in a folder that holds <c>home</c>, <c>repo</c> and <c>root</c>.</summary>
    public string Target => Targets[$"{Ecosystem}/{Scope}"];

    public string Policy => In("policy.yaml");

    public byte[]? Before => Bytes("before");

    public byte[]? After => Bytes("after");

    public IReadOnlyList<string> Expected => [.. Lines("expect").Distinct().Order(StringComparer.Ordinal)];

    public IReadOnlyDictionary<string, string> Environment(string home, string repository, string root) =>
        Lines("env").Select(l => l.Replace("{HOME}", home).Replace("{REPO}", repository).Replace("{ROOT}", root))
            .ToDictionary(l => l[..l.IndexOf('=')], l => l[(l.IndexOf('=') + 1)..]);

    private IEnumerable<string> Lines(string file) => File.Exists(In(file)) ? File.ReadAllLines(In(file)).Where(l => l.Length > 0) : [];

    private byte[]? Bytes(string file) => File.Exists(In(file)) ? File.ReadAllBytes(In(file)) : null;

    private string In(string file) => Path.Combine(Root, Name, file);
}
