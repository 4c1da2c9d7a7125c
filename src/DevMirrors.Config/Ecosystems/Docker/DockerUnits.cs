namespace DevMirrors.Config;

/// <summary>The command lines in the systemd units and the defaults file that start dockerd.</summary>
internal static class DockerUnits
{
    private const string Unit = "docker.service";

    public sealed record CommandLineText(IReadOnlyList<string> Words, Place Place);

    public static string UserUnit(Machine machine) => Path.Combine(machine.XdgConfigHome ?? "", "systemd", "user", Unit);

    public static IEnumerable<CommandLineText> CommandLines(Scope scope, Machine machine)
    {
        var starts = new List<CommandLineText>();
        var units = UnitFiles(Folders(scope, machine)).Select(path => (Path: path, Text: FileBytes.Text(path) ?? "")).ToList();
        foreach (var (path, text) in units)
            Collect(path, text, "ExecStart", starts);
        if (scope == Scope.Machine && (units.Count == 0 || units.Exists(u => u.Text.Contains("DOCKER_OPTS", StringComparison.Ordinal))))
            CollectDefaults(machine.InRoot("etc", "default", "docker"), starts);
        return starts;
    }

    /// <summary>Where more may be said of the unit, whether they exist or not. Administrators close them to others, because a proxy's password may be in there.</summary>
    public static IEnumerable<string> DropInFolders(Scope scope, Machine machine) => Folders(scope, machine).Select(DropIns);

    // systemd's own order: the first folder that has a file of this name wins (man systemd.unit).
    private static string[] Folders(Scope scope, Machine machine) => scope == Scope.Machine
        ? [machine.InRoot("etc/systemd/system"), machine.InRoot("run/systemd/system"), machine.InRoot("usr/lib/systemd/system"), machine.InRoot("lib/systemd/system")]
        : [Path.GetDirectoryName(UserUnit(machine))!, machine.InRoot("usr/lib/systemd/user")];

    private static string DropIns(string folder) => Path.Combine(folder, Unit + ".d");

    private static IEnumerable<string> UnitFiles(string[] folders)
    {
        var main = folders.Select(f => Path.Combine(f, Unit)).FirstOrDefault(File.Exists);
        var dropIns = folders
            .SelectMany(f => FolderContent.Files(DropIns(f), "*.conf") ?? [])
            .DistinctBy(Path.GetFileName)
            .OrderBy(Path.GetFileName, StringComparer.Ordinal);
        return main is null ? dropIns : dropIns.Prepend(main);
    }

    // Read by the init script, and under systemd only where the unit says so.
    private static void CollectDefaults(string path, List<CommandLineText> starts)
    {
        var options = new List<CommandLineText>();
        Collect(path, FileBytes.Text(path) ?? "", "DOCKER_OPTS", options);
        starts.AddRange(options);
    }

    private static void Collect(string path, string text, string key, List<CommandLineText> starts)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var first = i + 1;
            var line = lines[i].Trim();
            while (line.EndsWith('\\') && i + 1 < lines.Length)
                line = line[..^1] + " " + lines[++i].Trim();
            if (line.Split('=', 2) is not [var name, var value] || name.Trim() != key)
                continue;
            // An empty ExecStart= takes back those before it.
            if (value.Trim().Length == 0)
                starts.Clear();
            else
                starts.Add(new CommandLineText(Words(value), new Place(path, first, 1)));
        }
    }

    private static string[] Words(string line) =>
        [.. line.Split([' ', '\t', '"', '\''], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
