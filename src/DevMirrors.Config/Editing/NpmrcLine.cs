namespace DevMirrors.Config;

/// <summary>One line of a .npmrc: its text without the line ending, and where the next line begins.</summary>
/// <param name="Number">From 1; <c>\r\n</c>, <c>\n</c> and a lone <c>\r</c> each end a line.</param>
internal readonly record struct NpmrcLine(int Number, int Start, int End, int Next)
{
    public int Length => End - Start;

    public static IEnumerable<NpmrcLine> Split(string text)
    {
        var number = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny('\r', '\n') is var length and >= 0 ? start + length : text.Length;
            var next = end + EndingLength(text, end);
            yield return new NpmrcLine(++number, start, end, next);
            start = next;
        }
    }

    /// <summary>The ending that most lines of the text have; <c>\n</c> where none has one.</summary>
    public static string CommonEnding(string text) =>
        Split(text).Where(l => l.Next > l.End)
            .GroupBy(l => text[l.End..l.Next])
            .OrderByDescending(g => g.Count())
            .FirstOrDefault()?.Key ?? "\n";

    private static int EndingLength(string text, int end) =>
        end == text.Length ? 0 : text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1;
}
