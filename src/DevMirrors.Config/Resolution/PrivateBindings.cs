namespace DevMirrors.Config;

/// <summary>Binds the private names of an ecosystem to the mirrors of one region.</summary>
internal static class PrivateBindings
{
    private const string Default = "default";

    public static IReadOnlyList<PrivateBinding> For(string ecosystem, Policy policy, Region region, MirrorNames names, DiagnosticBag found) =>
        [.. policy.Private.Where(p => p.Ecosystem == ecosystem).SelectMany(p => p.Rules).Select(r => Bind(ecosystem, r, policy, region, names, found)).OfType<PrivateBinding>()];

    private static PrivateBinding? Bind(string ecosystem, PrivateRule rule, Policy policy, Region region, MirrorNames names, DiagnosticBag found)
    {
        var byRegion = new Dictionary<string, Located>();
        foreach (var (name, located) in rule.Mirrors)
            byRegion.TryAdd(name, located);

        if (In(region.Name, byRegion) is not { } chosen)
        {
            found.Add(Diagnose.PrivateNameWithoutMirror(rule.Pattern, region.Name));
            return null;
        }
        if (names.Find(ecosystem, chosen) is not { } mirror)
            return null;
        if (IsPublic(mirror))
        {
            found.Add(Diagnose.PrivateNameAtPublicMirror(chosen, rule.Pattern.Text));
            return null;
        }
        var everywhere = policy.Regions.All(r => In(r.Name, byRegion)?.Text == chosen.Text);
        return new PrivateBinding(rule.Pattern, mirror, everywhere);
    }

    private static Located? In(string region, Dictionary<string, Located> byRegion) =>
        byRegion.GetValueOrDefault(region) ?? byRegion.GetValueOrDefault(Default);

    // off: a private name that is fetched from nowhere is a mistake, and no client could say so for one name only.
    private static bool IsPublic(Mirror mirror) =>
        mirror.Kind is MirrorKind.Upstream or MirrorKind.Off || mirror.Catalogue is not null;
}
