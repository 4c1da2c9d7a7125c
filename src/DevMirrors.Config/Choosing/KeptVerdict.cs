namespace DevMirrors.Config;

/// <summary>What the last probe of a mirror found, as it is kept between runs.</summary>
/// <param name="Policy">The policy that it was probed for: another's sentinels may be made up to slander a mirror.</param>
/// <param name="Judged">By what: sentinel, sum and max-lag. After a change of those the verdict counts no more.</param>
/// <param name="At">When it was measured, UTC.</param>
/// <param name="Seconds">For a package of 256 KiB; null where unknown.</param>
/// <param name="Failures">How many probes in a row failed to reach it.</param>
/// <param name="RestsUntil">Not asked before; null where it is not resting.</param>
public sealed record KeptVerdict(
    string Policy, string Ecosystem, string Id, string Url, string Judged, Verdict Verdict, string Because, DateTimeOffset At, double? Seconds, int Failures, DateTimeOffset? RestsUntil)
{
    private static readonly TimeSpan GoodLasts = TimeSpan.FromHours(24);
    private static readonly TimeSpan BadLasts = TimeSpan.FromDays(7);
    private static readonly TimeSpan TamperedLasts = TimeSpan.FromDays(30);

    /// <summary>False for a slow mirror whose time was up before its bytes were compared: that is no better than none.</summary>
    public bool IsVerified { get; init; } = true;

    /// <summary>When it no longer counts. A bad one outlives the good ones: time alone must not put a mirror back that served other bytes.</summary>
    public DateTimeOffset Expires => At + (Verdict == Verdict.Tampered ? TamperedLasts : Verdict.IsGood() ? GoodLasts : BadLasts);

    public bool Counts(DateTimeOffset now) => At <= now && now < Expires;
}

/// <summary>Every kept verdict of a user.</summary>
public sealed record KeptVerdicts(IReadOnlyList<KeptVerdict> Mirrors)
{
    public static readonly KeptVerdicts None = new([]);

    /// <summary>The verdict on a mirror, whether it still counts or not; null where it was never probed by this policy as it is now.</summary>
    /// <param name="url">Empty for an upstream, whose address only its client says.</param>
    public KeptVerdict? Of(Policy policy, string ecosystem, string id, string url) => Mirrors.FirstOrDefault(k =>
        k.Ecosystem == ecosystem && k.Id == id && (url.Length == 0 || k.Url == url) && k.Policy == policy.Path && k.Judged == JudgedBy(policy, ecosystem));

    internal static string JudgedBy(Policy policy, string ecosystem)
    {
        var sentinel = Sentinels.For(ecosystem, policy);
        return $"{sentinel?.Name} {sentinel?.Version} {sentinel?.Sum} {(policy.Probe?.MaxLag ?? ProbeLimits.MaxLag).TotalSeconds}";
    }
}
