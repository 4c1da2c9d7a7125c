using DevMirrors.Testing;
using Xunit.Abstractions;

namespace DevMirrors.Config.Tests;

/// <summary>Whatever a mirror does: a verdict with evidence, in each of the four protocols. All traps stand in one farm and are asked at once.</summary>
[Collection(NetworkTests.Name)]
[Trait("Promise", "P34")]
public class TrapTests(ITestOutputHelper output)
{
    private static readonly Verdict[] Unreachable = [Verdict.Unreachable];
    private static readonly Verdict[] Captive = [Verdict.Captive];
    private static readonly Verdict[] Refused = [Verdict.Refused];

    // They call it JSON, so it could be a package of too many versions.
    private static readonly Verdict[] TooLarge = [Verdict.Captive, Verdict.Incomplete];

    private static readonly (string Name, Behaviour Mirror, Verdict[] Expected)[] AtOnce =
    [
        ("healthy", Behaviour.Healthy, [Verdict.Healthy]),
        ("healthy, with tokens", new() { AsksForToken = true }, [Verdict.Healthy]),
        ("port closed", new() { Refused = true }, Unreachable),
        ("reset", new() { Trap = new ResetTrap() }, Unreachable),
        ("not HTTP", new() { Trap = new NotHttpTrap() }, Captive),
        ("login page", new() { Trap = new CaptiveTrap() }, Captive),
        ("login page by a redirect", new() { Trap = new CaptiveTrap(Redirects: true) }, Captive),
        ("endless headers", new() { Trap = new EndlessHeadersTrap() }, Captive),
        ("one endless header", new() { Trap = new EndlessHeadersTrap(InOneLine: true) }, Captive),
        ("body of 1 GiB", new() { Trap = new HugeBodyTrap() }, TooLarge),
        ("body without end", new() { Trap = new HugeBodyTrap(null) }, TooLarge),
        ("gzip bomb", new() { Trap = new GzipBombTrap() }, TooLarge),
        ("broken JSON", new() { Trap = new BrokenJsonTrap() }, Captive),
        ("deep JSON", new() { Trap = new DeepJsonTrap() }, [Verdict.Captive, Verdict.Incomplete]),
        ("redirect loop", new() { Trap = new RedirectLoopTrap() }, Unreachable),
        ("redirect to cloud metadata", new() { Trap = new RedirectTrap("http://169.254.169.254/latest/meta-data/") }, Unreachable),
        ("redirect to another scheme", new() { Trap = new RedirectTrap("ftp://127.0.0.1/") }, Unreachable),
        ("cut short", new() { Trap = new CutShortTrap() }, [Verdict.Unreachable, Verdict.Tampered]),
        ("half closed", new() { Trap = new HalfClosedTrap() }, Unreachable),
        ("401", new() { Trap = new StatusTrap(401, Challenge: "Basic realm=\"x\"") }, Refused),
        ("403", new() { Trap = new StatusTrap(403) }, Refused),
        ("404", new() { Trap = new StatusTrap(404) }, [Verdict.Incomplete, Verdict.Captive]),
        ("410", new() { Trap = new StatusTrap(410) }, [Verdict.Incomplete, Verdict.Captive]),
        ("418", new() { Trap = new StatusTrap(418) }, Captive),
        ("429", new() { Trap = new StatusTrap(429, RetryAfter: "120") }, Refused),
        ("451", new() { Trap = new StatusTrap(451) }, Refused),
        ("500", new() { Trap = new StatusTrap(500) }, Unreachable),
        ("503", new() { Trap = new StatusTrap(503, RetryAfter: "7") }, Unreachable),
        // An image is named by its digest, so the next answer lacks what this one names.
        ("a different answer each time", new() { DiffersEachTime = true }, [Verdict.Tampered, Verdict.Incomplete]),
        ("bytes altered", new() { Tamper = Tamper.Bytes }, [Verdict.Tampered]),
        ("lacks the sentinel", new() { Lacks = Lack.Sentinel }, [Verdict.Incomplete]),
        ("certificate expired", new() { Tls = Tls.Expired }, Unreachable),
        ("certificate of another name", new() { Tls = Tls.WrongName }, Unreachable),
        ("certificate self-signed", new() { Tls = Tls.SelfSigned }, Unreachable),
        ("TLS 1.1", new() { Tls = Tls.OldProtocol }, Unreachable),
    ];

    private static readonly (string Name, Behaviour Mirror, Verdict[] Expected)[] InTime =
    [
        ("black hole", new() { Trap = new BlackHoleTrap() }, Unreachable),
        ("answers too late", new() { Delay = TimeSpan.FromMinutes(5) }, Unreachable),
        ("a byte a second", new() { Trap = new DripTrap(TimeSpan.FromSeconds(1)) }, Unreachable),
        ("bodies too late", new() { BodyDelay = TimeSpan.FromMinutes(5) }, [Verdict.Slow, Verdict.Unreachable]),
        ("bodies by the byte", new() { BytesPerSecond = 1 }, [Verdict.Slow]),
    ];

    [Fact]
    public Task Every_trap_gets_its_verdict() => Check(AtOnce, TimeSpan.FromSeconds(60));

    // The time only ends what would never end: a slower machine gives the same verdicts.
    [Fact]
    public Task What_never_ends_gets_its_verdict_when_the_time_is_up() => Check(InTime, TimeSpan.FromSeconds(3));

    private async Task Check((string Name, Behaviour Mirror, Verdict[] Expected)[] rows, TimeSpan timeout)
    {
        await using var farm = await MirrorFarm.Start([.. rows.Select(r => r.Mirror)]);
        var targets = rows.SelectMany((r, i) => FarmProbe.Ecosystems.Select(e => FarmProbe.Target(farm[i], e, $"{r.Name}"))).ToList();

        var report = await FarmProbe.Run(farm, timeout, targets);

        var wrong = report.Mirrors.Zip(targets.Select((_, i) => rows[i / FarmProbe.Ecosystems.Length])).Where(m => !m.Second.Expected.Contains(m.First.Verdict)).ToList();
        foreach (var mirror in report.Mirrors)
            output.WriteLine($"{mirror.Id,-32} {mirror.Ecosystem,-7} {mirror.Verdict,-12} {mirror.Took.TotalMilliseconds,6:0} ms {mirror.BytesRead,8} B  {mirror.Because}");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Select(w => $"{w.First.Id}, {w.First.Ecosystem}: {w.First.Verdict}, not {string.Join(" or ", w.Second.Expected)}: {w.First.Because} | {string.Join(" | ", w.First.Evidence)}")));
        Assert.All(report.Mirrors, m => Assert.NotEmpty(m.Because));
        Assert.All(report.Ranking, r => Assert.All(r.Value, id => Assert.Contains(report.Mirrors, m => m.Ecosystem == r.Key && m.Id == id && m.Verdict.IsGood())));
    }
}
