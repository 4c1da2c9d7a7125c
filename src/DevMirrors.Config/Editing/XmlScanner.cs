namespace DevMirrors.Config;

/// <summary>
/// Finds the spans of elements and attributes. The text must be well-formed and without DTD: <see cref="XmlSource"/> has it judged first,
/// so that this pass only has to tell where things are. One pass over the text.
/// </summary>
internal sealed class XmlScanner(string text)
{
    private readonly Stack<XmlElement> _open = new();
    private int _at;

    /// <summary>The root element.</summary>
    public XmlElement Scan()
    {
        XmlElement? root = null;
        while ((_at = text.IndexOf('<', _at)) >= 0)
        {
            if (Skip("<!--", "-->") || Skip("<![CDATA[", "]]>") || Skip("<?", "?>"))
                continue;
            if (text[_at + 1] == '/')
                CloseTag();
            else
                root = OpenTag(root);
        }
        return root!;
    }

    private bool Skip(string opening, string closing)
    {
        if (string.CompareOrdinal(text, _at, opening, 0, opening.Length) != 0)
            return false;
        _at = text.IndexOf(closing, _at + opening.Length, StringComparison.Ordinal) + closing.Length;
        return true;
    }

    private void CloseTag()
    {
        var start = _at;
        _at = text.IndexOf('>', start) + 1;
        _open.Pop().Close(start, _at);
    }

    private XmlElement OpenTag(XmlElement? root)
    {
        var start = _at++;
        var tag = Name();
        var attributes = new List<XmlAttribute>();
        for (SkipSpace(); text[_at] is not ('>' or '/'); SkipSpace())
            attributes.Add(Attribute());
        var isSelfClosing = text[_at] == '/';
        _at += isSelfClosing ? 2 : 1;

        var element = new XmlElement(tag[(tag.IndexOf(':') + 1)..], tag, start, attributes, isSelfClosing, _at);
        if (_open.TryPeek(out var parent))
            parent.Add(element);
        if (!isSelfClosing)
            _open.Push(element);
        return root ?? element;
    }

    private XmlAttribute Attribute()
    {
        var start = _at;
        var name = Name();
        SkipSpace();
        _at++;
        SkipSpace();
        var valueStart = _at + 1;
        var valueEnd = text.IndexOf(text[_at], valueStart);
        _at = valueEnd + 1;
        return new XmlAttribute(name, XmlEscape.Unescape(text[valueStart..valueEnd]), start, valueStart, valueEnd);
    }

    private string Name()
    {
        var start = _at;
        while (text[_at] is not ('>' or '/' or '=') && !IsSpace(text[_at]))
            _at++;
        return text[start.._at];
    }

    private void SkipSpace()
    {
        while (IsSpace(text[_at]))
            _at++;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';
}
