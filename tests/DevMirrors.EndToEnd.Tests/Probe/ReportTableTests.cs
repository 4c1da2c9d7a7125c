using DevMirrors.Config;
using DevMirrors.Tool;

namespace DevMirrors.EndToEnd.Tests;

public class ReportTableTests
{
    [Fact]
    public void Good_mirrors_are_numbered_in_their_order_and_the_others_follow_unranked()
    {
        var report = ReportSample.Of(
            [
                ReportSample.Mirror("npm", "late", "https://late.example", Verdict.Stale, "lacks 2.0.0", 20, 5_000_000, "1.0.0", 273_600),
                ReportSample.Mirror("npm", "second", "https://second.example", Verdict.Slow, "15 KiB/s", 1_900, 15_360, "2.0.0", 0),
                ReportSample.Mirror("npm", "first", "https://first.example", Verdict.Healthy, "answered everything rightly", 38, 2_516_582, "2.0.0", 0),
            ],
            new() { ["npm"] = ["first", "second"] },
            new() { ["npm"] = "the upstream" });

        Assert.Equal(
            """
            region cn, because time zone Asia/Shanghai matches regions.cn.when.timezone (mirrors.yaml:4)

            npm, freshness compared with the upstream
            RANK  ID      VERDICT  LATENCY  FIRST BYTE  THROUGHPUT  NEWEST      LAG
               1  first   healthy    38 ms      136 ms   2.4 MiB/s  2.0.0      none
               2  second  slow       1.9 s       6.7 s    15 KiB/s  2.0.0      none
               -  late    stale      20 ms       73 ms   4.8 MiB/s  1.0.0   3 d 4 h
              second is slow: 15 KiB/s
              late is stale: lacks 2.0.0

            2 of 3 mirrors answered rightly; 820 KiB read in 2.1 s

            """,
            ReportRequest.Human(report));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void No_row_is_wider_than_the_terminal_and_the_columns_stay_below_each_other(int width)
    {
        var lines = ReportRequest.Human(ReportSample.Rich, width: width).Split('\n');

        Assert.All(lines.Where(l => !l.Contains("://")), line => Assert.True(line.Length <= width, line));
        foreach (var (heading, rows) in Tables(lines))
            Assert.All(rows, row => Assert.Equal(' ', row[heading.IndexOf("VERDICT", StringComparison.Ordinal) - 1]));
    }

    [Fact]
    public void In_a_file_nothing_is_shortened_and_no_reason_is_broken()
    {
        var text = ReportRequest.Human(ReportSample.Rich);

        Assert.Contains("sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1", text);
        Assert.Contains("corp-npm is refused: 401 for `/lodash`: it wants a login; it asks to be left alone for 30 s\n", text);
        Assert.Contains("is unreachable: not asked: it failed 3 times in a row; not asked before 2026-11-23 18:39 UTC\n", text);
    }

    [Fact]
    public void Quiet_names_only_those_that_are_not_good()
    {
        var lines = ReportRequest.Human(ReportSample.Rich, Verbosity.Quiet).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(ReportSample.Rich.Mirrors.Count(m => !m.Verdict.IsGood()), lines.Length);
        Assert.Equal("go golang unreachable: no answer within 2.0 s", lines[1]);
    }

    [Fact]
    public void Detailed_adds_phases_traffic_and_every_finding_of_healthy_ones_too()
    {
        var text = ReportRequest.Human(ReportSample.Rich, Verbosity.Detailed);

        Assert.Contains("  goproxy-cn is healthy: answered everything rightly\n      https://goproxy.cn\n      resolve 3 ms, connect 34 ms, TLS 61 ms, first byte 38 ms\n", text);
        Assert.Contains("HTTP/2, 9 requests, 214 KiB in 456 ms\n", text);
        Assert.All(ReportSample.Rich.Mirrors.SelectMany(m => m.Evidence).Where(e => !e.Contains('\u202E') && !e.Contains("hunter2")), e => Assert.Contains(e, text));
        Assert.DoesNotContain("14 of 14 sums", ReportRequest.Human(ReportSample.Rich));
    }

    [Fact]
    public void What_a_mirror_says_can_neither_move_the_cursor_nor_show_a_secret()
    {
        var report = ReportSample.Of(
            [ReportSample.Mirror("npm", "\u001b[2Jgone\u202E", "https://me:hunter2@evil.example", Verdict.Captive, "a\nb\u001b]0;title\u0007 at https://me:hunter2@evil.example", 1, null, "1\r\n2", null)],
            [],
            new() { ["npm"] = "the best of the others: \u001b[31mred" });

        foreach (var verbosity in Enum.GetValues<Verbosity>())
        {
            var text = ReportRequest.Human(report, verbosity);
            Assert.DoesNotContain(text, c => (char.IsControl(c) && c != '\n') || c == '\u202E');
            Assert.DoesNotContain("hunter2", text);
            Assert.Contains("a\\u000Ab\\u001B]0;title\\u0007", text);
        }
    }

    [Fact]
    public void Without_a_report_there_is_nothing_to_say()
    {
        using var world = new ReportRequest();

        new ProbeAnswer(null, null, Outcome.Unfinished).WriteHuman(world.Request);

        Assert.Empty(world.Output);
    }

    private static IEnumerable<(string Heading, List<string> Rows)> Tables(string[] lines)
    {
        var headings = lines.Index().Where(l => l.Item.Contains("VERDICT", StringComparison.Ordinal)).ToList();
        return headings.Select(h => (h.Item, lines.Skip(h.Index + 1).TakeWhile(l => l.Length > 0 && (l[0] != ' ' || l.TrimStart()[0] is '-' or (>= '0' and <= '9'))).ToList()));
    }
}
