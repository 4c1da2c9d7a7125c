namespace DevMirrors.Config;

/// <summary>Turns the names of a region into mirrors with addresses.</summary>
public static class MirrorSelector
{
    /// <param name="only">The ecosystems asked for (<c>--only</c>), or null for all.</param>
    /// <param name="deadIsError">True for <c>init</c> and <c>check</c>: a dead mirror is an error; elsewhere it is skipped with a warning.</param>
    public static Selection? Select(
        Policy policy, ResolvedRegion region, MirrorCatalogue catalogue, IReadOnlyList<string>? only, bool deadIsError, DiagnosticBag found)
    {
        var problems = new DiagnosticBag();
        var names = new MirrorNames(policy, catalogue, problems);
        names.ReportReplacedRows();
        var states = new MirrorStates(catalogue, deadIsError, problems);
        var selected = Ecosystems(policy, region.Region)
            .Where(e => only?.Contains(e) ?? true)
            .Select(e => One(e, policy, region.Region, names, states, problems))
            .ToList();
        found.AddRange(problems);
        return problems.HasErrors ? null : new Selection(policy, region, selected);
    }

    // Also those that the region does not choose mirrors for: a private name is private everywhere.
    private static IEnumerable<string> Ecosystems(Policy policy, Region region)
    {
        var named = region.Choices.Select(c => c.Ecosystem).Concat(policy.Private.Where(p => p.Rules.Count > 0).Select(p => p.Ecosystem));
        if (region.SumDb is not null)
            named = named.Append("go");
        if (region.Audit is not null)
            named = named.Append("nuget");
        if (region.Images.Count > 0)
            named = named.Append("docker");
        return named.Distinct();
    }

    private static EcosystemSelection One(
        string ecosystem, Policy policy, Region region, MirrorNames names, MirrorStates states, DiagnosticBag found)
    {
        var choice = region.For(ecosystem) ?? new MirrorChoice(ecosystem, [new Located(MirrorNames.Upstream, region.Place)], region.Place);
        var mirrors = choice.Mirrors.Select(m => names.Find(ecosystem, m)).OfType<Mirror>().ToList();
        var usable = states.Usable(mirrors);
        states.ReportMissingAudits(usable, region);
        if (choice.Select != SelectBy.Order && mirrors.Count > 1)
            found.Add(Diagnose.OrderStands(choice.Place, choice.Select));
        return new EcosystemSelection(
            ecosystem, region.Name, usable, choice.Place, choice.Fallback, choice.Select, choice.Replaces,
            ecosystem == "go" ? region.SumDb : null,
            ecosystem == "nuget" ? region.Audit : null,
            PrivateBindings.For(ecosystem, policy, region, names, found),
            ecosystem == "docker" ? Images(region, names, states, found) : null)
        {
            UsesMirrorsSomewhere = policy.Regions.SelectMany(r => r.For(ecosystem)?.Mirrors ?? []).Any(m => m.Text != MirrorNames.Upstream),
        };
    }

    private static List<(Located Registry, Mirror Mirror)> Images(Region region, MirrorNames names, MirrorStates states, DiagnosticBag found)
    {
        var images = new List<(Located, Mirror)>();
        foreach (var rule in region.Images)
        {
            if (names.Find("oci", rule.Mirror) is not { Kind: MirrorKind.Mirror } mirror)
                continue;
            if (mirror.Catalogue?.Registry is { } registry && registry != rule.Registry.Text)
                found.Add(Diagnose.MirrorOfOtherRegistry(rule.Mirror, registry, rule.Registry.Text));
            images.AddRange(states.Usable([mirror]).Select(m => (rule.Registry, m)));
        }
        return images;
    }
}
