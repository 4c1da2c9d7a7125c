using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>What a live table shows at one moment, as lines that are narrower than the terminal and fewer than its rows.</summary>
internal sealed class LiveFrame(IReadOnlyList<ProbeTarget> targets, TimeSpan timeout, bool isUnicode)
{
    private const int BarWidth = 16;
    private const string Plain = "\u001b[0m";

    private readonly string[] _names = Names(targets);

    public IReadOnlyList<string> Lines(IReadOnlyList<ProbeProgress?> news, TimeSpan elapsed, int width, int height)
    {
        // The cursor stands below the last line, and a full last line would scroll.
        var room = height - 2;
        if (room < 1)
            return [];
        var shown = Shown(news, targets.Count < room ? targets.Count : Math.Max(0, room - 2));
        var lines = shown.Select(index => Row(index, news[index], width - 1)).Prepend(Cut(Heading(news, elapsed), width - 1)).ToList();
        if (shown.Count < targets.Count && room > 1)
            lines.Add(Cut($"and {targets.Count - shown.Count} more", width - 1));
        return lines;
    }

    // Those at work come first, then those that wait, then those that are known; in their own order, so that rows do not jump.
    private static List<int> Shown(IReadOnlyList<ProbeProgress?> news, int count) =>
        [.. Enumerable.Range(0, news.Count).OrderBy(index => Urgency(news[index])).Take(count).Order()];

    private static int Urgency(ProbeProgress? progress) => progress switch
    {
        { Verdict: null } => 0,
        null => 1,
        _ => 2,
    };

    private string Heading(IReadOnlyList<ProbeProgress?> news, TimeSpan elapsed) =>
        $"probing {Figures.Count(targets.Count, "mirror")}, {news.Count(n => n?.Verdict is not null)} done, {Figures.Time(elapsed)} of at most {Figures.Time(timeout)}";

    private string Row(int index, ProbeProgress? progress, int width)
    {
        var verdict = progress?.Verdict;
        var row = $"{_names[index]}  {Bar(progress)} {Done(progress),7} {Figures.Bytes(progress?.BytesRead ?? 0),8}";
        return verdict is { } v ? Coloured(Cut(row, width), v, width) : Cut(row, width);
    }

    private static string Coloured(string row, Verdict verdict, int width)
    {
        var word = Cut($"  {Json.Word(verdict)}", width - row.Length);
        return word.Length == 0 ? row : $"{row}{Colour(verdict)}{word}{Plain}";
    }

    private static string Colour(Verdict verdict) => verdict == Verdict.Healthy ? "\u001b[32m" : verdict.IsUsable() ? "\u001b[33m" : "\u001b[31m";

    private static string Done(ProbeProgress? progress) => progress is { } p ? $"{p.Done}/{p.Total}" : "";

    private string Bar(ProbeProgress? progress)
    {
        var full = progress switch
        {
            null or { Total: <= 0, Verdict: null } => 0,
            { Verdict: not null } => BarWidth,
            var p => Math.Clamp((int)((long)BarWidth * p.Done / p.Total), 0, BarWidth),
        };
        return isUnicode ? new string('█', full) + new string('░', BarWidth - full) : $"[{new string('#', full)}{new string('.', BarWidth - full)}]";
    }

    private static string[] Names(IReadOnlyList<ProbeTarget> targets)
    {
        var wide = Math.Min(20, targets.Select(t => t.Id.Length).DefaultIfEmpty(0).Max());
        return [.. targets.Select(t => $"{t.Ecosystem,-6} {Cut(ProbeText.Clean(t.Id), wide).PadRight(wide)}")];
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : width <= 0 ? "" : width == 1 ? text[..1] : text[..(width - 1)] + "…";
}
