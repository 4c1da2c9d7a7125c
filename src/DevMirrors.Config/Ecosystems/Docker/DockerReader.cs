namespace DevMirrors.Config;

/// <summary>Says what dockerd uses, and what keeps it from using what the policy wants.</summary>
internal sealed class DockerReader(EcosystemRequest request, DockerFile file, IDocument document)
{
    /// <summary>How <see cref="Reading.ShadowedBy"/> begins where the daemon has not read its file.</summary>
    public const string RunningDaemon = "the running dockerd";

    private const string Client = "dockerd";

    private readonly IReadOnlyList<Mirror> _mirrors = DockerWishes.Mirrors(request.Selection);

    public IReadOnlyList<Reading> Read(DiagnosticBag found)
    {
        var readings = new List<Reading> { ReadMirrors(found) };
        if (DockerWishes.InsecureHosts(_mirrors) is { Count: > 0 } hosts)
            readings.Add(ReadInsecure(hosts));
        return readings;
    }

    private Reading ReadMirrors(DiagnosticBag found)
    {
        var setting = document.Find(DaemonJsonFormat.Mirrors);
        var wanted = _mirrors.Count == 0 ? null : DockerWishes.Value(_mirrors);
        var flags = Flags("--registry-mirror");
        var effective = flags.Count > 0 ? new SettingValue([.. flags.Select(f => f.Value)]) : setting?.Value;
        var daemon = DockerDaemon.Reading(file.Path, request.Scope, request.Machine);
        var asked = daemon?.AskMirrors(request.Machine);
        if (effective is { Items.Count: > 0 } && DockerLogin.Find(request.Machine) is { } login)
            found.Add(Diagnose.DockerLoginFollows(login.Place, login.Key));
        var differs = asked is not null && !asked.SequenceEqual((effective?.Items ?? []).Select(i => i.TrimEnd('/')));
        var shadow = flags.Count > 0 ? Shadow(flags) : HostsFile(daemon, found) ?? (differs ? Stale(daemon!) : null);
        return new Reading(
            request.Selection.Ecosystem,
            Client,
            DaemonJsonFormat.Mirrors,
            wanted?.Text,
            effective is null ? null : Secrets.MaskAddress(effective.Text),
            flags.Count > 0 ? Source(flags[0].Place) : Source(setting),
            IsInStep(wanted, effective) && shadow is null,
            shadow,
            differs ? Secrets.MaskAddress(string.Join(",", asked!)) : null);
    }

    private Reading ReadInsecure(IReadOnlyList<string> hosts)
    {
        var setting = document.Find(DaemonJsonFormat.InsecureRegistries);
        var flags = Flags("--insecure-registry");
        var effective = flags.Count > 0 ? [.. flags.Select(f => f.Value)] : setting?.Value.Items ?? [];
        return new Reading(
            request.Selection.Ecosystem,
            Client,
            DaemonJsonFormat.InsecureRegistries,
            string.Join(",", hosts),
            effective.Count == 0 ? null : string.Join(",", effective),
            flags.Count > 0 ? Source(flags[0].Place) : Source(setting),
            hosts.All(effective.Contains),
            flags.Count > 0 ? Shadow(flags) : null);
    }

    private bool IsInStep(SettingValue? wanted, SettingValue? effective) => wanted is null
        ? effective is null || new DockerEcosystem().Judge(DaemonJsonFormat.Mirrors, effective, request) != ValueKind.Mirror
        : wanted.Equals(effective);

    private List<DockerFlag> Flags(string name) => [.. file.Flags.Where(f => f.Name == name).DistinctBy(f => f.Value)];

    private string? HostsFile(DockerDaemon? daemon, DiagnosticBag found)
    {
        var path = request.Machine.InRoot("etc", "docker", "certs.d", "docker.io", "hosts.toml");
        if (request.Scope != Scope.Machine || !File.Exists(path))
            return null;
        found.Add(Diagnose.DockerHostsFileFirst(path));
        return daemon?.AskKeepsImagesInContainerd(request.Machine) == true ? path : null;
    }

    private string Source(DocumentSetting? setting) => setting is null ? "default" : $"{file.Path}:{setting.Line}";

    private static string Source(Place place) => place.Line == 0 ? place.File : $"{place.File}:{place.Line}";

    private static string Shadow(List<DockerFlag> flags) => $"the flag `{flags[0].Name}` in {flags[0].Place}";

    private static string Stale(DockerDaemon daemon) => $"{RunningDaemon} (process {daemon.ProcessId}), which has not read the file since it changed";
}
