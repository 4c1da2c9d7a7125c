namespace DevMirrors.Config;

/// <summary>Compares the mirrors of a running daemon with those of its file and flags: it reads the file when it starts, or is told to.</summary>
internal sealed class DockerDaemonCheck : ICheck
{
    public string Id => "docker-daemon";

    public string Ecosystem => DockerEcosystem.EcosystemName;

    public string Healthy => "no daemon runs with other mirrors than its file says";

    public IEnumerable<CheckFinding> Look(CheckRequest request) =>
        new[] { Scope.Machine, Scope.User }
            .Select(scope => (Scope: scope, Daemon: DockerDaemon.Find(scope, request.Machine)))
            .Where(d => d.Daemon is not null)
            .Select(d => Compare(d.Daemon!, d.Scope, request.Machine))
            .OfType<CheckFinding>();

    private static CheckFinding? Compare(DockerDaemon daemon, Scope scope, Machine machine)
    {
        if (FileSnapshot.Read(daemon.ConfigFile, new DiagnosticBag()) is not { } file
            || new DaemonJsonFormat().Parse(daemon.ConfigFile, file.Bytes, new DiagnosticBag()) is not { } document)
            return null;
        if (daemon.AskMirrors(machine) is not { } used)
            return CheckFinding.Info($"dockerd (process {daemon.ProcessId}) could not be asked which mirrors it uses: docker is missing, or it does not answer you at {daemon.Socket}");
        var setting = document.Find(DaemonJsonFormat.Mirrors);
        var flags = DockerFlags.Parse(daemon.CommandLine, new Place(daemon.ConfigFile)).Where(f => f.Name == "--registry-mirror").Select(f => f.Value).ToList();
        var wanted = (flags.Count > 0 ? flags : setting?.Value.Items ?? []).Select(i => i.TrimEnd('/')).ToList();
        // A key that is gone from the file is not reset by a reload; an empty list is.
        var isGone = flags.Count == 0 && setting is null;
        return used.SequenceEqual(wanted)
            ? null
            : CheckFinding.Warning(
                $"dockerd (process {daemon.ProcessId}) uses {Listed(used)}, and {(isGone ? "its file names none any more: that takes a restart" : $"its file says {Listed(wanted)}: it has not read the file since that changed")}",
                new Place(daemon.ConfigFile, setting?.Line ?? 0, setting?.Column ?? 0), Remedy(daemon, scope, !isGone));
    }

    private static string Listed(IReadOnlyList<string> mirrors) => mirrors.Count == 0 ? "no mirror" : string.Join(", ", mirrors.Select(m => $"`{Secrets.Mask(m)}`"));

    private static string Remedy(DockerDaemon daemon, Scope scope, bool byReload) =>
        byReload ? $"`{(scope == Scope.Machine ? "sudo " : "")}kill -HUP {daemon.ProcessId}`" : scope == Scope.Machine ? "`sudo systemctl restart docker`" : "`systemctl --user restart docker`";
}
