namespace DevMirrors.Config;

/// <summary>What daemon.json must hold for a selection, and what of the selection it cannot express.</summary>
internal static class DockerWishes
{
    /// <summary>The first major version of dockerd that takes a mirror with a path.</summary>
    private const int TakesPaths = 23;

    /// <summary>Null, and an error, where the daemon would not start with it.</summary>
    public static IReadOnlyList<WantedSetting>? Of(DockerFile file, EcosystemRequest request, DiagnosticBag found)
    {
        var mirrors = Mirrors(request.Selection);
        TellLimits(request.Selection, mirrors, found);
        if (RefusesPath(mirrors, request, found))
            return null;
        var because = $"region {request.Selection.Region} chooses {string.Join(", ", request.Selection.Mirrors.Select(m => m.Id))} ({request.Selection.Place})";
        // A running daemon keeps what it read until it reads another value, if only an empty list.
        var release = new Wish.Release(DockerDaemon.Reading(file.Path, request.Scope, request.Machine) is null ? null : new SettingValue());
        var settings = new List<WantedSetting> { new(DaemonJsonFormat.Mirrors, mirrors.Count == 0 ? release : new Wish.Set(Value(mirrors)), because) };
        if (InsecureHosts(mirrors) is { Count: > 0 } hosts)
            settings.Add(new(DaemonJsonFormat.InsecureRegistries, new Wish.Include(hosts), "the policy declares them `insecure: true`"));
        else if (request.Journal.Find(file.Path)?.Find(DaemonJsonFormat.InsecureRegistries)?.Owner == request.PolicyPath)
            settings.Add(new(DaemonJsonFormat.InsecureRegistries, release, "the policy declares none `insecure: true` any more"));
        return settings;
    }

    public static IReadOnlyList<Mirror> Mirrors(EcosystemSelection selection) =>
        [.. selection.Mirrors.Where(m => m.Kind == MirrorKind.Mirror).DistinctBy(m => m.Url.TrimEnd('/'))];

    public static SettingValue Value(IReadOnlyList<Mirror> mirrors) => new([.. mirrors.Select(m => m.Url)]);

    /// <summary>As dockerd compares them: host, and port where the address has one.</summary>
    public static IReadOnlyList<string> InsecureHosts(IReadOnlyList<Mirror> mirrors) =>
        [.. mirrors.Where(m => m.IsInsecure && m.Url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)).Select(m => Host(m.Url)).Distinct()];

    private static string Host(string url) => url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/')[0];

    private static void TellLimits(EcosystemSelection selection, IReadOnlyList<Mirror> mirrors, DiagnosticBag found)
    {
        var upstream = selection.Mirrors.FirstOrDefault(m => m.Kind == MirrorKind.Upstream);
        if (upstream is not null && selection.Mirrors[^1].Kind != MirrorKind.Upstream)
            found.Add(Diagnose.DockerAsksUpstreamLast(upstream.Place));
        if (mirrors.Count > 0 && selection.Fallback is Fallback.NotFound or Fallback.Never)
            found.Add(Diagnose.DockerAlwaysFallsBack(selection.Place, selection.Fallback == Fallback.Never ? "never" : "not-found"));
        foreach (var mirror in mirrors.Where(m => m.TokenVariable is not null))
            found.Add(Diagnose.DockerSendsNoToken(mirror.Place, mirror.Id, Host(mirror.Url)));
        foreach (var (registry, _) in selection.Images)
            found.Add(Diagnose.DockerImagesNotCovered(registry.Place, registry.Text));
    }

    private static bool RefusesPath(IReadOnlyList<Mirror> mirrors, EcosystemRequest request, DiagnosticBag found)
    {
        var withPath = mirrors.Where(m => new Uri(m.Url).AbsolutePath != "/").ToList();
        if (withPath.Count == 0)
            return false;
        var version = DockerVersion.Ask(request.Machine);
        if (version?.Major >= TakesPaths)
            return false;
        foreach (var mirror in withPath)
            found.Add(Diagnose.DockerMirrorHasPath(mirror.Place, mirror.Id, version is null ? "dockerd of an unknown version" : $"dockerd {version}"));
        return true;
    }
}
