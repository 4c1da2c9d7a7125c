namespace DevMirrors.Config;

/// <summary>Edits of an XML text that change one span and keep every other byte.</summary>
internal static class XmlEdit
{
    /// <summary>Gives the attribute this value in its own quotes, or adds it after the last attribute.</summary>
    public static XmlSource SetAttribute(XmlSource source, XmlElement element, string name, string value)
    {
        if (element.Attribute(name) is { } attribute)
            return attribute.Value == value
                ? source
                : source.Splice(attribute.ValueStart, attribute.ValueEnd - attribute.ValueStart, XmlEscape.Escape(value, source.Text[attribute.ValueEnd]));
        var last = element.Attributes[^1];
        var quote = source.Text[last.ValueEnd];
        return source.Splice(last.End, 0, $" {name}={quote}{XmlEscape.Escape(value, quote)}{quote}");
    }

    /// <summary>Takes the attribute away together with the white space before it.</summary>
    public static XmlSource RemoveAttribute(XmlSource source, XmlAttribute attribute)
    {
        var start = attribute.Start;
        while (char.IsWhiteSpace(source.Text[start - 1]))
            start--;
        return source.Splice(start, attribute.End - start, "");
    }

    /// <summary>Takes the element away, and its line where nothing else stands on it.</summary>
    public static XmlSource RemoveElement(XmlSource source, XmlElement element)
    {
        var (start, end) = (element.Start, element.End);
        var lineEnd = end;
        while (lineEnd < source.Text.Length && source.Text[lineEnd] is ' ' or '\t' or '\r')
            lineEnd++;
        if (XmlLayout.IndentOf(source, start) is { } indent && lineEnd < source.Text.Length && source.Text[lineEnd] == '\n')
            (start, end) = (start - indent.Length, lineEnd + 1);
        return source.Splice(start, end - start, "");
    }

    /// <summary>Adds lines as the parent's last element, laid out as the file is.</summary>
    public static XmlSource Append(XmlSource source, XmlElement parent, XmlLines lines)
    {
        if (parent.IsSelfClosing)
            return Open(source, parent, lines);
        if (parent.Children.Count > 0)
            return AppendAfter(source, parent.Children[^1], lines);
        return XmlLayout.IndentOf(source, parent.ContentEnd) is { } closing && source.Text.AsSpan(parent.ContentStart, parent.ContentEnd - parent.ContentStart).Contains('\n')
            ? BeforeEndTag(source, parent, lines, closing)
            : source.Splice(parent.ContentEnd, 0, Body(source, parent, lines));
    }

    private static XmlSource AppendAfter(XmlSource source, XmlElement sibling, XmlLines lines)
    {
        if (XmlLayout.IndentOf(source, sibling.Start) is not { } indent)
            return source.Splice(sibling.End, 0, lines.RenderInline());
        var at = XmlLayout.AfterTrailingComments(source, sibling.End);
        // Where endings are mixed the sibling keeps its own.
        var lineBreak = XmlLayout.LineBreakAt(source, at) ?? XmlLayout.LineBreak(source, sibling.Start);
        return source.Splice(at, 0, lineBreak + lines.Render(lineBreak, indent, XmlLayout.Unit(source)));
    }

    private static XmlSource BeforeEndTag(XmlSource source, XmlElement parent, XmlLines lines, string closingIndent)
    {
        var (lineBreak, unit) = (XmlLayout.LineBreak(source, parent.ContentEnd), XmlLayout.Unit(source));
        return source.Splice(parent.ContentEnd - closingIndent.Length, 0, lines.Render(lineBreak, closingIndent + unit, unit) + lineBreak);
    }

    // `<packageSources />` becomes `<packageSources>…</packageSources>`.
    private static XmlSource Open(XmlSource source, XmlElement parent, XmlLines lines)
    {
        var start = parent.End - 2;
        while (char.IsWhiteSpace(source.Text[start - 1]))
            start--;
        return source.Splice(start, parent.End - start, $">{Body(source, parent, lines)}</{parent.Tag}>");
    }

    /// <summary>The lines between a start tag and an end tag that stood on one line.</summary>
    private static string Body(XmlSource source, XmlElement parent, XmlLines lines)
    {
        var hasLines = source.Text.Contains('\n') || ReferenceEquals(parent, source.Root);
        if (!hasLines || XmlLayout.IndentOf(source, parent.Start) is not { } indent)
            return lines.RenderInline();
        var (lineBreak, unit) = (XmlLayout.LineBreak(source, parent.Start), XmlLayout.Unit(source));
        return lineBreak + lines.Render(lineBreak, indent + unit, unit) + lineBreak + indent;
    }
}
