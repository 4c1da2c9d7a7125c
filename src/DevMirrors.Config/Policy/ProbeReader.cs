namespace DevMirrors.Config;

/// <summary>Reads <c>probe:</c>.</summary>
internal static class ProbeReader
{
    public static ProbeSettings? Read(YamlNode? node, DiagnosticBag found) => node is not YamlMapping ? null : new ProbeSettings(
        ReadTimeout(node.Child("timeout"), found),
        ReadDuration(node.Child("max-lag")),
        [.. node.Child("sentinels").Entries().Select(e => ReadSentinel(e, found)).OfType<Sentinel>()]);

    private static Sentinel? ReadSentinel(YamlEntry entry, DiagnosticBag found)
    {
        var (ecosystem, node) = entry;
        var name = (node is YamlMapping ? node.Child("name") : node).Located();
        // An image's digest is its version.
        if (node.Child("sum") is { } sum && node.Child("version") is null && ecosystem.Text != "docker")
            found.Add(Diagnose.SumWithoutVersion(sum.Place));
        return name is null ? null : new Sentinel(
            ecosystem.Text, name.Text, node.Child("version").Located()?.Text, node.Child("sum").Located()?.Text, name.Place);
    }

    private static TimeSpan? ReadTimeout(YamlNode? node, DiagnosticBag found)
    {
        var timeout = ReadDuration(node);
        if (timeout is { } time && (time <= TimeSpan.Zero || time > ProbeOptions.LongestTimeout))
            found.Add(Diagnose.TimeoutOutOfRange(node!.Place));
        return timeout;
    }

    private static TimeSpan? ReadDuration(YamlNode? node) => node.Located()?.Text is { } text ? Durations.Parse(text) : null;
}
