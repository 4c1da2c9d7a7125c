namespace DevMirrors.Config;

/// <summary>Decides which region this machine is in: option, environment, stored choice, <c>when</c> rules, default.</summary>
public static class RegionResolver
{
    public const string Variable = "DEVMIRRORS_REGION";

    /// <param name="option">The value of <c>--region</c>, or null.</param>
    /// <param name="optionName">What the option is called where it was given: a build has a property.</param>
    /// <param name="stored">The user's stored choice (<c>region set cn</c>), or null.</param>
    public static ResolvedRegion? Resolve(Policy policy, Machine machine, string? option, string? stored, DiagnosticBag found, string optionName = "--region") =>
        string.IsNullOrEmpty(option)
            ? ByVariable(policy, machine, found) ?? ByStore(policy, stored, found) ?? ByRules(policy, machine, found)
            : ByOption(policy, option, optionName, found);

    private static ResolvedRegion? ByOption(Policy policy, string name, string optionName, DiagnosticBag found)
    {
        if (Find(policy, name) is { } region)
            return new ResolvedRegion(region, $"{optionName} says so");
        found.Add(Diagnose.UnknownRegion(name, Nearest(policy, name), Names(policy)));
        return null;
    }

    private static ResolvedRegion? ByVariable(Policy policy, Machine machine, DiagnosticBag found)
    {
        if (machine.Variable(Variable) is not { } name)
            return null;
        if (Find(policy, name) is { } region)
            return new ResolvedRegion(region, $"{Variable} says so");
        found.Add(Diagnose.UnknownRegionInVariable(Variable, name, Nearest(policy, name), Names(policy)));
        return null;
    }

    private static ResolvedRegion? ByStore(Policy policy, string? name, DiagnosticBag found)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        if (Find(policy, name) is { } region)
            return new ResolvedRegion(region, "it is the stored choice (`devmirrors region set auto` forgets it)");
        found.Add(Diagnose.UnknownStoredRegion(name, Nearest(policy, name), Names(policy)));
        return null;
    }

    private static ResolvedRegion ByRules(Policy policy, Machine machine, DiagnosticBag found)
    {
        if (policy.Regions.All(r => r.When.Count == 0))
            return ByDefault(policy, machine, "it is the default", found);
        var rules = new RegionRules(machine);
        rules.ReportUnknownZones(policy, found);
        var matches = rules.Matches(policy);
        if (matches.Count == 0)
            return ByDefault(policy, machine, $"it is the default and no rule matches ({Seen(machine, rules)})", found);
        if (matches.Count > 1)
            found.Add(Diagnose.SeveralRegionsMatch(matches[1].Pattern.Place, [.. matches.Select(m => m.Region.Name)]));
        return new ResolvedRegion(matches[0].Region, matches[0].Because);
    }

    private static ResolvedRegion ByDefault(Policy policy, Machine machine, string because, DiagnosticBag found)
    {
        var region = policy.Regions.First(r => r.IsDefault);
        if (machine.IsContainer && policy.Regions.Count > 1)
            found.Add(Diagnose.ContainerUsesDefault(region.Name, Variable));
        return new ResolvedRegion(region, because);
    }

    private static string Seen(Machine machine, RegionRules rules) =>
        machine.TimeZone.Length == 0 ? "the time zone is unknown" : $"the time zone is {rules.ShownTimeZone}";

    private static Region? Find(Policy policy, string name) => policy.Regions.FirstOrDefault(r => r.Name == name);

    private static string? Nearest(Policy policy, string name) => NearestName.Of(name, Names(policy));

    private static IEnumerable<string> Names(Policy policy) => policy.Regions.Select(r => r.Name);
}
