namespace DevMirrors.Config;

/// <summary>One element of an XML text and where its parts stand; offsets count characters of the text.</summary>
/// <param name="Name">Without a namespace prefix.</param>
/// <param name="Tag">As written in the start tag.</param>
/// <param name="Start">Of <c>&lt;</c>.</param>
internal sealed record XmlElement(string Name, string Tag, int Start, IReadOnlyList<XmlAttribute> Attributes, bool IsSelfClosing, int ContentStart)
{
    private readonly List<XmlElement> _children = [];

    public IReadOnlyList<XmlElement> Children => _children;

    /// <summary>Of the end tag's <c>&lt;/</c>; <see cref="ContentStart"/> where the element closes itself.</summary>
    public int ContentEnd { get; private set; } = ContentStart;

    /// <summary>After the element's last <c>&gt;</c>.</summary>
    public int End { get; private set; } = ContentStart;

    public XmlAttribute? Attribute(string name) => Attributes.FirstOrDefault(a => a.Name == name);

    public bool IsNamed(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    internal void Add(XmlElement child) => _children.Add(child);

    internal void Close(int contentEnd, int end) => (ContentEnd, End) = (contentEnd, end);
}

/// <summary>One attribute: <c>Start</c> is the name's first character, <c>ValueStart</c> and <c>ValueEnd</c> stand inside the quotes.</summary>
/// <param name="Value">Unescaped.</param>
internal sealed record XmlAttribute(string Name, string Value, int Start, int ValueStart, int ValueEnd)
{
    /// <summary>After the closing quote.</summary>
    public int End => ValueEnd + 1;
}
