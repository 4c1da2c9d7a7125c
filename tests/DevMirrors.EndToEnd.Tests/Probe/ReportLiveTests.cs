using DevMirrors.Config;
using DevMirrors.Tool;

namespace DevMirrors.EndToEnd.Tests;

public class ReportLiveTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    [Fact]
    public void A_mirror_has_one_row_with_its_bar_its_bytes_and_its_verdict()
    {
        var screen = new ReportScreen(80, 24);
        var clock = new ReportClock();
        using var table = new LiveScreen(screen, Targets(3), Timeout, screen.Size, isUnicode: false, clock);

        table.Report(new ProbeProgress(0, "npm", "mirror-0", 3, 12, 65_536));
        table.Report(new ProbeProgress(1, "npm", "mirror-1", 12, 12, 1_258_291, Verdict.Stale, TimeSpan.FromMilliseconds(38)));
        clock.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal(
            [
                "$ devmirrors probe",
                "probing 3 mirrors, 1 done, 500 ms of at most 2.0 s",
                "npm    mirror-0  [####............]    3/12   64 KiB",
                "npm    mirror-1  [################]   12/12  1.2 MiB  stale",
                "npm    mirror-2  [................]              0 B",
            ],
            screen.Lines);
    }

    [Theory]
    [InlineData(200, 80, 24)]
    [InlineData(200, 20, 6)]
    [InlineData(8, 30, 3)]
    [InlineData(8, 10, 1)]
    public void It_is_never_wider_or_higher_than_the_terminal_and_gone_at_the_end(int mirrors, int width, int height)
    {
        var screen = new ReportScreen(width, height);
        var clock = new ReportClock();
        var table = new LiveScreen(screen, Targets(mirrors), Timeout, screen.Size, isUnicode: true, clock);

        for (var i = 0; i < mirrors; i++)
        {
            table.Report(new ProbeProgress(i, "npm", $"mirror-{i}", i % 5, 5, i * 1000, i % 5 == 4 ? Verdict.Tampered : null));
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }
        table.Dispose();

        Assert.False(screen.Scrolled);
        Assert.Equal(["$ devmirrors probe"], screen.Lines);
    }

    [Fact]
    public void Where_rows_are_short_the_busy_ones_are_shown_and_the_others_counted()
    {
        var screen = new ReportScreen(80, 10);
        var clock = new ReportClock();
        using var table = new LiveScreen(screen, Targets(40), Timeout, screen.Size, isUnicode: false, clock);

        for (var i = 0; i < 40; i++)
            table.Report(new ProbeProgress(i, "npm", $"mirror-{i}", 1, 4, 0, i is 7 or 30 ? null : Verdict.Healthy));
        clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Contains(screen.Lines, l => l.StartsWith("npm    mirror-7 ", StringComparison.Ordinal));
        Assert.Contains(screen.Lines, l => l.StartsWith("npm    mirror-30 ", StringComparison.Ordinal));
        Assert.Equal("and 34 more", screen.Lines[^1]);
        Assert.Equal(9, screen.Lines.Count);
    }

    [Fact]
    public void News_is_drawn_at_the_clocks_pace_however_often_it_comes()
    {
        var screen = new ReportScreen(80, 24);
        var clock = new ReportClock();
        using var table = new LiveScreen(screen, Targets(2), Timeout, screen.Size, isUnicode: false, clock);
        var before = screen.Frames;

        Parallel.For(0, 10_000, i => table.Report(new ProbeProgress(i % 2, "npm", "mirror", 1, 4, i)));
        Assert.Equal(before, screen.Frames);
        clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(TimeSpan.FromMilliseconds(100), clock.Period);
        Assert.Equal(before + 1, screen.Frames);
    }

    [Fact]
    public void After_the_end_nothing_is_drawn_any_more()
    {
        var screen = new ReportScreen(80, 24);
        var clock = new ReportClock();
        var table = new LiveScreen(screen, Targets(2), Timeout, screen.Size, isUnicode: false, clock);

        table.Dispose();
        table.Report(new ProbeProgress(0, "npm", "mirror-0", 1, 4, 0));
        clock.Advance(TimeSpan.FromMilliseconds(100));
        table.Dispose();

        Assert.Equal(["$ devmirrors probe"], screen.Lines);
    }

    [Fact]
    public void In_a_log_each_verdict_is_a_line()
    {
        using var world = new ReportRequest();
        using var table = LiveTable.Start(world.Request, Targets(2), Timeout);

        table.Report(new ProbeProgress(0, "npm", "npmmirror", 3, 12, 0));
        table.Report(new ProbeProgress(0, "npm", "npmmirror", 12, 12, 0, Verdict.Healthy, TimeSpan.FromMilliseconds(38)));
        table.Report(new ProbeProgress(1, "npm", "\u001b[2Jevil", 12, 12, 0, Verdict.Unreachable));

        Assert.Equal("npm npmmirror healthy 38 ms\nnpm \\u001B[2Jevil unreachable\n", world.Error);
        Assert.Empty(world.Output);
    }

    [Theory]
    [InlineData(nameof(Verbosity.Quiet), nameof(OutputFormat.Human))]
    [InlineData(nameof(Verbosity.Normal), nameof(OutputFormat.Json))]
    [InlineData(nameof(Verbosity.Detailed), nameof(OutputFormat.MsBuild))]
    public void Nobody_is_told_who_wants_quiet_or_a_format_for_programs(string verbosity, string format)
    {
        using var world = new ReportRequest(Enum.Parse<Verbosity>(verbosity), Enum.Parse<OutputFormat>(format));
        using (var table = LiveTable.Start(world.Request, Targets(1), Timeout))
            table.Report(new ProbeProgress(0, "npm", "mirror-0", 12, 12, 0, Verdict.Healthy));

        Assert.Empty(world.Output + world.Error);
    }

    private static ProbeTarget[] Targets(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new ProbeTarget("npm", $"mirror-{i}", new Uri($"https://mirror-{i}.example/")))];
}
