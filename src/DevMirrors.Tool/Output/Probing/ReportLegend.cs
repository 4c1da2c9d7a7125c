using System.Text;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>What the words and bars of the page mean.</summary>
internal static class ReportLegend
{
    private static readonly (string Name, string Meaning)[] Phases =
    [
        ("resolve", "finding the address of the name"),
        ("connect", "opening the connection"),
        ("TLS", "agreeing on encryption"),
        ("first byte", "from the request until its answer begins"),
        ("transfer", "all bytes that were read, at the measured throughput"),
    ];

    public static void Write(StringBuilder page, TimeSpan scale, IReadOnlyList<MirrorReport> mirrors)
    {
        page.Append("<section class=\"legend\" aria-labelledby=\"legend\">\n<h2 id=\"legend\">How to read this</h2>\n");
        page.Append("<h3>Verdicts</h3>\n<p>Only a mirror that answered rightly is ranked: healthy, and after that slow.</p>\n<dl>\n");
        foreach (var verdict in mirrors.Select(m => m.Verdict).Distinct().Order())
            page.Append($"<div><dt>{ReportIcon.Badge(verdict)}</dt><dd>{Meaning(verdict)}</dd></div>\n");
        page.Append($"</dl>\n<h3>Bars</h3>\n<p>All bars have one scale: a whole one is {HtmlText.Of(Figures.Time(scale))}.</p>\n<dl>\n");
        foreach (var (index, (name, meaning)) in Phases.Index())
            page.Append($"<div><dt><i class=\"key p{index}\"></i>{name}</dt><dd>{meaning}</dd></div>\n");
        page.Append("</dl>\n</section>\n");
    }

    private static string Meaning(Verdict verdict) => verdict switch
    {
        Verdict.Healthy => "answered everything rightly",
        Verdict.Slow => $"answered rightly, but not in time, or below {Figures.Rate(ProbeLimits.SlowBytesPerSecond)}",
        Verdict.Stale => "lacks versions that have been out for longer than the policy allows",
        Verdict.Incomplete => "lacks something that its clients need",
        Verdict.Refused => "wants a login, is closed for this region, or limits the rate",
        Verdict.Unreachable => "no answer, or an error of the server",
        Verdict.Captive => "something answers, but does not speak the protocol",
        _ => "serves other bytes than those that were published",
    };
}
