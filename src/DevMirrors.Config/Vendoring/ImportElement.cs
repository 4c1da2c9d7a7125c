namespace DevMirrors.Config;

/// <summary>
/// The import of the vendored targets in a project file. Where it goes in says what goes out again, so that nothing has to be remembered:
/// on a line of its own, else inside the start tag's line, and what was there before follows from what stands around it.
/// </summary>
internal static class ImportElement
{
    private const string Target = "eng/devmirrors/DevMirrors.targets";
    private const string Project = $"$(MSBuildThisFileDirectory){Target}";

    public static XmlElement? Find(XmlSource source) =>
        source.Root.Children.Concat(source.Root.Children.Where(c => c.Name == "ImportGroup").SelectMany(g => g.Children)).FirstOrDefault(IsOurs);

    /// <summary>A file of nothing but the import.</summary>
    public static string NewFile(string lineBreak) => string.Join(lineBreak, "<Project>", $"  {Text("")}", "</Project>", "");

    /// <summary>The file with the import as its last element.</summary>
    public static XmlSource Add(XmlSource source)
    {
        var root = source.Root;
        var import = Text(root.Tag[..(root.Tag.IndexOf(':') + 1)]);
        if (root.IsSelfClosing)
            return source.Splice(root.End - 2, 2, $">{import}</{root.Tag}>");
        if (root.ContentStart == root.ContentEnd)
            return source.Splice(root.ContentEnd, 0, $" {import} ");
        if (XmlLayout.IndentOf(source, root.ContentEnd) is not { } indent)
            return source.Splice(root.ContentEnd, 0, import);
        return source.Splice(root.ContentEnd - indent.Length, 0, $"{indent}{XmlLayout.Unit(source)}{import}{XmlLayout.LineBreak(source, root.ContentEnd)}");
    }

    /// <summary>The file without the import: what it was before <see cref="Add"/>, apart from what others have changed since.</summary>
    public static XmlSource Remove(XmlSource source)
    {
        while (Find(source) is { } import)
            source = Remove(source, import);
        return source;
    }

    private static XmlSource Remove(XmlSource source, XmlElement import)
    {
        var root = source.Root;
        var around = (Before: source.Text[root.ContentStart..import.Start], After: import.End <= root.ContentEnd ? source.Text[import.End..root.ContentEnd] : "");
        return around switch
        {
            ("", "") => source.Splice(root.ContentStart - 1, root.End - root.ContentStart + 1, "/>"),
            (" ", " ") => source.Splice(root.ContentStart, root.ContentEnd - root.ContentStart, ""),
            _ => XmlEdit.RemoveElement(source, import),
        };
    }

    private static string Text(string prefix) => $"<{prefix}Import Project=\"{Project}\" Condition=\"Exists('{Project}')\" />";

    private static bool IsOurs(XmlElement element) =>
        element.Name == "Import" && element.Attribute("Project")?.Value.Replace('\\', '/').EndsWith(Target, StringComparison.OrdinalIgnoreCase) == true;
}
