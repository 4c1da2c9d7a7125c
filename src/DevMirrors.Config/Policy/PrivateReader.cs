namespace DevMirrors.Config;

/// <summary>Reads the private names, and refuses a binding that would take one to a public mirror.</summary>
internal sealed class PrivateReader(IReadOnlyList<MirrorDefinition> mirrors, IReadOnlyList<Region> regions, DiagnosticBag found)
{
    private readonly Dictionary<string, MirrorDefinition> _mirrors = mirrors.ToDictionary(m => m.Id.Text, StringComparer.Ordinal);
    private readonly HashSet<string> _regions = [.. regions.Select(r => r.Name)];

    public IReadOnlyList<PrivateNames> Read(YamlNode? node) =>
        [.. PolicyKeys.WithPrivateNames.Where(e => node.Child(e) is not null).Select(e => new PrivateNames(e, ReadRules(e, node.Child(e))))];

    private List<PrivateRule> ReadRules(string ecosystem, YamlNode? node)
    {
        var rules = new List<PrivateRule>();
        // NuGet reads patterns without regard to case, and asks both sources of two equal ones.
        var seen = new Dictionary<string, Place>(ecosystem == "nuget" ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var (pattern, value) in node.Entries())
        {
            if (!seen.TryAdd(pattern.Text, pattern.Place))
                found.Add(Diagnose.DuplicateKey(pattern.Place, pattern.Text, seen[pattern.Text]));
            if (ecosystem == "go" && GoPrivatePattern.CoversPublicModules(pattern.Text))
                found.Add(Diagnose.PrivatePatternTooWide(pattern.Place, pattern.Text));
            rules.Add(new PrivateRule(new Located(pattern.Text, pattern.Place), ReadMirrors(ecosystem, pattern, value)));
        }
        return rules;
    }

    private List<(string Region, Located Mirror)> ReadMirrors(string ecosystem, YamlScalar pattern, YamlNode value)
    {
        if (value is YamlMapping)
            CheckRegions(pattern, value);
        var bound = value is YamlMapping
            ? value.Entries().Where(e => e.Value.Located() is not null).Select(e => (e.Key.Text, e.Value.Located()!)).ToList()
            : value.Located() is { } single ? [("default", single)] : [];
        foreach (var (_, mirror) in bound)
            CheckMirror(ecosystem, pattern.Text, mirror);
        return bound;
    }

    private void CheckRegions(YamlScalar pattern, YamlNode value)
    {
        foreach (var (region, _) in value.Entries().Where(e => e.Key.Text != "default" && !_regions.Contains(e.Key.Text)))
            found.Add(Diagnose.UnknownPrivateRegion(region.Place, region.Text, NearestName.Of(region.Text, _regions, found)));
        var named = value.Entries().Select(e => e.Key.Text).ToHashSet();
        if (!named.Contains("default") && regions.FirstOrDefault(r => !named.Contains(r.Name)) is { } forgotten)
            found.Add(Diagnose.PrivateNameUnbound(pattern.Place, pattern.Text, forgotten.Name));
    }

    private void CheckMirror(string ecosystem, string pattern, Located mirror)
    {
        if (ecosystem == "go" && mirror.Text == "direct")
            return;
        if (!_mirrors.TryGetValue(mirror.Text, out var definition))
            found.Add(Diagnose.PrivateMirrorUndefined(mirror.Place, pattern, mirror.Text, NearestName.Of(mirror.Text, _mirrors.Keys, found)));
        else if (!definition.IsPrivate)
            found.Add(Diagnose.PrivateAtPublicMirror(mirror.Place, pattern, mirror.Text));
        else if (definition.Ecosystem != ecosystem)
            found.Add(Diagnose.PrivateMirrorOfOtherEcosystem(mirror.Place, mirror.Text, definition.Ecosystem, ecosystem));
    }
}
