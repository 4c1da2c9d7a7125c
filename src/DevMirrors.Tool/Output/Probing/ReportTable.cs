using System.Text;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>One ecosystem on the page: a table in rank order. Roles are named, because a narrow screen shows rows as cards and browsers then forget them.</summary>
/// <param name="scale">The time that a whole bar stands for.</param>
internal sealed class ReportTable(StringBuilder page, TimeSpan scale, TimeSpan maxLag)
{
    private const string NotKnown = "<span class=\"dim\">not known</span>";

    private static readonly string[] Headings = ["Rank", "Mirror", "Verdict", "First request", "Throughput", "Freshness", "Traffic"];

    public void Write(int index, string ecosystem, string? reference, IReadOnlyList<Ranked> mirrors)
    {
        var name = HtmlText.Of(ecosystem);
        page.Append($"<section aria-labelledby=\"e{index}\">\n<h2 id=\"e{index}\">{name}</h2>\n<table role=\"table\">\n");
        page.Append($"<caption>The best first{(reference is null ? "" : $"; freshness compared with {HtmlText.Of(reference)}")}</caption>\n");
        page.Append("<thead role=\"rowgroup\"><tr role=\"row\">");
        foreach (var heading in Headings)
            page.Append($"<th role=\"columnheader\" scope=\"col\">{heading}</th>");
        page.Append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        foreach (var mirror in mirrors)
            Row(mirror);
        page.Append("</tbody>\n</table>\n</section>\n");
    }

    private void Row(Ranked ranked)
    {
        var mirror = ranked.Mirror;
        page.Append($"<tr role=\"row\" class=\"{ReportIcon.Tone(mirror.Verdict)}\">\n");
        Cell(0, "rank", ranked.Rank is { } rank ? $"{rank}" : "<span class=\"dim\">not ranked</span>");
        page.Append($"<th role=\"rowheader\" scope=\"row\" class=\"id\"><bdi>{HtmlText.Of(mirror.Id)}</bdi><span class=\"url\"><bdi>{HtmlText.Of(mirror.Url)}</bdi></span></th>\n");
        Cell(2, "verdict", $"{ReportIcon.Badge(mirror.Verdict)}<p><bdi>{HtmlText.Prose(ProbeText.Reason(mirror))}</bdi></p>{Evidence(mirror)}");
        Cell(3, "phases", PhaseBar.Of(mirror, scale));
        Cell(4, "rate", Throughput(mirror));
        Cell(5, "fresh", Freshness(mirror));
        Cell(6, "traffic", $"{Figures.Bytes(mirror.BytesRead)}{Small($"{Whole($"{Figures.Count(mirror.Requests, "request")},")} {Whole($"{Protocol(mirror)},")} {Whole(Figures.Time(mirror.Took))}")}");
        page.Append("</tr>\n");
    }

    private void Cell(int column, string kind, string html) =>
        page.Append($"<td role=\"cell\" class=\"{kind}\" data-label=\"{Headings[column]}\"><div>{html}</div></td>\n");

    private static string Evidence(MirrorReport mirror) =>
        mirror.Evidence.Count == 0 ? "" :
            $"<details><summary>{Figures.Count(mirror.Evidence.Count, "further finding")}<span class=\"vh\"> about {HtmlText.Of(mirror.Id)}</span></summary><ul>"
            + string.Concat(mirror.Evidence.Select(e => $"<li><bdi>{HtmlText.Prose(e)}</bdi></li>")) + "</ul></details>";

    private string Freshness(MirrorReport mirror)
    {
        if (mirror is { Newest: null, Lag: null })
            return NotKnown;
        var version = mirror.Newest is { } newest ? $"<b><bdi>{HtmlText.Of(newest)}</bdi></b>" : "version not known";
        return version + (mirror.NewestTime is { } time ? Small($"out since {Whole(Figures.Instant(time)[..10])}") : "") + Lag(mirror.Lag);
    }

    private string Lag(TimeSpan? lag) => lag switch
    {
        null => Small("lag not known"),
        { Ticks: <= 0 } => Small("lacks nothing"),
        { } l => $"{PhaseBar.Meter(l / maxLag, l > maxLag)}{Small($"behind by {Whole(Figures.Span(l))}; {Whole(Figures.Span(maxLag))} allowed")}",
    };

    private static string Throughput(MirrorReport mirror)
    {
        var rate = Figures.Rate(mirror.BytesPerSecond);
        return (rate == Figures.Unknown ? NotKnown : $"<b>{rate}</b>") + (mirror.Latency is null ? "" : Small($"latency {Whole(Figures.Time(mirror.Latency))}"));
    }

    private static string Protocol(MirrorReport mirror) => mirror.Protocol is { } protocol ? $"HTTP/{protocol}" : "no answer";

    // Never broken between a number and its unit.
    private static string Whole(string text) => $"<span class=\"nb\">{HtmlText.Of(text)}</span>";

    private static string Small(string html) => $"<small>{html}</small>";
}
