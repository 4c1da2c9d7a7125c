namespace DevMirrors.Config;

/// <summary>Reads from nodes whose shape has been reported on already: what does not fit counts as absent.</summary>
internal static class YamlNodes
{
    public static YamlNode? Child(this YamlNode? node, string key) => (node as YamlMapping)?[key];

    public static IReadOnlyList<YamlEntry> Entries(this YamlNode? node) => node is YamlMapping mapping ? mapping.Entries : [];

    public static bool IsTrue(this YamlNode? node) => node is YamlScalar { AsFlag: true };

    public static Located? Located(this YamlNode? node) =>
        node is YamlScalar { IsText: true, Text.Length: > 0 } scalar ? new Located(scalar.Text, scalar.Place) : null;

    /// <summary>A single text or a list of them.</summary>
    public static IReadOnlyList<Located> Texts(this YamlNode? node) =>
        node is YamlSequence list ? [.. list.Items.Select(Located).OfType<Located>()]
        : node.Located() is { } single ? [single]
        : [];
}
