namespace DevMirrors.Config;

/// <summary>A new element as lines: how deep below the first one each stands, and its text.</summary>
internal sealed record XmlLines(IReadOnlyList<(int Depth, string Text)> Lines)
{
    public static XmlLines Single(string text) => new([(0, text)]);

    /// <summary>The same lines inside a new parent element.</summary>
    public XmlLines Inside(string startTag, string endTag) =>
        new([(0, startTag), .. Lines.Select(l => (l.Depth + 1, l.Text)), (0, endTag)]);

    public string Render(string lineBreak, string indent, string unit) =>
        string.Join(lineBreak, Lines.Select(l => indent + string.Concat(Enumerable.Repeat(unit, l.Depth)) + l.Text));

    public string RenderInline() => string.Concat(Lines.Select(l => l.Text));
}

/// <summary>How a file is laid out around one place: line breaks and indentation, so that what is inserted looks like its neighbours.</summary>
internal static class XmlLayout
{
    /// <summary>The white space before <paramref name="offset"/> on its line; null where something else stands before it.</summary>
    public static string? IndentOf(XmlSource source, int offset)
    {
        var lineStart = offset == 0 ? 0 : source.Text.LastIndexOf('\n', offset - 1) + 1;
        var before = source.Text[lineStart..offset];
        // Other kinds of space are text to XML: neither an indentation to copy nor one to take away.
        return before.AsSpan().IndexOfAnyExcept(" \t\r") < 0 ? before : null;
    }

    /// <summary>The line break before <paramref name="offset"/>, else the file's first, else LF.</summary>
    public static string LineBreak(XmlSource source, int offset)
    {
        var at = offset == 0 ? -1 : source.Text.LastIndexOf('\n', offset - 1);
        if (at < 0)
            at = source.Text.IndexOf('\n');
        return at > 0 && source.Text[at - 1] == '\r' ? "\r\n" : "\n";
    }

    /// <summary>The line break that stands at <paramref name="offset"/>; null where none does.</summary>
    public static string? LineBreakAt(XmlSource source, int offset) => source.Text.AsSpan(offset) switch
    {
        ['\r', '\n', ..] => "\r\n",
        ['\n', ..] => "\n",
        _ => null,
    };

    /// <summary>What one level adds: what the root's first child on a line of its own shows, else two spaces.</summary>
    public static string Unit(XmlSource source)
    {
        var root = IndentOf(source, source.Root.Start) ?? "";
        var child = source.Root.Children.Select(c => IndentOf(source, c.Start)).FirstOrDefault(i => i is not null);
        return child is not null && child.Length > root.Length && child.StartsWith(root, StringComparison.Ordinal) ? child[root.Length..] : "  ";
    }

    /// <summary>The end of the line where only white space and whole comments follow <paramref name="offset"/>: a comment beside an element belongs to it.</summary>
    public static int AfterTrailingComments(XmlSource source, int offset)
    {
        var at = offset;
        while (at < source.Text.Length && source.Text[at] is not ('\r' or '\n'))
        {
            if (source.Text[at] is ' ' or '\t')
                at++;
            else if (source.Text.AsSpan(at).StartsWith("<!--"))
            {
                var end = source.Text.IndexOf("-->", at, StringComparison.Ordinal) + 3;
                if (source.Text.AsSpan(at, end - at).Contains('\n'))
                    return offset;
                at = end;
            }
            else
                return offset;
        }
        return at;
    }
}
