namespace DevMirrors.Config;

/// <summary>dockerd's mirrors of Docker Hub, in daemon.json (https://docs.docker.com/docker-hub/image-library/mirror/).</summary>
public sealed class DockerEcosystem : IEcosystem
{
    private static readonly DaemonJsonFormat Format = new();

    private static readonly string[] HubHosts = ["registry-1.docker.io", "index.docker.io", "docker.io"];

    internal const string EcosystemName = "docker";

    public string Name => EcosystemName;

    public IReadOnlyList<IFileFormat> Formats { get; } = [Format];

    public IReadOnlyList<FileTarget> Targets(EcosystemRequest request, DiagnosticBag found)
    {
        if (DockerFiles.Locate(request.Scope, request.Machine, found) is not { } file)
            return [];
        var settings = DockerWishes.Of(file, request, found);
        return settings is null || DockerFlags.Conflict(file, settings, found) || DockerLogin.WouldFollow(DockerWishes.Mirrors(request.Selection), Present(file.Path), request.Machine, found)
            ? []
            : [new FileTarget(Name, request.Scope, file.Path, Format, settings)];
    }

    public ValueKind Judge(string key, SettingValue value, EcosystemRequest request)
    {
        if (key != DaemonJsonFormat.Mirrors)
            return ValueKind.Foreign;
        var foreign = value.Items.Where(item => !IsHub(item)).ToList();
        if (foreign.Count == 0)
            return ValueKind.Upstream;
        return foreign.All(item => request.Catalogue.ByUrl(Name, item) is not null) ? ValueKind.Mirror : ValueKind.Foreign;
    }

    public IReadOnlyList<Reading> Read(EcosystemRequest request, DiagnosticBag found) =>
        DockerFiles.Locate(request.Scope, request.Machine, found) is { } file
        && FileSnapshot.Read(file.Path, found) is { } snapshot
        && Format.Parse(file.Path, snapshot.Bytes, found) is { } document
            ? new DockerReader(request, file, document).Read(found)
            : [];

    public Loan Lend(EcosystemRequest request, DiagnosticBag found)
    {
        found.Add(Diagnose.DockerHasNoEnvironment());
        return Loan.Nothing;
    }

    /// <summary>A key that is gone leaves a running daemon with what it read before; an empty list does not.</summary>
    public IDocument? BeforeUndo(IDocument current, FileEdit undo, Machine machine)
    {
        if (DockerDaemon.Reading(undo.Path, undo.Scope, machine) is null)
            return null;
        var after = undo.After is { } bytes ? Format.Parse(undo.Path, bytes, []) : null;
        var empty = current;
        foreach (var key in new[] { DaemonJsonFormat.Mirrors, DaemonJsonFormat.InsecureRegistries })
        {
            if (current.Find(key) is { Value.Items.Count: > 0 } && after?.Find(key) is null)
                empty = empty.Set(key, new SettingValue());
        }
        return ReferenceEquals(empty, current) ? null : empty;
    }

    public void Reload(FileEdit written, Machine machine, DiagnosticBag found) => DockerReload.Run(written, Format, machine, found);

    // What cannot be read is refused, with its place, by whoever plans the file.
    private static IDocument? Present(string path) => FileSnapshot.Read(path, []) is { Exists: true } file ? Format.Parse(path, file.Bytes, []) : null;

    private static bool IsHub(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && HubHosts.Contains(uri.IdnHost);
}
