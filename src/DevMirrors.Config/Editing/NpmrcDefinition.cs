namespace DevMirrors.Config;

/// <summary>One line that gives a key a value, above the first section.</summary>
/// <param name="IsArray">Written <c>key[]=</c>: npm collects these.</param>
/// <param name="HasEquals">A key alone means <c>true</c>.</param>
/// <param name="Start">Where the value begins, quotes included.</param>
internal sealed record NpmrcDefinition(string Key, bool IsArray, string Value, NpmrcLine Line, bool HasEquals, int Start, int End, char? Quote)
{
    /// <summary>The definitions that npm sees, and where they end: at the first section, below which npm finds none of its keys.</summary>
    public static (IReadOnlyList<NpmrcDefinition> Definitions, int TopEnd) Read(string text)
    {
        var definitions = new List<NpmrcDefinition>();
        foreach (var line in NpmrcLine.Split(text))
        {
            if (IsSection(text, line))
                return (definitions, line.Start);
            if (Of(text, line) is { } definition)
                definitions.Add(definition);
        }
        return (definitions, text.Length);
    }

    // npm takes it for a section only where the bracket is the line's first byte and closes at its end.
    private static bool IsSection(string text, NpmrcLine line) =>
        line.Length > 1 && text[line.Start] == '['
        && text.IndexOf(']', line.Start, line.Length) is var close and >= 0
        && NpmrcText.Trim(text, close + 1, line.End) is var (start, end) && start == end;

    private static NpmrcDefinition? Of(string text, NpmrcLine line)
    {
        var (start, end) = NpmrcText.Trim(text, line.Start, line.End);
        if (start == end || text[start] is ';' or '#' || text[line.Start] == '=')
            return null;
        var equals = text.IndexOf('=', line.Start, line.Length);
        var key = NpmrcText.Decode(text[line.Start..(equals < 0 ? line.End : equals)]);
        var isArray = key.Length > 2 && key.EndsWith("[]", StringComparison.Ordinal);
        var name = isArray ? key[..^2] : key;
        return equals < 0
            ? new(name, isArray, "true", line, false, ValueEnd(text, start, end), ValueEnd(text, start, end), null)
            : WithValue(text, line, equals + 1, name, isArray);
    }

    private static NpmrcDefinition WithValue(string text, NpmrcLine line, int after, string name, bool isArray)
    {
        var (start, end) = NpmrcText.Trim(text, after, line.End);
        if (start == end)
            return new(name, isArray, "", line, true, start, end, null);
        char? quote = NpmrcText.IsQuoted(text.AsSpan(start, end - start)) ? text[start] : null;
        return new(name, isArray, NpmrcText.Decode(text[start..end]), line, true, start, ValueEnd(text, start, end), quote);
    }

    private static int ValueEnd(string text, int start, int end)
    {
        var value = text[start..end];
        if (NpmrcText.IsQuoted(value))
            return end;
        NpmrcText.Unescape(value, out var length);
        return start + length;
    }
}
