namespace DevMirrors.Config;

/// <summary>Reads what a region chooses for one ecosystem, in its short and its long form.</summary>
internal sealed class ChoiceReader(DiagnosticBag found)
{
    public MirrorChoice Read(string ecosystem, YamlNode node)
    {
        var mirrors = (node is YamlMapping ? node.Child("mirrors") : node).Texts();
        CheckEntries(ecosystem, mirrors);
        return new MirrorChoice(ecosystem, mirrors, node.Place, ReadFallback(node), ReadSelect(node), ReadReplaces(node));
    }

    public ImageRule? ReadImage(YamlScalar registry, YamlNode node)
    {
        if (node.Located() is not { } mirror)
            return null;
        CheckEntries("docker", [mirror]);
        if (registry.Text is "docker.io" or "index.docker.io" or "registry-1.docker.io")
            found.Add(Diagnose.DockerHubAmongImages(registry.Place, registry.Text));
        return new ImageRule(new Located(registry.Text, registry.Place), mirror);
    }

    public Located? ReadAudit(YamlNode? node)
    {
        if (node.Located() is not { } audit)
            return null;
        CheckEntries("nuget", [audit]);
        return audit;
    }

    private void CheckEntries(string ecosystem, IReadOnlyList<Located> entries)
    {
        for (var i = 0; i < entries.Count; i++)
            CheckEntry(ecosystem, entries[i], isLast: i == entries.Count - 1);
    }

    private void CheckEntry(string ecosystem, Located entry, bool isLast)
    {
        if (entry.Text is "direct" or "off")
        {
            if (ecosystem != "go")
                found.Add(Diagnose.OnlyForGo(entry.Place, entry.Text, ecosystem));
            else if (!isLast)
                found.Add(entry.Text == "off" ? Diagnose.OffBeforeTheEnd(entry.Place) : Diagnose.DirectBeforeTheEnd(entry.Place));
        }
        else if (MirrorUrl.LooksLikeOne(entry.Text))
        {
            Diagnose.Url(entry, MirrorUrl.Judge(entry.Text, ecosystem, isInsecure: false), found);
        }
    }

    private static Fallback ReadFallback(YamlNode node) => node.Child("fallback").Located()?.Text switch
    {
        "any-error" => Fallback.AnyError,
        "not-found" => Fallback.NotFound,
        "never" => Fallback.Never,
        _ => Fallback.Unspecified,
    };

    private static SelectBy ReadSelect(YamlNode node) => node.Child("select").Located()?.Text switch
    {
        "healthy" => SelectBy.Healthy,
        "fastest" => SelectBy.Fastest,
        _ => SelectBy.Order,
    };

    private Located? ReadReplaces(YamlNode node)
    {
        var replaces = node.Child("replaces").Located();
        if (replaces is not null && MirrorUrl.LooksLikeOne(replaces.Text))
            Diagnose.Url(replaces, MirrorUrl.Judge(replaces.Text, "nuget", isInsecure: true), found);
        return replaces;
    }
}
