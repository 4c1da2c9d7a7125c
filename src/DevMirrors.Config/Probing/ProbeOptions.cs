namespace DevMirrors.Config;

/// <summary>How to probe.</summary>
/// <param name="Timeout">For each mirror, from its first request to its last.</param>
/// <param name="Samples">At least so many times to the first byte are taken of each mirror.</param>
/// <param name="Concurrency">Mirrors asked at the same time.</param>
public sealed record ProbeOptions(TimeSpan Timeout, TimeSpan MaxLag, int Samples = ProbeLimits.Samples, int Concurrency = ProbeLimits.Concurrency)
{
    /// <summary>A mirror that takes longer is of no use to anybody.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);

    /// <summary>What the command line says, then the policy, then the defaults.</summary>
    public static ProbeOptions Of(Policy policy, TimeSpan? timeout = null, int? samples = null, int? concurrency = null) => new(
        timeout ?? policy.Probe?.Timeout ?? ProbeLimits.Timeout, policy.Probe?.MaxLag ?? ProbeLimits.MaxLag, samples ?? ProbeLimits.Samples, concurrency ?? ProbeLimits.Concurrency);
}
