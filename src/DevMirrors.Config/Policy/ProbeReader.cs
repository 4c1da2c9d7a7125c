using System.Globalization;

namespace DevMirrors.Config;

/// <summary>Reads <c>probe:</c>.</summary>
internal static class ProbeReader
{
    public static ProbeSettings? Read(YamlNode? node) => node is not YamlMapping ? null : new ProbeSettings(
        ReadDuration(node.Child("timeout")),
        ReadDuration(node.Child("max-lag")),
        [.. node.Child("sentinels").Entries().Select(ReadSentinel).OfType<Sentinel>()]);

    private static Sentinel? ReadSentinel(YamlEntry entry)
    {
        var (ecosystem, node) = entry;
        var name = (node is YamlMapping ? node.Child("name") : node).Located();
        return name is null ? null : new Sentinel(
            ecosystem.Text, name.Text, node.Child("version").Located()?.Text, node.Child("sum").Located()?.Text, name.Place);
    }

    private static TimeSpan? ReadDuration(YamlNode? node)
    {
        if (node.Located()?.Text is not { } text || !PolicyPatterns.Duration().IsMatch(text))
            return null;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var number = long.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture);
        return text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
    }
}
