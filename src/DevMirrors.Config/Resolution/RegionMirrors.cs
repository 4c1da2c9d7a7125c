namespace DevMirrors.Config;

/// <summary>Resolves what the regions of a policy say, one ecosystem after the other.</summary>
internal sealed class RegionMirrors(Policy policy, MirrorNames names, MirrorStates states, IReadOnlyList<string>? only, DiagnosticBag found)
{
    public IReadOnlyList<string> Skip { get; init; } = [];

    public required MirrorChooser Chooser { get; init; }

    /// <summary>What the region chooses, with everything worth knowing about its mirrors reported.</summary>
    public IReadOnlyList<EcosystemSelection> Choose(Region region) =>
        [.. Ecosystems(region).Where(IsAsked).Select(e => Choose(e, region))];

    /// <summary>Reports the names of a region that do not exist.</summary>
    public void Check(Region region)
    {
        foreach (var choice in region.Choices.Where(c => IsAsked(c.Ecosystem)))
            states.CheckDead(Find(choice));
        if (IsAsked("nuget"))
            Audit(region);
        if (IsAsked("docker"))
            states.CheckDead([.. region.Images.Select(Find).OfType<Mirror>()]);
    }

    // Also those that the region does not choose mirrors for: a private name is private everywhere.
    private IEnumerable<string> Ecosystems(Region region)
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

    private EcosystemSelection Choose(string ecosystem, Region region)
    {
        var choice = region.For(ecosystem) ?? new MirrorChoice(ecosystem, [new Located(MirrorNames.Upstream, region.Place)], region.Place);
        var mirrors = Chooser.Choose(choice, WithoutSkipped(states.Usable(Find(choice))));
        states.ReportMissingAudits(mirrors, region);
        return new EcosystemSelection(
            ecosystem, region.Name, mirrors, choice.Place, choice.Fallback, choice.Select, choice.Replaces,
            SumDb: ecosystem == "go" ? region.SumDb : null,
            Audit: ecosystem == "nuget" ? Audit(region) : null,
            Private: PrivateBindings.For(ecosystem, policy, region, names, found),
            Images: ecosystem == "docker" ? Images(region) : null)
        {
            UsesMirrorsSomewhere = policy.Regions.SelectMany(r => r.For(ecosystem)?.Mirrors ?? []).Any(m => m.Text != MirrorNames.Upstream),
        };
    }

    // With nothing left to ask the order stands: leaving a mirror out must not open the way to what the policy does not list.
    private IReadOnlyList<Mirror> WithoutSkipped(IReadOnlyList<Mirror> mirrors)
    {
        var left = mirrors.Where(m => !Skip.Contains(m.Id)).ToList();
        return left.Exists(m => m.Kind is MirrorKind.Mirror or MirrorKind.Upstream) ? left : mirrors;
    }

    private List<Mirror> Find(MirrorChoice choice) => [.. choice.Mirrors.Select(m => names.Find(choice.Ecosystem, m)).OfType<Mirror>()];

    private List<(Located Registry, Mirror Mirror)> Images(Region region) =>
        [.. region.Images.SelectMany(rule => states.Usable(Find(rule) is { } mirror ? [mirror] : []).Select(m => (rule.Registry, m)))];

    // As an address, like every other source; upstream stays a word.
    private Located? Audit(Region region) =>
        region.Audit is { } audit && names.Find("nuget", audit) is { } mirror
            ? audit with { Text = mirror.Kind == MirrorKind.Upstream ? MirrorNames.Upstream : mirror.Url }
            : null;

    /// <summary>Null for <c>upstream</c>, which leaves a registry alone.</summary>
    private Mirror? Find(ImageRule rule)
    {
        if (names.Find("oci", rule.Mirror) is not { Kind: MirrorKind.Mirror } mirror)
            return null;
        if (mirror.Catalogue?.Registry is { } registry && registry != rule.Registry.Text)
            found.Add(Diagnose.MirrorOfOtherRegistry(rule.Mirror, registry, rule.Registry.Text));
        return mirror;
    }

    private bool IsAsked(string ecosystem) => only?.Contains(ecosystem) ?? true;
}
