using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>What comes out only by comparing mirrors with each other.</summary>
[Collection(NetworkTests.Name)]
public class JudgeTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Who_alters_metadata_and_bytes_alike_is_caught_by_the_pin_alone()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tamper = Tamper.MetadataAndBytes });

        var report = await FarmProbe.Run(farm, Ample, FarmProbe.Ecosystems.Where(e => e != "docker").Select(e => FarmProbe.Target(farm[0], e)));

        Assert.All(report.Mirrors, m => Assert.Equal(Verdict.Tampered, m.Verdict));
        Assert.All(report.Mirrors, m => Assert.Contains("mirrors.yaml(9)", m.Because, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_alters_metadata_and_bytes_alike_is_caught_by_the_others_without_any_pin()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tamper = Tamper.MetadataAndBytes }, Behaviour.Healthy, Behaviour.Healthy);

        var report = await FarmProbe.Run(farm, Ample, pins: false, FarmProbe.Ecosystems.SelectMany(e => Enumerable.Range(0, 3).Select(i => FarmProbe.Target(farm[i], e, $"m{i}"))));

        Assert.All(report.Mirrors, m => Assert.True(m.Verdict == (m.Id == "m0" ? Verdict.Tampered : Verdict.Healthy), $"{m.Ecosystem} {m.Id} {m.Verdict}: {m.Because}"));
    }

    [Fact]
    public async Task The_upstream_is_believed_before_any_number_of_mirrors()
    {
        var liar = new Behaviour { Tamper = Tamper.MetadataAndBytes };
        await using var farm = await MirrorFarm.Start(liar, liar, Behaviour.Healthy);

        var report = await FarmProbe.Run(farm, Ample, pins: false, FarmProbe.Ecosystems.SelectMany(e => Enumerable.Range(0, 3).Select(i => FarmProbe.Target(farm[i], e, $"m{i}", isUpstream: i == 2))));

        Assert.All(report.Mirrors, m => Assert.True(m.Verdict == (m.Id == "m2" ? Verdict.Healthy : Verdict.Tampered), $"{m.Ecosystem} {m.Id} {m.Verdict}: {m.Because}"));
        Assert.All(report.Reference.Values, r => Assert.Equal("the upstream", r));
    }

    [Fact]
    public async Task Of_two_that_differ_neither_is_believed()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tamper = Tamper.MetadataAndBytes }, Behaviour.Healthy);

        var report = await FarmProbe.Run(farm, Ample, pins: false, FarmProbe.Ecosystems.SelectMany(e => Enumerable.Range(0, 2).Select(i => FarmProbe.Target(farm[i], e, $"m{i}"))));

        Assert.All(report.Mirrors, m => Assert.Equal(Verdict.Tampered, m.Verdict));
        Assert.All(report.Mirrors, m => Assert.Contains("nothing says whose are right", m.Because, StringComparison.Ordinal));
        Assert.All(report.Ranking.Values, Assert.Empty);
    }

    // Names of one server are one witness: three ids of a liar do not outvote one honest mirror and the pinned sum of another package.
    [Fact]
    public async Task A_server_has_one_vote_however_many_ids_it_has()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tamper = Tamper.MetadataAndBytes }, Behaviour.Healthy);

        var report = await FarmProbe.Run(
            farm, Ample, pins: false, FarmProbe.Target(farm[0], "npm", "a"), FarmProbe.Target(farm[0], "npm", "b"), FarmProbe.Target(farm[0], "npm", "c"), FarmProbe.Target(farm[1], "npm", "d"));

        Assert.All(report.Mirrors, m => Assert.Contains("nothing says whose are right", m.Because, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lag_is_how_long_the_oldest_release_has_been_out_that_a_mirror_lacks()
    {
        var now = DateTimeOffset.UtcNow;
        var packages = new FarmPackages
        {
            Releases = [new("1.0.0", now.AddDays(-300)), new("1.1.0", now.AddDays(-200)), new("1.2.0", now.AddDays(-3)), new("1.3.0", now.AddHours(-2))],
        };
        await using var farm = await MirrorFarm.Start(packages, Behaviour.Healthy, new Behaviour { Behind = 1 }, new Behaviour { Behind = 2 }, Behaviour.Healthy);

        var report = await FarmProbe.Run(farm, Ample, pins: false, FarmProbe.Ecosystems.SelectMany(e => Enumerable.Range(0, 4).Select(i => FarmProbe.Target(farm[i], e, $"m{i}"))));

        var npm = report.Mirrors.Where(m => m.Ecosystem == "npm").ToList();
        Assert.Equal([Verdict.Healthy, Verdict.Healthy, Verdict.Stale, Verdict.Healthy], npm.Select(m => m.Verdict));
        Assert.Equal(TimeSpan.Zero, npm[0].Lag);
        Assert.Equal(2, Math.Round(npm[1].Lag!.Value.TotalHours));
        Assert.Equal(3, Math.Round(npm[2].Lag!.Value.TotalDays));
        Assert.Contains("it lacks 1.3.0", npm[2].Because, StringComparison.Ordinal);
        Assert.All(report.Reference.Values, r => Assert.Equal("the best of the mirrors, m0", r));
        // The other protocols tell the time of the newest release only: the lag is at least that.
        Assert.All(report.Mirrors.Where(m => m.Id == "m1"), m => Assert.Equal(2, Math.Round(m.Lag!.Value.TotalHours)));
    }

    // It could make every honest mirror look stale by making up a version.
    [Fact]
    public async Task Of_three_one_alone_that_is_ahead_is_not_what_the_others_are_compared_with()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Behind = 1 }, Behaviour.Healthy, new Behaviour { Behind = 1 });

        var report = await FarmProbe.Run(farm, Ample, pins: false, FarmProbe.Ecosystems.SelectMany(e => Enumerable.Range(0, 3).Select(i => FarmProbe.Target(farm[i], e, $"m{i}"))));

        Assert.All(report.Mirrors.Where(m => m.Id != "m1"), m => Assert.True(m.Verdict == Verdict.Healthy, $"{m.Ecosystem} {m.Id} {m.Verdict}: {m.Because}"));
        // A tag is what everybody has under it.
        Assert.All(report.Mirrors.Where(m => m.Id == "m1"), m => Assert.Equal(m.Ecosystem == "docker" ? Verdict.Tampered : Verdict.Healthy, m.Verdict));
    }

    [Fact]
    public async Task A_slow_mirror_is_ranked_only_where_its_bytes_were_compared()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Trap = new BlackHoleTrap() }, new Behaviour { BytesPerSecond = 1 });

        var report = await FarmProbe.Run(farm, TimeSpan.FromSeconds(3), FarmProbe.Target(farm[1], "npm"));

        Assert.Equal(Verdict.Slow, report.Mirrors[0].Verdict);
        Assert.False(report.Mirrors[0].IsVerified);
        Assert.Empty(report.Ranking["npm"]);
    }

    [Theory]
    [InlineData("""{"versions":{"\ud800":{}},"time":{}}""")]
    [InlineData("""{"vers\ud800ons":{}}""")]
    [InlineData("""{"versions":{"1.1.0":{"dist":{"tarball":"http://xn--a\u00ad-./x"}}}}""")]
    [InlineData("""{"versions":{"1.1.0":{"dist":{"tarball":"mailto:a@b.example"}}}}""")]
    [InlineData("""{"versions":[],"dist-tags":7}""")]
    public async Task No_answer_ends_the_probe_of_the_others(string metadata)
    {
        await using var farm = await MirrorFarm.Start(Behaviour.Healthy);
        await using var hostile = await LoopbackServer.Start();
        hostile.Serve("/npm/demo", metadata);
        var target = new ProbeTarget("npm", "hostile", new Uri($"{hostile.Url}/npm/"), IsPrivate: true, IsInsecure: true);

        var report = await FarmProbe.Run(farm, Ample, target, FarmProbe.Target(farm[0], "npm"));

        Assert.False(report.Mirrors[0].Verdict.IsGood(), report.Mirrors[0].Because);
        Assert.DoesNotContain("please report", report.Mirrors[0].Because, StringComparison.Ordinal);
        Assert.Equal(Verdict.Healthy, report.Mirrors[1].Verdict);
    }

    [Fact]
    public async Task A_token_that_a_server_gives_back_is_in_no_report()
    {
        await using var farm = await MirrorFarm.Start(Behaviour.Healthy);
        await using var echo = await LoopbackServer.Start();
        echo.Serve("/npm/demo", """{"dist-tags":{"latest":"canary-77"},"versions":{"canary-77":{},"1.1.0":{}}}""");
        var target = new ProbeTarget("npm", "echo", new Uri($"{echo.Url}/npm/"), IsPrivate: true, IsInsecure: true, Token: "canary-77");

        var report = await FarmProbe.Run(farm, Ample, target);

        Assert.Contains(echo.Heard, h => h.Authorization == "Bearer canary-77");
        Assert.DoesNotContain("canary-77", $"{report.Mirrors[0]} {string.Join(' ', report.Mirrors[0].Evidence)}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_mirror_lacks_that_its_clients_need_makes_it_incomplete()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Lacks = Lack.Sumdb }, new Behaviour { Lacks = Lack.Audit }, new Behaviour { Lacks = Lack.Vulnerabilities });

        var report = await FarmProbe.Run(farm, Ample, FarmProbe.Target(farm[0], "go"), FarmProbe.Target(farm[1], "npm"), FarmProbe.Target(farm[2], "nuget"));

        Assert.All(report.Mirrors, m => Assert.Equal(Verdict.Incomplete, m.Verdict));
        Assert.Contains("checksum database", report.Mirrors[0].Because, StringComparison.Ordinal);
        Assert.Contains("npm audit", report.Mirrors[1].Because, StringComparison.Ordinal);
        Assert.Contains("NuGet audits", report.Mirrors[2].Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ranking_goes_by_speed_and_the_policys_order_breaks_ties()
    {
        await using var farm = await MirrorFarm.Start(
            new Behaviour { Delay = TimeSpan.FromMilliseconds(1500) }, new Behaviour { Delay = TimeSpan.FromMilliseconds(700) }, new Behaviour { Tamper = Tamper.Bytes });

        var report = await FarmProbe.Run(farm, Ample, Enumerable.Range(0, 3).Select(i => FarmProbe.Target(farm[i], "npm", $"m{i}")));

        Assert.Equal(["m1", "m0"], report.Ranking["npm"]);
        Assert.Equal(["b", "c", "a"], Ranking.Sort([("a", 0.300), ("b", 0.101), ("c", 0.100)]));
        Assert.Equal(["a", "b"], Ranking.Sort([("a", 0.004), ("b", 0.001)]));
    }

    [Fact]
    public async Task A_mirror_on_trial_is_asked_once_and_only_then_more()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Trap = new StatusTrap(503) }, Behaviour.Healthy);

        var report = await FarmProbe.Run(farm, Ample, FarmProbe.Target(farm[0], "npm", "down") with { IsOnTrial = true }, FarmProbe.Target(farm[1], "npm", "up") with { IsOnTrial = true });

        Assert.Single(farm[0].Asked);
        Assert.Equal(Verdict.Unreachable, report.Mirrors[0].Verdict);
        Assert.Equal(Verdict.Healthy, report.Mirrors[1].Verdict);
    }
}
