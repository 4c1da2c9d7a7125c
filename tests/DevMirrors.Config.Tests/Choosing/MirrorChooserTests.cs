namespace DevMirrors.Config.Tests;

public class MirrorChooserTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Place Place = new("/repo/mirrors.yaml", 5, 9);
    private static readonly Policy Policy = new("/repo/mirrors.yaml", "hash", [], [], []);

    private readonly DiagnosticBag _found = new();

    // Letters are mirrors: h healthy, s slow, t stale, i incomplete, r refused, u unreachable, c captive, x tampered, ? not measured; d is direct.
    [Theory]
    [InlineData("hh", "0 1")]
    [InlineData("xh", "1")]
    [InlineData("xth", "2")]
    [InlineData("sh", "1 0")]
    [InlineData("u?", "1")]
    [InlineData("?h", "0 1")]
    [InlineData("xtu", "1")]
    [InlineData("tiu", "0 1")]
    [InlineData("xucr", "0 1 2 3")]
    [InlineData("xhd", "1 2")]
    [InlineData("hud", "0 2")]
    [InlineData("xud", "0 1 2")]
    [InlineData("ud", "0 1")]
    [InlineData("dxh", "0 2")]
    public void Healthy_skips_what_is_bad_and_otherwise_keeps_the_order(string mirrors, string chosen) => Assert.Equal(chosen, Choose(SelectBy.Healthy, mirrors));

    // The number of a mirror is how many tenths of a second it takes.
    [Theory]
    [InlineData("hhh", "3 1 2", "1 2 0")]
    [InlineData("hhh", "2 2 1", "2 0 1")]
    [InlineData("hsh", "3 1 2", "2 0 1")]
    [InlineData("xhh", "1 3 2", "2 1")]
    [InlineData("?hh", "1 3 2", "2 1 0")]
    [InlineData("hhd", "2 1 9", "1 0 2")]
    public void Fastest_ranks_the_healthy_ones(string mirrors, string tenths, string chosen) =>
        Assert.Equal(chosen, Choose(SelectBy.Fastest, mirrors, [.. tenths.Split(' ').Select(t => double.Parse(t, System.Globalization.CultureInfo.InvariantCulture) / 10)]));

    [Theory]
    [InlineData(SelectBy.Order, "xuh")]
    [InlineData(SelectBy.Healthy, "h")]
    [InlineData(SelectBy.Fastest, "?d")]
    public void The_order_stands_where_nothing_is_to_be_chosen(SelectBy select, string mirrors)
    {
        Assert.Equal(string.Join(' ', Enumerable.Range(0, mirrors.Length)), Choose(select, mirrors));
        Assert.Empty(_found);
    }

    [Theory]
    [InlineData("uh", 6, "1")]
    [InlineData("uh", 8, "0 1")]
    [InlineData("xh", 8, "1")]
    [InlineData("xh", 31, "0 1")]
    [Trait("Promise", "P40")]
    public void Time_alone_puts_no_mirror_back_soon_and_a_tampering_one_not_for_a_month(string mirrors, int days, string chosen) =>
        Assert.Equal(chosen, Choose(SelectBy.Healthy, mirrors, at: Now - TimeSpan.FromDays(days)));

    [Theory]
    [InlineData("x")]
    [InlineData("xd")]
    public void A_bad_mirror_that_is_alone_is_no_better_for_that(string mirrors)
    {
        Choose(SelectBy.Healthy, mirrors);

        Assert.Equal("DEVM2115", Assert.Single(_found).Code);
    }

    [Fact]
    public void A_slow_mirror_whose_bytes_nobody_compared_is_not_chosen_before_one_that_is_incomplete() =>
        Assert.Equal("1", Choose(SelectBy.Healthy, "si", change: k => k with { IsVerified = k.Verdict != Verdict.Slow }));

    [Fact]
    [Trait("Promise", "P40")]
    public void A_verdict_from_the_future_does_not_count() => Assert.Equal("0 1", Choose(SelectBy.Healthy, "xh", at: Now + TimeSpan.FromHours(1)));

    [Fact]
    public void A_verdict_by_another_policy_or_another_sentinel_does_not_count()
    {
        Assert.Equal("0 1", Choose(SelectBy.Healthy, "xh", change: k => k with { Policy = "/other/mirrors.yaml" }));
        Assert.Equal("0 1", Choose(SelectBy.Healthy, "xh", change: k => k with { Judged = "another" }));
        Assert.Equal("0 1", Choose(SelectBy.Healthy, "xh", change: k => k with { Url = "https://elsewhere.example/" }));
    }

    [Fact]
    public void With_all_dead_that_is_said_and_the_ecosystem_is_remembered()
    {
        var chooser = Chooser("xu", null, Now, k => k);

        chooser.Choose(Choice(SelectBy.Healthy), Mirrors("xu"));

        Assert.Equal(["go"], chooser.Dead);
        Assert.Equal("DEVM2115", Assert.Single(_found).Code);
    }

    [Fact]
    public void A_choice_is_explained_with_the_age_of_each_verdict()
    {
        Choose(SelectBy.Healthy, "xh", at: Now - TimeSpan.FromMinutes(12));

        var said = Assert.Single(_found);
        Assert.Equal("DEVM2113", said.Code);
        Assert.Equal("go uses `m1`: `m0` tampered (evidence), 12 minutes ago; `m1` healthy, 12 minutes ago", said.Message);
    }

    private string Choose(SelectBy select, string mirrors, double[]? seconds = null, DateTimeOffset? at = null, Func<KeptVerdict, KeptVerdict>? change = null)
    {
        var all = Mirrors(mirrors);
        var chosen = Chooser(mirrors, seconds, at ?? Now, change ?? (k => k)).Choose(Choice(select), all);
        return string.Join(' ', chosen.Select(m => all.IndexOf(m)));
    }

    private MirrorChooser Chooser(string mirrors, double[]? seconds, DateTimeOffset at, Func<KeptVerdict, KeptVerdict> change)
    {
        var kept = Mirrors(mirrors).Select((m, i) => (Mirror: m, Letter: mirrors[i], Seconds: seconds?[i])).Where(m => m.Letter is not ('?' or 'd'))
            .Select(m => change(new KeptVerdict(Policy.Path, "go", m.Mirror.Id, m.Mirror.Url, KeptVerdicts.JudgedBy(Policy, "go"), VerdictOf(m.Letter), "evidence", at, m.Seconds, 0, null)));
        return new MirrorChooser(Policy, new KeptVerdicts([.. kept]), Now, _found);
    }

    private static MirrorChoice Choice(SelectBy select) => new("go", [], Place, Select: select);

    private static List<Mirror> Mirrors(string letters) =>
        [.. letters.Select((c, i) => c == 'd' ? new Mirror("go", "direct", MirrorKind.Direct, "", Place) : new Mirror("go", $"m{i}", MirrorKind.Mirror, $"https://m{i}.example/", Place))];

    private static Verdict VerdictOf(char letter) => letter switch
    {
        'h' => Verdict.Healthy,
        's' => Verdict.Slow,
        't' => Verdict.Stale,
        'i' => Verdict.Incomplete,
        'r' => Verdict.Refused,
        'u' => Verdict.Unreachable,
        'c' => Verdict.Captive,
        _ => Verdict.Tampered,
    };
}
