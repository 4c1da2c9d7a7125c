using System.Globalization;

namespace DevMirrors.Config;

/// <summary>Turns what the mirrors of one ecosystem answered into verdicts, comparing them with each other.</summary>
internal sealed class ProbeJudge(TimeSpan maxLag, DateTimeOffset now)
{
    /// <summary>Reports in the order of the observations, and what freshness was compared with.</summary>
    /// <param name="sums">Artifact → its sum and who says so.</param>
    public (IReadOnlyList<MirrorReport> Mirrors, string? Reference) Judge(IReadOnlyList<Observation> observations, IReadOnlyDictionary<string, (string Sum, string Source)> sums)
    {
        Integrity.Check(observations, sums);
        var reference = Freshness.Reference(observations);
        return ([.. observations.Select(o => Report(o, reference))], reference?.Describe());
    }

    /// <summary>The verdict as far as one mirror alone can tell.</summary>
    public static Verdict SoFar(Observation seen) => seen.Findings.Count == 0 ? Verdict.Healthy : seen.Findings.Max(f => f.Verdict);

    private MirrorReport Report(Observation seen, Reference? reference)
    {
        var lag = reference is null ? null : Freshness.Lag(seen, reference, now);
        if (lag > maxLag)
            seen.Add(Verdict.Stale, $"it lacks {reference!.Newest}, which {reference.Describe()} has; behind by {Age.Of(lag.Value)}, allowed are {Age.Of(maxLag)}");
        if (reference is not null && Freshness.IsAloneAhead(seen, reference))
            seen.Add(Verdict.Tampered, $"its image is newer than that of {reference.Describe()}, and nobody else has it");
        if (seen.BytesPerSecond is { } rate && rate < ProbeLimits.SlowBytesPerSecond)
            seen.Add(Verdict.Slow, string.Create(CultureInfo.InvariantCulture, $"it sends {rate / 1024:0.0} KiB a second"));
        var findings = seen.Findings.OrderByDescending(f => f.Verdict).Select(f => WithoutToken(f.Because, seen.Target)).ToList();
        return new MirrorReport(
            seen.Target.Ecosystem, seen.Target.Id, seen.Target.Url.OriginalString, SoFar(seen), findings.Count == 0 ? "it answered everything rightly" : findings[0],
            seen.Phases, seen.Latency, seen.BytesPerSecond, seen.Newest is { } newest ? WithoutToken(newest, seen.Target) : null, seen.NewestTime, lag,
            seen.BytesRead, seen.Requests, seen.Took, seen.Protocol, [.. findings.Skip(1)], seen.RetryAfter)
        {
            IsVerified = SoFar(seen) != Verdict.Slow || seen.IsVerified,
        };
    }

    // A server may give back what it was sent.
    private static string WithoutToken(string text, ProbeTarget target) => target.Token is { Length: > 0 } token ? text.Replace(token, "***", StringComparison.Ordinal) : text;
}
