namespace DevMirrors.Config;

/// <summary>A region whose <c>when</c> matches, and by what.</summary>
internal sealed record RegionMatch(Region Region, Located Pattern, string Because);

/// <summary>Compares the <c>when</c> rules of a policy with the machine. One matching alternative is enough.</summary>
internal sealed class RegionRules(Machine machine)
{
    private readonly TimeZones _zones = TimeZones.BuiltIn();

    /// <summary>The machine's time zone as people know it: <c>PRC (Asia/Shanghai)</c>; empty where unknown.</summary>
    public string ShownTimeZone => _zones.Canonical(machine.TimeZone) is var zone && zone.Equals(machine.TimeZone, StringComparison.OrdinalIgnoreCase)
        ? zone
        : $"{machine.TimeZone} ({zone})";

    /// <summary>Every region that matches, in the order of the file.</summary>
    public List<RegionMatch> Matches(Policy policy) => [.. policy.Regions.Select(Match).OfType<RegionMatch>()];

    /// <summary>Warns of time zones that nobody knows: a rule with a typing error never matches.</summary>
    public void ReportUnknownZones(Policy policy, DiagnosticBag found)
    {
        var named = policy.Regions.SelectMany(r => r.When).Where(c => c.Subject == "timezone").SelectMany(c => c.Patterns);
        foreach (var zone in named.Where(z => !z.Text.Contains('*') && !_zones.Knows(z.Text) && !SameZone(z.Text)))
            found.Add(Diagnose.UnknownTimeZone(zone, NearestName.Of(zone.Text, _zones.Names, found)));
    }

    private RegionMatch? Match(Region region)
    {
        foreach (var condition in region.When)
        {
            if (condition.Patterns.FirstOrDefault(p => Applies(condition, p.Text)) is { } pattern)
                return new RegionMatch(region, pattern, Because(region, condition, pattern));
        }
        return null;
    }

    private bool Applies(Condition condition, string pattern) => VariableOf(condition) is { } name
        ? machine.Variable(name) is { } value && Wildcard.Matches(pattern, value, StringComparison.Ordinal)
        : machine.TimeZone.Length > 0 && SameZone(pattern);

    private bool SameZone(string pattern) =>
        Wildcard.Matches(pattern, machine.TimeZone, StringComparison.OrdinalIgnoreCase)
        || Wildcard.Matches(_zones.Canonical(pattern), _zones.Canonical(machine.TimeZone), StringComparison.OrdinalIgnoreCase);

    // Never the variable's value: a policy may name any variable, also one that holds a secret.
    private string Because(Region region, Condition condition, Located pattern)
    {
        var what = VariableOf(condition) is { } name ? $"environment variable {name}" : $"time zone {ShownTimeZone}";
        return $"{what} matches regions.{region.Name}.when.{condition.Subject} ({Path.GetFileName(pattern.Place.File)}:{pattern.Place.Line})";
    }

    private static string? VariableOf(Condition condition) =>
        condition.Subject.StartsWith("env.", StringComparison.Ordinal) ? condition.Subject[4..] : null;
}
