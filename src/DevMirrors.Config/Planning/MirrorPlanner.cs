namespace DevMirrors.Config;

/// <summary>Compares what the selection wants with what the files hold. Pure: reads, never writes.</summary>
public static class MirrorPlanner
{
    public static Plan Plan(Selection selection, RunOptions options, Machine machine, Journal journal, DiagnosticBag found)
    {
        var edits = new List<FileEdit>();
        foreach (var ecosystem in EcosystemList.All.Where(e => options.Only?.Contains(e.Name) ?? true))
        {
            var chosen = selection.Ecosystems.FirstOrDefault(s => s.Ecosystem == ecosystem.Name) ?? Nothing(ecosystem, selection);
            var request = new EcosystemRequest(chosen, options.Scope, machine, selection.Catalogue, journal, selection.Policy.Path) { TakesOver = options.TakesOver };
            edits.AddRange(Targets(ecosystem, request, found).Select(t => FilePlanner.Plan(ecosystem, t, request, found)));
        }
        return new Plan(selection, edits);
    }

    // A region that says nothing about an ecosystem wants nothing of it; what this policy wrote before is released.
    private static EcosystemSelection Nothing(IEcosystem ecosystem, Selection selection) =>
        new(ecosystem.Name, selection.Region.Region.Name, [], selection.Region.Region.Place);

    /// <summary>What the ecosystem wants, and the files and keys that this policy wrote earlier and no longer wants, so that they are given back.</summary>
    private static IEnumerable<FileTarget> Targets(IEcosystem ecosystem, EcosystemRequest request, DiagnosticBag found)
    {
        var isChosen = request.Selection.Mirrors.Count > 0;
        var errors = Errors(found);
        var targets = isChosen ? ecosystem.Targets(request, found) : [];
        // What an error left out is not forgotten, and a client that reads another file today (GOENV) has not dropped the old one.
        if (Errors(found) > errors)
            return targets;
        return (isChosen && request.Scope != Scope.Project ? targets : targets.Concat(Forgotten(ecosystem, targets, request)))
            .Select(t => t with { Settings = [.. t.Settings, .. Releases(ecosystem, t, request)] })
            .Where(t => t.Settings.Count > 0);
    }

    private static int Errors(DiagnosticBag found) => found.Count(d => d.Severity == Severity.Error);

    private static IEnumerable<FileTarget> Forgotten(IEcosystem ecosystem, IReadOnlyList<FileTarget> targets, EcosystemRequest request) =>
        request.Journal.Files
            .Where(f => f.Ecosystem == ecosystem.Name && f.Scope == request.Scope && targets.All(t => t.Path != f.Path))
            .Where(f => f.Scope != Scope.Project || f.Repository == request.RepositoryFolder)
            .Select(f => new FileTarget(ecosystem.Name, f.Scope, f.Path, ecosystem.Formats.First(x => x.Name == f.Format), []));

    private static IEnumerable<WantedSetting> Releases(IEcosystem ecosystem, FileTarget target, EcosystemRequest request) =>
        (request.Journal.Find(target.Path)?.Keys ?? [])
            .Where(k => k.Owner == request.PolicyPath && target.Settings.All(s => s.Key != k.Key))
            .Select(k => new WantedSetting(k.Key, new Wish.Release(ecosystem.Default(k.Key)), $"{request.PolicyPath} no longer sets it"));
}
