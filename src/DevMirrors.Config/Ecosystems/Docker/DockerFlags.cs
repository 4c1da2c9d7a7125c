namespace DevMirrors.Config;

/// <summary>The flags of dockerd that concern mirrors: from the running daemon, and from the units that start the next one.</summary>
internal static class DockerFlags
{
    public const string ConfigFile = "--config-file";

    private static readonly Dictionary<string, string> Keys = new()
    {
        ["--registry-mirror"] = DaemonJsonFormat.Mirrors,
        ["--insecure-registry"] = DaemonJsonFormat.InsecureRegistries,
    };

    /// <summary>In the order in which they count: the running daemon's last.</summary>
    public static IReadOnlyList<DockerFlag> Read(Scope scope, Machine machine)
    {
        var flags = DockerUnits.CommandLines(scope, machine)
            .SelectMany(c => Parse(c.Words, c.Place))
            .Select(f => f.Name == ConfigFile && scope == Scope.Machine ? f with { Value = machine.InRoot(f.Value.TrimStart('/')) } : f);
        var running = DockerDaemon.Find(scope, machine) is { } daemon ? Parse(daemon.CommandLine, new Place($"/proc/{daemon.ProcessId}/cmdline")) : [];
        return [.. flags, .. running];
    }

    public static IReadOnlyList<DockerFlag> Parse(IReadOnlyList<string> words, Place place)
    {
        var flags = new List<DockerFlag>();
        for (var i = 0; i < words.Count; i++)
        {
            var equals = words[i].IndexOf('=');
            var name = equals < 0 ? words[i] : words[i][..equals];
            if (name != ConfigFile && !Keys.ContainsKey(name))
                continue;
            var value = equals >= 0 ? words[i][(equals + 1)..] : i + 1 < words.Count ? words[++i] : "";
            if (name != ConfigFile || value.StartsWith('/'))
                flags.Add(new DockerFlag(name, value, place));
        }
        return flags;
    }

    /// <summary>Whether a key that we would write is also a flag, which dockerd refuses to start with.</summary>
    public static bool Conflict(DockerFile file, IReadOnlyList<WantedSetting> settings, DiagnosticBag found)
    {
        var conflicts = file.Flags
            .Where(f => Keys.TryGetValue(f.Name, out var key) && settings.Any(s => s.Key == key && s.Wish is not Wish.Release))
            .ToList();
        foreach (var flag in conflicts)
            found.Add(Diagnose.DockerFlagConflict(flag.Place, flag.Name, Keys[flag.Name]));
        return conflicts.Count > 0;
    }
}
