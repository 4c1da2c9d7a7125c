namespace DevMirrors.Promises.Tests;

/// <summary>What an editor, a client's own command or a merge can make of a text, line by line.</summary>
internal static class LineEdits
{
    /// <summary>Every single edit, by name.</summary>
    public static IEnumerable<(string Name, string Text)> Of(string text, IReadOnlyList<string> added)
    {
        string[] lines = text.Split('\n');
        var last = lines.Length - 1;
        foreach (var line in added)
        {
            for (var at = 0; at < lines.Length; at++)
                yield return ($"`{line.Trim()}` before line {at}", Join([.. lines[..at], line, .. lines[at..]]));
            yield return ($"`{line.Trim()}` at the end without a newline", text + line);
        }
        for (var from = 0; from < last; from++)
        {
            string[] rest = [.. lines[..from], .. lines[(from + 1)..]];
            yield return ($"line {from} deleted", Join(rest));
            for (var to = 0; to < rest.Length; to++)
            {
                if (to != from)
                    yield return ($"line {from} moved before {to}", Join([.. rest[..to], lines[from], .. rest[to..]]));
                yield return ($"line {from} once more before {to}", Join([.. lines[..to], lines[from], .. lines[to..]]));
            }
        }
        foreach (var (name, order) in new (string, IEnumerable<string>)[] { ("sorted", lines[..last].Order(StringComparer.Ordinal)), ("turned round", lines[..last].Reverse()) })
            yield return (name, Join([.. order, lines[last]]));
        yield return ("with CRLF", text.ReplaceLineEndings("\r\n"));
        yield return ("on one line", string.Concat(lines.Select(l => l.Trim())));
        yield return ("without its final newline", text.TrimEnd('\n'));
        yield return ("with another final newline", text + "\n");
        yield return ("emptied", "");
    }

    private static string Join(string[] lines) => string.Join('\n', lines);
}
