namespace DevMirrors.Config;

/// <summary>
/// One NuGet.Config with NuGet's own reading of it: only the first section of a name counts, of equal keys the first, and
/// <c>&lt;clear /&gt;</c> drops what stands before it. Null is an absent file.
/// </summary>
internal sealed class NuGetConfigDocument(XmlSource? source) : IDocument
{
    public ReadOnlyMemory<byte> Bytes { get; } = source?.Bytes ?? [];

    public DocumentSetting? Find(string key)
    {
        var asked = NuGetConfigKey.Parse(key);
        if (Entry(asked) is not { } entry)
            return null;
        if (asked.IsPatterns)
            return Setting(key, new SettingValue(Patterns(entry)), entry.Start);
        return entry.Attribute(asked.Attribute) is { } attribute ? Setting(key, new SettingValue(attribute.Value), attribute.ValueStart) : null;
    }

    public IDocument Set(string key, SettingValue value)
    {
        var asked = NuGetConfigKey.Parse(key);
        if (value.Equals(Find(key)?.Value))
            return this;
        if (asked.IsPatterns && value.Items.Count == 0)
            return Remove(key);
        if (Entry(asked) is not { } entry)
            return Insert(asked, value);
        return new NuGetConfigDocument(asked.IsPatterns
            ? NuGetConfigWriter.SetPatterns(source!, entry, value.Items)
            : XmlEdit.SetAttribute(source!, entry, asked.Attribute, value.Items[0]));
    }

    public IDocument Remove(string key)
    {
        var asked = NuGetConfigKey.Parse(key);
        var all = Section(asked.Section)?.Children.Where(e => IsEntry(e, asked)) ?? [];
        var edited = source;
        // From the last to the first, so that the spans before stay true.
        foreach (var entry in all.Reverse())
            edited = asked.IsValue ? XmlEdit.RemoveElement(edited!, entry)
                : entry.Attribute(asked.Attribute) is { } attribute ? XmlEdit.RemoveAttribute(edited!, attribute) : edited;
        return ReferenceEquals(edited, source) ? this : new NuGetConfigDocument(edited);
    }

    public IDocument Replace(string key, SettingValue value, SettingValue? other)
    {
        var asked = NuGetConfigKey.Parse(key);
        if (!asked.IsValue)
            return !Equals(Find(key)?.Value, value) ? this : other is null ? Remove(key) : Set(key, other);
        var equal = Sections(asked.Section).SelectMany(s => s.Children).Where(e => IsEntry(e, asked) && e.Attribute("value")?.Value == value.Text);
        var edited = source;
        // From the last to the first, so that the spans before stay true.
        foreach (var entry in equal.Reverse())
            edited = other is null ? XmlEdit.RemoveElement(edited!, entry) : XmlEdit.SetAttribute(edited!, entry, asked.Attribute, other.Text);
        return ReferenceEquals(edited, source) ? this : new NuGetConfigDocument(edited);
    }

    /// <summary>The entries of a section that count, in order, each key once.</summary>
    public IReadOnlyList<NuGetConfigItem> Items(string section) =>
        [.. Entries(section).Where(e => e.Attribute("key") is not null).Select(e => Item(section, e)).DistinctBy(i => i.Key, StringComparer.OrdinalIgnoreCase)];

    public (int Line, int Column) PlaceAt(int offset) => source?.Place(offset) ?? (0, 0);

    /// <summary>The names of the elements of a section: credentials are kept under the encoded source name.</summary>
    public IReadOnlyList<(string Name, int Line, int Column)> Elements(string section) =>
        [.. Sections(section).SelectMany(s => s.Children).Select(e => (e.Tag, source!.Place(e.Start).Line, source.Place(e.Start).Column))];

    /// <summary>Where a client certificate for this source is named; null where there is none.</summary>
    public (int Line, int Column)? Certificate(string key) =>
        Sections(NuGetNames.Certificates).SelectMany(s => s.Children).FirstOrDefault(e => key.Equals(e.Attribute("packageSource")?.Value, StringComparison.OrdinalIgnoreCase)) is { } certificate
            ? source!.Place(certificate.Start)
            : null;

    /// <summary>The place of the section's last <c>&lt;clear /&gt;</c>, which also drops what farther files say; null where there is none.</summary>
    public (int Line, int Column)? Clear(string section) =>
        Section(section)?.Children.LastOrDefault(e => e.IsNamed("clear")) is { } clear ? source!.Place(clear.Start) : null;

    /// <summary>The sections that stand here once more: NuGet reads the first of a name and passes over the others.</summary>
    public IReadOnlyList<(string Name, int Line, int Column)> RepeatedSections() =>
        [.. (source?.Root.Children ?? []).GroupBy(e => e.Name).SelectMany(g => g.Skip(1)).Select(e => (e.Name, source!.Place(e.Start).Line, source.Place(e.Start).Column))];

    /// <summary>The entries of a section whose key an earlier one has: of these the first counts.</summary>
    public IReadOnlyList<NuGetConfigItem> RepeatedItems(string section) =>
        [.. Entries(section).Where(e => e.Attribute("key") is not null).Select(e => Item(section, e)).GroupBy(i => i.Key, StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Skip(1))];

    /// <summary>The section as it is written; null where there is none.</summary>
    public string? RawSection(string name) => Section(name) is { } section ? source!.Text[section.Start..section.End] : null;

    /// <summary>The document with this section's text added.</summary>
    public NuGetConfigDocument WithSection(string? raw) =>
        raw is null || source is null ? this : new NuGetConfigDocument(XmlEdit.Append(source, source.Root, XmlLines.Single(raw)));

    private NuGetConfigDocument Insert(NuGetConfigKey asked, SettingValue value)
    {
        if (!asked.IsValue)
            return this;
        var lines = NuGetConfigWriter.Entry(asked, value);
        if (source is null)
            return new NuGetConfigDocument(NuGetConfigWriter.Create(lines.Inside($"<{asked.Section}>", $"</{asked.Section}>")));
        return new NuGetConfigDocument(Section(asked.Section) is { } section
            ? XmlEdit.Append(source, section, lines)
            : XmlEdit.Append(source, source.Root, lines.Inside($"<{asked.Section}>", $"</{asked.Section}>")));
    }

    private DocumentSetting Setting(string key, SettingValue value, int offset)
    {
        var (line, column) = source!.Place(offset);
        return new DocumentSetting(key, value, line, column);
    }

    private XmlElement? Section(string name) => Sections(name).FirstOrDefault();

    private IEnumerable<XmlElement> Sections(string name) => source?.Root.Children.Where(e => e.Name == name) ?? [];

    private XmlElement? Entry(NuGetConfigKey asked) => Entries(asked.Section).FirstOrDefault(e => IsEntry(e, asked));

    private IEnumerable<XmlElement> Entries(string section)
    {
        var children = Section(section)?.Children ?? [];
        var clear = children.Count - 1;
        while (clear >= 0 && !children[clear].IsNamed("clear"))
            clear--;
        return children.Skip(clear + 1).Where(e => e.IsNamed(section == NuGetNames.Mapping ? "packageSource" : "add"));
    }

    private static bool IsEntry(XmlElement element, NuGetConfigKey asked) =>
        element.IsNamed(asked.IsPatterns ? "packageSource" : "add") && string.Equals(element.Attribute("key")?.Value, asked.Name, StringComparison.OrdinalIgnoreCase);

    private static NuGetConfigItem Item(string section, XmlElement entry) =>
        new(entry.Attribute("key")!.Value, section == NuGetNames.Mapping ? Patterns(entry) : [entry.Attribute("value")?.Value ?? ""], entry.Start);

    private static IReadOnlyList<string> Patterns(XmlElement entry) =>
        [.. entry.Children.Where(e => e.IsNamed("package")).Select(e => e.Attribute("pattern")?.Value).OfType<string>()];
}

/// <summary>One keyed entry: a source's address, or the patterns mapped to it.</summary>
/// <param name="Offset">Where the element stands in the text.</param>
internal sealed record NuGetConfigItem(string Key, IReadOnlyList<string> Values, int Offset);
