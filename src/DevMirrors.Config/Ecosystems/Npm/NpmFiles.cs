namespace DevMirrors.Config;

/// <summary>Where npm's settings are: `npm help npmrc`, with the order of @npmcli/config.</summary>
internal static class NpmFiles
{
    public const string Name = ".npmrc";

    private const string Prefix = "npm_config_";
    private const string UserConfig = "userconfig";

    /// <summary>npm's environment settings: the setting's name → the variable. npm takes the names in any case, and ignores empty ones.</summary>
    public static IEnumerable<(string Key, string Variable, string Value)> Variables(Machine machine) =>
        machine.Environment
            .Where(v => v.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && v.Value.Length > 0)
            .Select(v => (Normalise(v.Key[Prefix.Length..]), v.Key, v.Value));

    public static string? Variable(Machine machine, string key) =>
        Variables(machine).LastOrDefault(v => v.Key == key).Value;

    /// <summary>The file that <c>npm config set</c> would write; null without a home, and where a relative path names another file in every folder.</summary>
    public static string? User(Machine machine) => Variable(machine, UserConfig) switch
    {
        null => machine.InHome(Name),
        var path => Path.IsPathFullyQualified(path) || path.StartsWith("~/", StringComparison.Ordinal) ? Absolute(machine, path) : null,
    };

    public static string WhyNoUserFile(Machine machine) =>
        Variable(machine, UserConfig) is { } path ? $"{Prefix}{UserConfig} is `{path}`, which is another file in every folder" : "there is no home folder";

    public static string Project(EcosystemRequest request) => Path.Combine(request.RepositoryFolder, Name);

    /// <summary>The current folder and those above it.</summary>
    public static IEnumerable<string> Parents(Machine machine)
    {
        for (string? folder = machine.CurrentFolder; folder is not null; folder = Path.GetDirectoryName(folder))
            yield return folder;
    }

    /// <summary>The .npmrc beside the nearest package.json or node_modules, from the current folder upwards: the only project file that npm reads.</summary>
    public static string NearestProject(Machine machine)
    {
        var project = Parents(machine).FirstOrDefault(f => File.Exists(Path.Combine(f, "package.json")) || Directory.Exists(Path.Combine(f, "node_modules")));
        return Path.Combine(project ?? machine.CurrentFolder, Name);
    }

    /// <summary>The file for everybody: <c>etc/npmrc</c> below npm's prefix, which is where node lies unless a setting moves it.</summary>
    public static string Global(Machine machine)
    {
        if (IsImage(machine))
            return machine.InRoot(File.Exists(machine.InRoot("usr", "local", "bin", "node")) ? "usr/local/etc/npmrc" : "usr/etc/npmrc");
        if (Variable(machine, "globalconfig") is { } path)
            return Absolute(machine, path);
        if ((Variable(machine, "prefix") ?? machine.Variable("PREFIX")) is { } prefix)
            return Path.Combine(Absolute(machine, prefix), "etc", "npmrc");
        return machine.Os == OsKind.Windows && machine.Variable("APPDATA") is { } roaming
            ? Path.Combine(roaming, "npm", "etc", "npmrc")
            : Path.Combine(NodePrefix(machine) ?? machine.InRoot("usr"), "etc", "npmrc");
    }

    /// <summary>The files that npm reads here, the nearest first, each once.</summary>
    public static IReadOnlyList<string> Chain(Machine machine) =>
        [.. new[] { NearestProject(machine), User(machine), Global(machine) }.OfType<string>().Distinct()];

    // Below another root the variables and programs of this machine say nothing about the image.
    private static bool IsImage(Machine machine) => machine.Root != "/" && machine.Os != OsKind.Windows;

    private static string? NodePrefix(Machine machine)
    {
        if (machine.Find("node") is not { } node)
            return null;
        var program = File.ResolveLinkTarget(node, returnFinalTarget: true)?.FullName ?? node;
        return Path.GetDirectoryName(Path.GetDirectoryName(program));
    }

    private static string Absolute(Machine machine, string path) =>
        path.StartsWith("~/", StringComparison.Ordinal) && machine.Home.Length > 0
            ? Path.Combine(machine.Home, path[2..])
            : Path.GetFullPath(path, machine.CurrentFolder);

    // As npm does it: host-keyed names stay; elsewhere `_` means `-`, except as the first character.
    private static string Normalise(string name) =>
        name.StartsWith("//", StringComparison.Ordinal) || name.Length == 0
            ? name
            : (name[0] + name[1..].Replace('_', '-')).ToLowerInvariant();
}
