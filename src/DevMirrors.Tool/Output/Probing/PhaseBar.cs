using System.Text;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>The phases of a first request as one stacked bar, all bars of a page on one scale, and the same numbers as text.</summary>
internal static class PhaseBar
{
    public static readonly string[] Names = ["resolve", "connect", "TLS", "first byte", "transfer"];

    private const int Whole = 1000;

    /// <summary>The time that a whole bar stands for: the longest of them.</summary>
    public static TimeSpan Scale(IReadOnlyList<MirrorReport> mirrors) =>
        mirrors.Select(m => Sum(Times(m))).Append(TimeSpan.FromMilliseconds(1)).Max();

    public static string Of(MirrorReport mirror, TimeSpan scale)
    {
        var times = Times(mirror);
        if (times.All(t => t is null))
            return "<span class=\"dim\">nothing answered</span>";
        return $"<b>{HtmlText.Of(Figures.Time(Sum(times)))}</b>{Bar(times, scale)}<ul class=\"steps\">{string.Concat(times.Select(Step))}</ul>";
    }

    /// <summary>How much of what is allowed is used up.</summary>
    public static string Meter(double share, bool isOver) =>
        $"<svg class=\"meter\" viewBox=\"0 0 {Whole} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"track\" width=\"{Whole}\" height=\"10\"/>"
        + $"<rect class=\"{(isOver ? "over" : "within")}\" width=\"{Math.Clamp((int)(share * Whole), 15, Whole)}\" height=\"10\"/></svg>";

    private static string Bar(TimeSpan?[] times, TimeSpan scale)
    {
        var bar = new StringBuilder($"<svg class=\"bar\" viewBox=\"0 0 {Whole} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"track\" width=\"{Whole}\" height=\"10\"/>");
        var start = 0;
        foreach (var (phase, time) in times.Index().Where(t => t.Item > TimeSpan.Zero))
        {
            // Even the shortest step can be seen.
            var width = Math.Clamp((int)(time!.Value / scale * Whole), 3, Whole - start);
            bar.Append($"<rect class=\"p{phase}\" x=\"{start}\" width=\"{width}\" height=\"10\"/>");
            start = Math.Min(start + width, Whole - 3);
        }
        return bar.Append("</svg>").ToString();
    }

    private static string Step(TimeSpan? time, int phase) =>
        time is null ? "" : $"<li><i class=\"key p{phase}\"></i>{Names[phase]} {HtmlText.Of(Figures.Time(time))}</li>";

    private static TimeSpan?[] Times(MirrorReport m) => [m.Phases.Resolve, m.Phases.Connect, m.Phases.Tls, m.Phases.FirstByte, Transfer(m)];

    // What was read, at the rate that was measured; never longer than the whole probe.
    private static TimeSpan? Transfer(MirrorReport m) =>
        m.BytesPerSecond is > 0 and var rate && double.IsFinite(rate) && m.Phases.FirstByte is not null
            ? TimeSpan.FromSeconds(Math.Min(m.BytesRead / rate, Math.Max(0, m.Took.TotalSeconds)))
            : null;

    private static TimeSpan Sum(TimeSpan?[] times) => times.Aggregate(TimeSpan.Zero, (sum, time) => sum + (time ?? TimeSpan.Zero));
}
