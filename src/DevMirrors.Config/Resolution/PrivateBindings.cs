namespace DevMirrors.Config;

/// <summary>Binds the private names of an ecosystem to the mirrors of one region.</summary>
internal static class PrivateBindings
{
    public static IReadOnlyList<PrivateBinding> For(string ecosystem, Policy policy, Region region, MirrorNames names, DiagnosticBag found)
    {
        var rules = policy.Private.Where(p => p.Ecosystem == ecosystem).SelectMany(p => p.Rules);
        return [.. rules.Select(r => Bind(ecosystem, r, policy, region, names, found)).OfType<PrivateBinding>()];
    }

    private static PrivateBinding? Bind(string ecosystem, PrivateRule rule, Policy policy, Region region, MirrorNames names, DiagnosticBag found)
    {
        // The mirrors of every region are looked at: a private name that leaks in one region is an error in all.
        foreach (var (_, name) in rule.Mirrors)
        {
            if (names.Find(ecosystem, name) is { } mirror && names.IsPublic(mirror))
                found.Add(Diagnose.PrivateNameAtPublicAddress(name, rule.Pattern.Text));
        }
        var byRegion = rule.Mirrors.ToDictionary(m => m.Region, m => m.Mirror);
        var chosen = In(region.Name, byRegion);
        return names.Find(ecosystem, chosen) is { } bound
            ? new PrivateBinding(rule.Pattern, bound, policy.Regions.All(r => In(r.Name, byRegion).Text == chosen.Text))
            : null;
    }

    // The loader has seen to it that there is one of the two.
    private static Located In(string region, Dictionary<string, Located> byRegion) =>
        byRegion.GetValueOrDefault(region) ?? byRegion["default"];
}
