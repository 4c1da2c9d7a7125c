using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>The mirrors of one ecosystem as rows that fit the terminal: headings get shorter first, then versions, then ids.</summary>
internal static class ProbeTable
{
    private const string Gap = "  ";
    private const int IdColumn = 1;
    private const int NewestColumn = 6;

    private static readonly string[] Headings = ["RANK", "ID", "VERDICT", "LATENCY", "FIRST BYTE", "THROUGHPUT", "NEWEST", "LAG"];
    private static readonly string[] ShortHeadings = ["#", "ID", "VERDICT", "LATENCY", "1ST BYTE", "RATE", "NEWEST", "LAG"];

    // Numbers end below each other, words begin so.
    private static readonly bool[] IsNumber = [true, false, false, true, true, true, false, true];

    public static void Write(IReadOnlyList<Ranked> mirrors, Terminal terminal)
    {
        var rows = mirrors.Select(Row).ToList();
        var headings = Wide(Widths([Headings, .. rows])) <= terminal.Width ? Headings : ShortHeadings;
        var widths = Widths([headings, .. rows]);
        Shrink(widths, NewestColumn, least: 8, terminal.Width);
        Shrink(widths, IdColumn, least: 12, terminal.Width);
        terminal.Line(terminal.Out, Line(headings, widths), "bold");
        foreach (var (row, mirror) in rows.Zip(mirrors))
            terminal.Line(terminal.Out, Line(row, widths), Style(mirror.Mirror.Verdict));
    }

    /// <summary>A colour that says what the word says.</summary>
    public static string Style(Verdict verdict) => verdict switch
    {
        Verdict.Healthy => "",
        Verdict.Slow or Verdict.Stale or Verdict.Incomplete => "yellow",
        _ => "red",
    };

    private static string[] Row(Ranked ranked) =>
    [
        ranked.Rank is { } rank ? $"{rank}" : Figures.Unknown,
        ProbeText.Clean(ranked.Mirror.Id),
        Json.Word(ranked.Mirror.Verdict),
        Figures.Time(ranked.Mirror.Latency),
        Figures.Time(Figures.UntilFirstByte(ranked.Mirror.Phases)),
        Figures.Rate(ranked.Mirror.BytesPerSecond),
        ranked.Mirror.Newest is { } newest ? ProbeText.Clean(newest) : Figures.Unknown,
        Figures.Span(ranked.Mirror.Lag),
    ];

    private static int[] Widths(IReadOnlyList<string[]> cells) => [.. cells[0].Select((_, column) => cells.Max(row => row[column].Length))];

    private static int Wide(int[] widths) => widths.Sum() + ((widths.Length - 1) * Gap.Length);

    private static void Shrink(int[] widths, int column, int least, int width) =>
        widths[column] = Math.Max(Math.Min(least, widths[column]), widths[column] - Math.Max(0, Wide(widths) - width));

    private static string Line(string[] cells, int[] widths) =>
        string.Join(Gap, cells.Select((cell, column) => Cell(cell, widths[column], IsNumber[column]))).TrimEnd();

    private static string Cell(string text, int width, bool isNumber)
    {
        if (text.Length > width)
            text = text[..(width - 1)] + "…";
        return isNumber ? text.PadLeft(width) : text.PadRight(width);
    }
}
