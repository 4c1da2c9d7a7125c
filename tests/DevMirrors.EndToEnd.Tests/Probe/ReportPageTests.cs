using System.Text;
using System.Text.RegularExpressions;
using DevMirrors.Config;
using DevMirrors.Tool;

namespace DevMirrors.EndToEnd.Tests;

public partial class ReportPageTests
{
    private static readonly string Rich = Page(ReportSample.Rich);

    [Fact]
    public void Nothing_on_the_page_comes_from_elsewhere()
    {
        Assert.Contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';", Rich);
        Assert.DoesNotMatch(@"(?i)<(script|link|img|iframe|object|embed|base|form|audio|video|source)\b", Rich);
        Assert.DoesNotMatch(@"(?i)\ssrc=|url\(|@import|\son\w+=""", Rich);
        Assert.All(Targets().Matches(Rich), target => Assert.StartsWith("#", target.Groups[1].Value));
    }

    [Fact]
    public void Text_of_mirrors_is_text_and_nothing_else()
    {
        Assert.Contains("&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;", Rich);
        Assert.Contains("&quot;onload=&#39;x&#39;", Rich);
        Assert.Contains("&amp;amp; &amp;lt; &#39; &quot;", Rich);
        Assert.Contains("\\u202Ekcatta\\u202C", Rich);
        Assert.DoesNotContain("hunter2", Rich);
        Assert.DoesNotContain(Rich, c => char.IsControl(c) && c is not '\n');
    }

    [Fact]
    public void Every_place_that_others_can_fill_is_escaped()
    {
        const string Evil = "<b x=\"1\" y='2'>&\u202E";
        var mirror = ReportSample.Mirror(Evil, Evil, Evil, Verdict.Healthy, Evil, 1, 1, Evil, 0, Evil) with { Protocol = Evil };
        var region = ReportSample.Region with { Because = Evil, Region = ReportSample.Region.Region with { Name = Evil } };

        var page = ReportPage.Html(ReportSample.Of([mirror], new() { [Evil] = [Evil] }, new() { [Evil] = Evil }), region, Evil, Evil);

        Assert.DoesNotContain("<b x", page);
        Assert.DoesNotContain('\u202E', page);
        Assert.True(Regex.Count(page, Regex.Escape("&lt;b x=&quot;1&quot; y=&#39;2&#39;&gt;&amp;\\u202E")) >= 12);
    }

    [Fact]
    public void Verdicts_reasons_numbers_and_findings_stand_there_as_words()
    {
        foreach (var text in new[]
        {
            "5 of 12 mirrors answered rightly", "Region <b>cn</b>, because time zone Asia/Shanghai", "freshness compared with the best of the others: goproxy-cn",
            "</svg>tampered</span>", "</svg>incomplete</span>", "first byte 24 ms", "6.1 MiB/s", "behind by <span class=\"nb\">3 d 4 h</span>; <span class=\"nb\">1 d</span> allowed", "lacks <code>/sumdb/sum.golang.org/supported</code>: go asks", "lacks nothing",
            "the audit endpoint answers", "not asked before 2026-11-23 18:39 UTC", "it asks to be left alone for 30 s", "nothing answered",
            "2026-11-23 18:30 UTC</time> by devmirrors 1.2.3", "<code>mirrors.yaml</code>",
        })
            Assert.Contains(text, Rich);
    }

    [Fact]
    public void Mirrors_stand_in_rank_order_and_bars_share_one_scale()
    {
        Assert.Matches(@"(?s)<td role=""cell"" class=""rank"".{0,40}<div>1</div>.*>npmmirror<.*<div>2</div>.*>huawei<.*not ranked.*>tencent<", Rich);
        Assert.Contains("a whole one is 3.4 s", Rich);
        Assert.Single(FullBars(), bar => bar >= 990);
    }

    [Theory]
    [InlineData("no `a<b` here", "no <code>a&lt;b</code> here")]
    [InlineData("`a` and `b`", "<code>a</code> and <code>b</code>")]
    [InlineData("one ` alone", "one ` alone")]
    [InlineData("`a` and `", "`a` and `")]
    public void What_stands_in_backticks_is_code(string text, string html) => Assert.Equal(html, HtmlText.Prose(text));

    [Fact]
    public void The_policys_own_limit_is_the_one_that_is_shown() =>
        Assert.Contains("<span class=\"nb\">7 d</span> allowed", ReportPage.Html(ReportSample.Rich, null, "mirrors.yaml", "1.2.3", TimeSpan.FromDays(7)));

    [Fact]
    public void An_empty_report_is_a_small_page_that_says_so()
    {
        var page = ReportPage.Html(ReportSample.Empty, null, "mirrors.yaml", "1.2.3");

        Assert.Contains("There was no mirror to probe.", page);
        Assert.True(Encoding.UTF8.GetByteCount(page) < 12 * 1024, $"{Encoding.UTF8.GetByteCount(page)} bytes");
    }

    public static string Page(ProbeReport report) => ReportPage.Html(report, ReportSample.Region, "mirrors.yaml", "1.2.3");

    private static IEnumerable<int> FullBars() =>
        Bars().Matches(Rich).Select(bar => Widths().Matches(bar.Value).Skip(1).Sum(w => int.Parse(w.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)));

    [GeneratedRegex("<svg class=\"bar\".*?</svg>")]
    private static partial Regex Bars();

    [GeneratedRegex("width=\"([0-9]+)\"")]
    private static partial Regex Widths();

    [GeneratedRegex("\\shref=\"([^\"]*)\"")]
    private static partial Regex Targets();
}
