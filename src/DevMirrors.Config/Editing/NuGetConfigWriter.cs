namespace DevMirrors.Config;

/// <summary>What new entries of a NuGet.Config look like.</summary>
internal static class NuGetConfigWriter
{
    /// <summary>A file of our own: no BOM, LF, a final newline; otherwise what NuGet creates.</summary>
    public static XmlSource Create(XmlLines section) =>
        XmlSource.Create($"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
            {section.Render("\n", "  ", "  ")}
            </configuration>

            """.ReplaceLineEndings("\n"));

    public static XmlLines Entry(NuGetConfigKey key, SettingValue value) => key.IsPatterns
        ? new XmlLines([.. value.Items.Select(p => (0, Pattern(p)))]).Inside($"<packageSource key=\"{XmlEscape.Escape(key.Name, '"')}\">", "</packageSource>")
        : XmlLines.Single(Add(key, value.Items[0]));

    /// <summary>Adds the patterns that are missing and takes away those that are not wanted.</summary>
    public static XmlSource SetPatterns(XmlSource source, XmlElement entry, IReadOnlyList<string> wanted)
    {
        var present = entry.Children.Where(e => e.IsNamed("package")).ToList();
        var missing = wanted.Except(present.Select(Pattern)).ToList();
        if (missing.Count > 0)
            source = XmlEdit.Append(source, entry, new XmlLines([.. missing.Select(p => (0, Pattern(p)))]));
        // From the last to the first, and after the insertion that follows them all: their spans stay true.
        foreach (var unwanted in present.Where(e => !wanted.Contains(Pattern(e))).Reverse())
            source = XmlEdit.RemoveElement(source, unwanted);
        return source;
    }

    // NuGet takes an address that does not end in index.json for the old protocol unless it is told otherwise.
    private static string Add(NuGetConfigKey key, string value)
    {
        var protocol = key.Section is NuGetNames.Sources or NuGetNames.Audit && value.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? $" {NuGetNames.ProtocolVersion}=\"3\""
            : "";
        return $"<add key=\"{XmlEscape.Escape(key.Name, '"')}\" value=\"{XmlEscape.Escape(value, '"')}\"{protocol} />";
    }

    private static string Pattern(string pattern) => $"<package pattern=\"{XmlEscape.Escape(pattern, '"')}\" />";

    private static string Pattern(XmlElement package) => package.Attribute("pattern")?.Value ?? "";
}
