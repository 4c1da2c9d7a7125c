using DevMirrors.Config;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>A report with every verdict, long and missing numbers, and mirrors that wish us ill.</summary>
internal static class ReportSample
{
    public const string Script = "<script>document.title='owned'</script>";

    /// <summary>Turns what follows it around.</summary>
    public const string Bidi = "\u202Ekcatta\u202C";

    public static readonly DateTimeOffset Started = new(2026, 11, 23, 18, 30, 0, TimeSpan.Zero);

    public static readonly ResolvedRegion Region = new(
        new Region("cn", new Place("mirrors.yaml", 4, 3), false, [], [], []), "time zone Asia/Shanghai matches regions.cn.when.timezone (mirrors.yaml:4)");

    public static ProbeReport Rich { get; } = Of(
        [
            Mirror("go", "goproxy-cn", "https://goproxy.cn", Verdict.Healthy, "answered everything rightly", 38, 1_900_000, "v1.2.0", 0, "the checksum database is offered", "14 of 14 sums are those of the checksum database"),
            Mirror("go", "aliyun", "https://mirrors.aliyun.com/goproxy/", Verdict.Incomplete, "lacks `/sumdb/sum.golang.org/supported`: go asks the checksum database itself", 61, 820_000, "v1.2.0", 0),
            Mirror("go", "golang", "https://go.upstream.example", Verdict.Unreachable, "no answer within 2.0 s", null, null, null, null, "203.0.113.7: connecting was given up after 2.0 s"),
            Mirror("npm", "npmmirror", "https://registry.npmmirror.com", Verdict.Healthy, "answered everything rightly", 24, 6_400_000, "4.17.21", 0),
            Mirror("npm", "huawei", "https://mirrors.huaweicloud.com/repository/npm/", Verdict.Slow, "1.9 s for 28 KiB: 15 KiB/s", 410, 15_200, "4.17.21", 0),
            Mirror("npm", "tencent", "https://mirrors.tencent.example/npm/", Verdict.Stale, "lacks 4.17.21, which has been out for 3 d 4 h; the policy allows 24 h", 47, 2_100_000, "4.17.20", 273_600,
                "the newest version is 4.17.20, the upstream has 4.17.21", "the audit endpoint answers", "the tarball of 4.17.20 has the integrity that the upstream names"),
            Mirror("npm", "corp-npm", "https://npm.corp.example/repository/npm/", Verdict.Refused, "401 for `/lodash`: it wants a login", 12, null, null, null) with { RetryAfter = TimeSpan.FromSeconds(30) },
            Mirror("npm", "café-portal", "https://portal.example/", Verdict.Captive, "`text/html` where JSON was asked for: `<title>Welcome to our Wi-Fi</title>`", 9, null, null, null),
            Mirror("npm", Script, $"https://evil.example/{Script}\"onload='x'", Verdict.Tampered, $"the tarball's bytes are not those of its integrity {Script} {Bidi}", 31, 3_000_000, $"9.9.9{Script}", null,
                $"sha512 of the bytes: {Bidi}", "https://me:hunter2@evil.example/ redirected", "&amp; &lt; ' \""),
            Mirror("nuget", "huawei", "https://mirrors.huaweicloud.com/repository/nuget/v3/index.json", Verdict.Healthy, "answered everything rightly", 88, 1_100_000, "13.0.4", 3_600),
            Mirror("nuget", "corp-nuget-in-a-place-with-a-long-name", "https://nuget.corp.example/a/very/long/path/that/does/not/break/anywhere/v3/index.json", Verdict.Unreachable, "not asked: it failed 3 times in a row", null, null, null, null) with
            {
                RestsUntil = Started.AddMinutes(9),
            },
            Mirror("docker", "daocloud", "https://docker.m.daocloud.io", Verdict.Healthy, "answered everything rightly", 120, 780_000, "sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1", null),
        ],
        new() { ["go"] = ["goproxy-cn"], ["npm"] = ["npmmirror", "huawei"], ["nuget"] = ["huawei"], ["docker"] = ["daocloud"] },
        new() { ["go"] = "the best of the others: goproxy-cn", ["npm"] = "the upstream", ["nuget"] = "the upstream" });

    public static ProbeReport Empty { get; } = Of([], [], []);

    public static ProbeReport Of(IReadOnlyList<MirrorReport> mirrors, Dictionary<string, IReadOnlyList<string>> ranking, Dictionary<string, string> reference) =>
        new(Started, TimeSpan.FromSeconds(2.05), mirrors, ranking, reference);

    /// <summary>A mirror with these milliseconds to the first byte; without them nothing answered.</summary>
    public static MirrorReport Mirror(string ecosystem, string id, string url, Verdict verdict, string because, int? latency, double? rate, string? newest, int? lagSeconds, params string[] evidence) => new(
        ecosystem, id, url, verdict, because,
        latency is { } ms ? new Phases(Ms(3), Ms(ms * 0.9), Ms(ms * 1.6), Ms(ms)) : Phases.None,
        latency is { } l ? Ms(l) : null, rate, newest, newest is null ? null : Started.AddDays(-40), lagSeconds is { } lag ? TimeSpan.FromSeconds(lag) : null,
        latency is null ? 0 : 28_700 + (long)((rate ?? 0) / 10), latency is null ? 0 : 9, latency is { } all ? Ms(all * 12) : TimeSpan.FromSeconds(2), latency is null ? null : "2", evidence);

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
