namespace DevMirrors.Config;

/// <summary>Everything that a policy can make the clients ask, in all of its regions: what a person agrees to who trusts it. The words upstream, direct and off are no addresses.</summary>
/// <param name="Origins"><c>https://host[:port]</c>, lower case, the default port left out; sorted, none twice.</param>
/// <param name="Bindings">Where private names come from; sorted, none twice.</param>
/// <param name="Tokens">Which variables' values go where; sorted, none twice.</param>
public sealed record PolicyReach(IReadOnlyList<string> Origins, IReadOnlyList<ReachBinding> Bindings, IReadOnlyList<ReachToken> Tokens)
{
    private static readonly PolicyReach Nothing = new([], [], []);

    /// <summary>Names are resolved as a plan resolves them; one that means nothing reaches nothing, and no plan comes of it either.</summary>
    public static PolicyReach Of(Policy policy, MirrorCatalogue catalogue)
    {
        var names = new MirrorNames(policy, catalogue, new DiagnosticBag());
        var bound = policy.Private.SelectMany(p => p.Rules.SelectMany(r => Bound(p.Ecosystem, r, names))).ToList();
        List<Mirror> mirrors = [.. policy.Regions.SelectMany(Named).Select(n => names.Find(n.Ecosystem, n.Name)).OfType<Mirror>(), .. bound.Select(b => b.Mirror)];
        return new PolicyReach(
            Sorted(mirrors.Select(Origin).Concat(policy.Regions.Select(SumDb)).OfType<string>(), o => o),
            Sorted(bound.Select(b => b.Binding), b => b.ToString()),
            Sorted(mirrors.Select(Token).OfType<ReachToken>(), t => t.ToString()));
    }

    /// <summary>One line for each item, for people: origins, bindings, tokens.</summary>
    public IReadOnlyList<string> Lines => [.. Origins, .. Bindings.Select(b => b.ToString()), .. Tokens.Select(t => t.ToString())];

    /// <summary>Whether somebody who agreed to this has agreed to the other too: no new origin, no new token, and private names exactly as they were.</summary>
    public bool Covers(PolicyReach other) =>
        !other.Origins.Except(Origins).Any() && !other.Tokens.Except(Tokens).Any() && other.Bindings.ToHashSet().SetEquals(Bindings);

    /// <summary>What the other has beyond this, as <see cref="Lines"/>.</summary>
    public IReadOnlyList<string> Missing(PolicyReach? other) => [.. (other ?? Nothing).Lines.Except(Lines)];

    private static IEnumerable<(string Ecosystem, Located Name)> Named(Region region)
    {
        var chosen = region.Choices.SelectMany(c => c.Mirrors.Select(m => (c.Ecosystem, m)));
        var images = region.Images.Select(i => ("oci", i.Mirror));
        return region.Audit is { } audit ? [.. chosen, .. images, ("nuget", audit)] : [.. chosen, .. images];
    }

    private static IEnumerable<(ReachBinding Binding, Mirror Mirror)> Bound(string ecosystem, PrivateRule rule, MirrorNames names)
    {
        foreach (var (region, name) in rule.Mirrors)
        {
            if (names.Find(ecosystem, name) is { } mirror)
                yield return (new ReachBinding(ecosystem, rule.Pattern.Text, region, Origin(mirror) ?? mirror.Id), mirror);
        }
    }

    private static string? Origin(Mirror mirror) => mirror.Kind == MirrorKind.Mirror ? MirrorAddress.Origin(mirror.Url) : null;

    private static ReachToken? Token(Mirror mirror) =>
        mirror.TokenVariable is { } variable && Origin(mirror) is { } origin ? new ReachToken(variable, origin) : null;

    private static string? SumDb(Region region) => region.SumDb is { } alias && alias.Text != GoSumDb.Default ? $"https://{alias.Text}" : null;

    private static List<T> Sorted<T>(IEnumerable<T> items, Func<T, string> text) => [.. items.Distinct().OrderBy(text, StringComparer.Ordinal)];
}

/// <summary>Where private names come from.</summary>
/// <param name="Region">A region's name, or <c>default</c>.</param>
/// <param name="Target">An origin, or <c>direct</c>.</param>
public sealed record ReachBinding(string Ecosystem, string Pattern, string Region, string Target)
{
    public override string ToString() => $"{Ecosystem} `{Pattern}` from {Target}{(Region == "default" ? "" : $" in region {Region}")}";
}

/// <summary>The value of an environment variable that an origin is sent as a credential.</summary>
public sealed record ReachToken(string Variable, string Origin)
{
    public override string ToString() => $"token {Variable} to {Origin}";
}
