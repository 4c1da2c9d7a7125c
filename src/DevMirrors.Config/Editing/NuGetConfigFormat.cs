namespace DevMirrors.Config;

/// <summary>NuGet.Config: XML with sections of keyed entries. https://learn.microsoft.com/nuget/reference/nuget-config-file</summary>
public sealed class NuGetConfigFormat : IFileFormat
{
    public static readonly NuGetConfigFormat Instance = new();

    /// <summary>More sources, or sections, than any restore asks: each edit reads all of them.</summary>
    private const int MaxEntries = 300;

    public string Name => "NuGet.Config";

    /// <summary>Empty bytes stand for an absent file: the first edit makes a whole document of them.</summary>
    public IDocument? Parse(string path, ReadOnlyMemory<byte> bytes, DiagnosticBag found) => Read(path, bytes, found);

    internal static NuGetConfigDocument? Read(string path, ReadOnlyMemory<byte> bytes, DiagnosticBag found)
    {
        if (bytes.IsEmpty)
            return new NuGetConfigDocument(null);
        var (source, problem) = XmlSource.Parse(bytes);
        problem ??= Misfit(source!);
        if (problem is null)
            return new NuGetConfigDocument(source);
        found.Add(Diagnose.UnparsableFile(new Place(path, problem.Line, problem.Column), Instance.Name, problem.Reason));
        return null;
    }

    /// <summary>What is well-formed, and still makes every NuGet command fail, or this one endless.</summary>
    private static XmlProblem? Misfit(XmlSource source)
    {
        if (source.Root.Name != "configuration")
            return At(source, source.Root, ShownLine.IsName(source.Root.Name) ? $"the root element is `{source.Root.Name}`, not `configuration`" : "the root element is not `configuration`");
        if (new[] { source.Root }.Concat(source.Root.Children).FirstOrDefault(e => e.Children.Count > MaxEntries) is { } endless)
            return At(source, endless, $"it has more than {MaxEntries} entries");
        foreach (var section in source.Root.Children.Where(s => s.Name is NuGetNames.Sources or NuGetNames.Audit or NuGetNames.Disabled))
            foreach (var add in section.Children.Where(e => e.IsNamed("add")))
                foreach (var name in new[] { "key", "value" })
                    if (add.Attribute(name) is null)
                        return At(source, add, $"an `add` of `{section.Name}` has no `{name}`");
        return null;
    }

    private static XmlProblem At(XmlSource source, XmlElement element, string reason)
    {
        var (line, column) = source.Place(element.Start);
        return new XmlProblem(reason, line, column);
    }
}
