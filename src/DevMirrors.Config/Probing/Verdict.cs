namespace DevMirrors.Config;

/// <summary>What a probe found a mirror to be, the gravest last.</summary>
public enum Verdict
{
    /// <summary>It answered everything rightly.</summary>
    Healthy,

    /// <summary>It answered rightly, but did not finish in time or sends less than <see cref="ProbeLimits.SlowBytesPerSecond"/>.</summary>
    Slow,

    /// <summary>It lacks versions that have been out for longer than the policy's <c>max-lag</c>.</summary>
    Stale,

    /// <summary>It lacks an endpoint that its clients need: audit, checksum database, vulnerability data, or the sentinel itself.</summary>
    Incomplete,

    /// <summary>It asks for a login, is closed for this region, or limits the rate: 401, 403, 407, 429, 451.</summary>
    Refused,

    /// <summary>No answer, or a server that answers 5xx.</summary>
    Unreachable,

    /// <summary>Something answers, but does not speak the protocol: a login page, a parked domain, broken JSON.</summary>
    Captive,

    /// <summary>It serves other bytes than what cannot lie says.</summary>
    Tampered,
}

/// <summary>What may be done with a mirror of some verdict.</summary>
public static class Verdicts
{
    /// <summary>Answered rightly: the only ones that are ranked.</summary>
    public static bool IsGood(this Verdict verdict) => verdict is Verdict.Healthy or Verdict.Slow;

    /// <summary>Better than nothing: what it serves is right, but not all of it is there.</summary>
    public static bool IsUsable(this Verdict verdict) => verdict <= Verdict.Incomplete;

    /// <summary>Whether asking again soon is likely to be in vain: what the circuit breaker counts.</summary>
    public static bool IsFailure(this Verdict verdict) => verdict is Verdict.Unreachable or Verdict.Refused;
}
