namespace DevMirrors.Config;

/// <summary>Binds the private names of an ecosystem to the mirrors of one region.</summary>
internal static class PrivateBindings
{
    private const string Default = "default";

    public static IReadOnlyList<PrivateBinding> For(string ecosystem, Policy policy, Region region, MirrorNames names, DiagnosticBag found)
    {
        var rules = policy.Private.Where(p => p.Ecosystem == ecosystem).SelectMany(p => p.Rules);
        return [.. rules.Select(r => Bind(ecosystem, r, policy, region, names, found)).OfType<PrivateBinding>()];
    }

    // The mirrors of every region are looked at: a private name that leaks in one region is an error in all.
    private static PrivateBinding? Bind(string ecosystem, PrivateRule rule, Policy policy, Region region, MirrorNames names, DiagnosticBag found)
    {
        var mirrors = new Dictionary<string, Mirror?>();
        foreach (var (name, mirror) in rule.Mirrors)
            mirrors.TryAdd(name, Private(ecosystem, rule, mirror, names, found));

        var missing = policy.Regions.Select(r => r.Name).Where(r => !mirrors.ContainsKey(r) && !mirrors.ContainsKey(Default)).ToList();
        if (missing.Count > 0)
            found.Add(Diagnose.PrivateNameWithoutMirror(rule.Pattern, missing));
        return In(region.Name, mirrors) is { } chosen
            ? new PrivateBinding(rule.Pattern, chosen, policy.Regions.All(r => In(r.Name, mirrors)?.Id == chosen.Id))
            : null;
    }

    private static Mirror? Private(string ecosystem, PrivateRule rule, Located name, MirrorNames names, DiagnosticBag found)
    {
        var mirror = names.Find(ecosystem, name);
        if (mirror is null || !names.IsPublic(mirror))
            return mirror;
        found.Add(Diagnose.PrivateNameAtPublicMirror(name, rule.Pattern.Text));
        return null;
    }

    private static Mirror? In(string region, Dictionary<string, Mirror?> mirrors) =>
        mirrors.TryGetValue(region, out var own) ? own : mirrors.GetValueOrDefault(Default);
}
