using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>A verdict as a shape, a word and a colour; each of the first two says it alone.</summary>
internal static class ReportIcon
{
    /// <summary>Drawn once, at the top of the page.</summary>
    public static readonly string Symbols = string.Concat(
        "<svg width=\"0\" height=\"0\" class=\"vh\" aria-hidden=\"true\" focusable=\"false\"><defs>",
        string.Concat(Enum.GetValues<Verdict>().Select(v => $"<symbol id=\"v-{Json.Word(v)}\" viewBox=\"0 0 16 16\">{Shape(v)}</symbol>")),
        "</defs></svg>\n");

    public static string Badge(Verdict verdict) =>
        $"<span class=\"badge {Tone(verdict)}\"><svg aria-hidden=\"true\" focusable=\"false\"><use href=\"#v-{Json.Word(verdict)}\"/></svg>{Json.Word(verdict)}</span>";

    public static string Tone(Verdict verdict) => verdict == Verdict.Healthy ? "good" : verdict.IsUsable() ? "fair" : "bad";

    private static string Shape(Verdict verdict) => verdict switch
    {
        // A tick in a circle, a clock, a calendar, a pie with a piece missing, a bar in a circle, a cross, a window with a lock's hole, a warning triangle.
        Verdict.Healthy => Stroked("<circle cx=\"8\" cy=\"8\" r=\"6.5\"/><path d=\"m5 8.2 2.2 2.2L11 6\"/>"),
        Verdict.Slow => Stroked("<circle cx=\"8\" cy=\"8\" r=\"6.5\"/><path d=\"M8 4.2V8l2.6 1.8\"/>"),
        Verdict.Stale => Stroked("<rect x=\"2\" y=\"3\" width=\"12\" height=\"11\" rx=\"1.5\"/><path d=\"M2 6.7h12M5 1.5v3m6-3v3\"/>"),
        Verdict.Incomplete => Stroked("<circle cx=\"8\" cy=\"8\" r=\"6.5\"/>") + "<path fill=\"currentColor\" d=\"M8 8V1.5A6.5 6.5 0 1 1 1.5 8z\"/>",
        Verdict.Refused => Stroked("<circle cx=\"8\" cy=\"8\" r=\"6.5\"/><path stroke-width=\"2.4\" d=\"M4.5 8h7\"/>"),
        Verdict.Unreachable => Stroked("<path stroke-width=\"2.2\" d=\"m3 3 10 10M13 3 3 13\"/>"),
        Verdict.Captive => Stroked("<rect x=\"1.5\" y=\"2.5\" width=\"13\" height=\"11\" rx=\"1.5\"/><path d=\"M1.5 5.7h13\"/>") + "<circle cx=\"8\" cy=\"9.7\" r=\"1.6\" fill=\"currentColor\"/>",
        _ => Stroked("<path d=\"M8 1.8 15 14H1zM8 6.3v3.9m0 1.4v.8\"/>"),
    };

    private static string Stroked(string shapes) =>
        $"<g fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.6\" stroke-linecap=\"round\" stroke-linejoin=\"round\">{shapes}</g>";
}
