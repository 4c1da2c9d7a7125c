namespace DevMirrors.Config;

/// <summary>Finds the daemon.json of a scope, or says why there is none to write.</summary>
internal static class DockerFiles
{
    public static DockerFile? Locate(Scope scope, Machine machine, DiagnosticBag found)
    {
        if (scope == Scope.Project || (scope == Scope.Machine && machine.Os == OsKind.MacOS))
            return Nothing(Diagnose.NoSuchScope("docker", scope), found);
        if (machine.KeepsState && BelongsToDesktopInWindows(machine))
            return Nothing(Diagnose.DockerDesktopInWsl(), found);
        if (DefaultPath(scope, machine) is not { } path)
            return Nothing(Diagnose.DockerIsAbsent(), found);
        var flags = machine.Os == OsKind.Linux ? DockerFlags.Read(scope, machine) : [];
        path = flags.LastOrDefault(f => f.Name == DockerFlags.ConfigFile)?.Value ?? path;
        if (scope == Scope.Machine ? IsOnMachine(path, machine) : IsOfUser(path, machine))
            return new DockerFile(path, flags);
        var isRootful = scope == Scope.User && machine.Os == OsKind.Linux && IsOnMachine(DefaultPath(Scope.Machine, machine)!, machine);
        return Nothing(isRootful ? Diagnose.DockerNeedsMachineScope() : Diagnose.DockerIsAbsent(), found);
    }

    /// <summary>Where dockerd looks when no flag says otherwise; null without a home.</summary>
    public static string? DefaultPath(Scope scope, Machine machine) => (scope, machine.Os) switch
    {
        (Scope.Machine, OsKind.Windows) => Path.Combine(machine.Variable("ProgramData") ?? @"C:\ProgramData", "docker", "config", "daemon.json"),
        (Scope.Machine, _) => machine.InRoot("etc", "docker", "daemon.json"),
        (_, OsKind.Linux) => machine.XdgConfigHome is { } config ? Path.Combine(config, "docker", "daemon.json") : null,
        _ => machine.InHome(".docker", "daemon.json"),
    };

    private static bool IsOnMachine(string path, Machine machine) =>
        !machine.KeepsState
        || File.Exists(path)
        || machine.Has("dockerd")
        || (machine.Os == OsKind.Linux && Directory.Exists(machine.InRoot("etc", "docker")));

    private static bool IsOfUser(string path, Machine machine) =>
        File.Exists(path) || (machine.Os == OsKind.Linux ? IsRootless(machine) : machine.Has("docker"));

    private static bool IsRootless(Machine machine) =>
        (machine.Variable("XDG_RUNTIME_DIR") is { } runtime && (File.Exists(Path.Combine(runtime, "docker.sock")) || File.Exists(Path.Combine(runtime, "docker.pid"))))
        || machine.Variable("DOCKER_HOST")?.StartsWith("unix:///run/user/", StringComparison.Ordinal) == true
        || (machine.Has("dockerd-rootless.sh") && File.Exists(DockerUnits.UserUnit(machine)));

    // The integration puts a docker client into the distribution, and its daemon elsewhere.
    private static bool BelongsToDesktopInWindows(Machine machine) =>
        machine.IsWsl && !machine.Has("dockerd") && Directory.Exists(machine.InRoot("mnt", "wsl", "docker-desktop"));

    private static DockerFile? Nothing(Diagnostic why, DiagnosticBag found)
    {
        found.Add(why);
        return null;
    }
}
