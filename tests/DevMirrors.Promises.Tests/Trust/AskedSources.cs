using DevMirrors.Testing;
using NuGet.Configuration;

namespace DevMirrors.Promises.Tests;

/// <summary>Which places a client asks for a name, by the client's own rules, from the files and variables that the tool left.</summary>
/// <param name="variables">Of the command that settings were lent to, or what <c>env</c> printed.</param>
internal sealed class AskedSources(World world, IReadOnlyDictionary<string, string> variables)
{
    public IReadOnlyList<string> For(string ecosystem, string name) => ecosystem switch
    {
        "go" => Go(name),
        "npm" => Npm(name),
        _ => NuGet(name),
    };

    // `go help module-private`: GONOPROXY, where it is not set GOPRIVATE, names what is fetched from version control; everything else every proxy may be asked for.
    private IReadOnlyList<string> Go(string name)
    {
        var file = Lines(world.GoEnv).Where(l => l.Contains('=')).GroupBy(l => l[..l.IndexOf('=')]).ToDictionary(g => g.Key, g => g.Last()[(g.Key.Length + 1)..]);
        string? Value(string key) => variables.GetValueOrDefault(key) is { Length: > 0 } lent ? lent : file.GetValueOrDefault(key);
        var direct = (Value("GONOPROXY") ?? Value("GOPRIVATE") ?? "").Split(',');
        return direct.Any(p => name == p || name.StartsWith(p + "/", StringComparison.Ordinal)) ? ["direct"] : [.. (Value("GOPROXY") ?? "the default list").Split(',', '|').Where(p => p != "off")];
    }

    // npm's `@scope:registry` wins over `registry`: a variable over the repository's file over the user's, and of equal keys the last.
    private IReadOnlyList<string> Npm(string name)
    {
        var key = $"{name[..name.IndexOf('/')]}:registry";
        if (variables.GetValueOrDefault($"npm_config_{key}") is { } lent)
            return [lent];
        return [new[] { Path.Combine(world.Repository, ".npmrc"), world.Npmrc }.Select(f => Values(f, key).LastOrDefault()).FirstOrDefault(v => v is not null) ?? "the registry of everything"];
    }

    private static IEnumerable<string> Values(string file, string key) =>
        Lines(file).Where(l => l.Split('=')[0].Trim() == key).Select(l => l[(l.IndexOf('=') + 1)..].Split(';')[0].Trim(' ', '\'', '"'));

    // The judge is NuGet's own library. Without any mapping every source would be asked.
    private IReadOnlyList<string> NuGet(string name)
    {
        string[] files = [Path.Combine(world.Repository, "nuget.config"), world.NuGetConfig, .. Lent()];
        var settings = Settings.LoadSettingsGivenConfigPaths([.. files.Where(File.Exists)]);
        var sources = new PackageSourceProvider(settings).LoadPackageSources().Where(s => s.IsEnabled).ToList();
        var mapping = PackageSourceMapping.GetPackageSourceMapping(settings);
        var keys = mapping.IsEnabled ? mapping.GetConfiguredPackageSources(name) : [.. sources.Select(s => s.Name)];
        return [.. sources.Where(s => keys.Contains(s.Name, StringComparer.OrdinalIgnoreCase)).Select(s => s.Source)];
    }

    private IEnumerable<string> Lent()
    {
        var folder = Path.Combine(world.Folder, "lent");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.config", SearchOption.AllDirectories) : [];
    }

    private static string[] Lines(string file) => File.Exists(file) ? File.ReadAllLines(file) : [];
}
