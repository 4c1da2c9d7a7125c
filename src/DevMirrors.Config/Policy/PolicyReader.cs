namespace DevMirrors.Config;

/// <summary>Builds the policy from the located tree, after its shape was checked, and says what no shape can.</summary>
internal sealed class PolicyReader(string path, DiagnosticBag found)
{
    private static readonly PolicyKeys Keys = new();

    public static Policy? Read(string path, string hash, YamlNode root, DiagnosticBag found)
    {
        Keys.Root.Check(root, "", found);
        return root is YamlMapping mapping && !found.IsFull ? new PolicyReader(path, found).ReadRoot(hash, mapping) : null;
    }

    private Policy ReadRoot(string hash, YamlMapping root)
    {
        var mirrors = new MirrorReader(found).Read(root["mirrors"]);
        var regions = root["regions"].Entries().Select(e => ReadRegion(e.Key, e.Value)).ToList();
        CheckDefault(root, regions);
        var names = new PrivateReader(mirrors, regions, found).Read(root["private"]);
        return new Policy(path, hash, regions, names, mirrors, ProbeReader.Read(root["probe"], found));
    }

    private Region ReadRegion(YamlScalar name, YamlNode node)
    {
        var choices = new ChoiceReader(found);
        return new Region(
            name.Text,
            name.Place,
            node.Child("default").IsTrue(),
            ReadWhen(node.Child("when")),
            [.. PolicyKeys.Ecosystems.Where(e => node.Child(e) is not null).Select(e => choices.Read(e, node.Child(e)!))],
            [.. node.Child("images").Entries().Select(e => choices.ReadImage(e.Key, e.Value)).OfType<ImageRule>()],
            node.Child("sumdb").Located(),
            choices.ReadAudit(node.Child("audit")));
    }

    private static List<Condition> ReadWhen(YamlNode? when)
    {
        var conditions = new List<Condition>();
        if ((when as YamlMapping)?.Find("timezone") is { } timezone)
            conditions.Add(new Condition("timezone", timezone.Value.Texts(), timezone.Key.Place));
        foreach (var (name, values) in when.Child("env").Entries())
            conditions.Add(new Condition($"env.{name.Text}", values.Texts(), name.Place));
        return conditions;
    }

    private void CheckDefault(YamlMapping root, List<Region> regions)
    {
        var defaults = regions.Where(r => r.IsDefault).ToList();
        foreach (var extra in defaults.Skip(1))
            found.Add(Diagnose.TwoDefaultRegions(extra.Place, extra.Name, defaults[0].Name));
        // A region or `default` of the wrong type has been reported, and may have been the one.
        var areReadable = root["regions"].Entries().All(e => e.Value is YamlMapping && e.Value.Child("default") is null or YamlScalar { AsFlag: not null });
        if (defaults.Count == 0 && regions.Count > 0 && areReadable)
            found.Add(Diagnose.NoDefaultRegion(root.Find("regions")!.Key.Place));
    }
}
