using System.Text;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>A report as one HTML page that needs nothing else: no script, no font, no picture, no network.</summary>
internal static class ReportPage
{
    /// <param name="region">Null where the mirrors are not those of one region.</param>
    /// <param name="version">Of this program.</param>
    /// <param name="maxLag">The policy's, if it says one.</param>
    public static string Html(ProbeReport report, ResolvedRegion? region, string policyPath, string version, TimeSpan? maxLag = null)
    {
        var page = new StringBuilder();
        var ecosystems = ProbeText.InRankOrder(report).ToList();
        var scale = PhaseBar.Scale(report.Mirrors);
        Head(page, report, region);
        Top(page, report, region, ecosystems.Select(e => e.Ecosystem));
        page.Append("<main id=\"results\" tabindex=\"-1\">\n");
        foreach (var (index, (ecosystem, mirrors)) in ecosystems.Index())
            new ReportTable(page, scale, maxLag ?? ProbeLimits.MaxLag).Write(index, ecosystem, report.Reference.GetValueOrDefault(ecosystem), mirrors);
        if (ecosystems.Count == 0)
            page.Append("<p>There was no mirror to probe.</p>\n");
        ReportLegend.Write(page, scale, report.Mirrors);
        page.Append("</main>\n");
        Foot(page, report, region, policyPath, version);
        return page.ToString();
    }

    private static void Head(StringBuilder page, ProbeReport report, ResolvedRegion? region) => page.Append(
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>Mirrors probed{(region is null ? "" : $" for region {HtmlText.Of(region.Region.Name)}")}: {Good(report)} of {report.Mirrors.Count} good</title>
        <style>
        {ReportStyle.Css}
        </style>
        </head>
        <body>

        """);

    private static void Top(StringBuilder page, ProbeReport report, ResolvedRegion? region, IEnumerable<string> ecosystems)
    {
        page.Append("<a class=\"skip\" href=\"#results\">Skip to the results</a>\n");
        page.Append(ReportIcon.Symbols).Append("<header>\n<h1>Mirrors probed</h1>\n");
        page.Append($"<p class=\"lead\">{HtmlText.Of(ProbeText.Summary(report))}.</p>\n");
        if (region is not null)
            page.Append($"<p>Region <b>{HtmlText.Of(region.Region.Name)}</b>, because {HtmlText.Of(region.Because)}.</p>\n");
        page.Append("<ul class=\"tally\">\n");
        foreach (var verdict in report.Mirrors.GroupBy(m => m.Verdict).OrderBy(g => g.Key))
            page.Append($"<li>{ReportIcon.Badge(verdict.Key)} {verdict.Count()}</li>\n");
        page.Append("</ul>\n<nav aria-label=\"Ecosystems\"><ul>\n");
        foreach (var (index, ecosystem) in ecosystems.Index())
            page.Append($"<li><a href=\"#e{index}\">{HtmlText.Of(ecosystem)}</a></li>\n");
        page.Append("<li><a href=\"#legend\">How to read this</a></li>\n</ul></nav>\n</header>\n");
    }

    private static void Foot(StringBuilder page, ProbeReport report, ResolvedRegion? region, string policyPath, string version) => page.Append(
        $"""
        <footer>
        <p>Probed <time datetime="{report.Started.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}">{Figures.Instant(report.Started)}</time> by devmirrors {HtmlText.Of(version)},
        policy <code>{HtmlText.Of(policyPath)}</code>{(region is null ? "" : $", region {HtmlText.Of(region.Region.Name)}")}.</p>
        </footer>
        </body>
        </html>

        """);

    private static int Good(ProbeReport report) => report.Mirrors.Count(m => m.Verdict.IsGood());
}
