namespace DevMirrors.Config;

/// <summary>How far each mirror is behind the upstream, or behind the best of the others where the upstream is not known.</summary>
internal static class Freshness
{
    /// <summary>Who the others are compared with; null where nobody said which version is the newest.</summary>
    public static Observation? Reference(IReadOnlyList<Observation> observations)
    {
        var trusted = observations.Where(o => o.IsTrustworthy).ToList();
        return trusted.Find(o => o.Target.IsUpstream) ?? trusted.Aggregate((Observation?)null, (best, o) => best is null || IsNewer(o, best) ? o : best);
    }

    /// <summary>For people.</summary>
    public static string Describe(Observation reference) => reference.Target.IsUpstream ? "the upstream" : $"the best of the mirrors, {reference.Target.Id}";

    /// <summary>
    /// How long the oldest release that the mirror lacks has been out, of those whose time is known; zero where it lacks none,
    /// null where the mirror says nothing or no time is known.
    /// </summary>
    public static TimeSpan? Lag(Observation mirror, Observation reference, DateTimeOffset now)
    {
        if (mirror.Newest is not { } newest || reference.Newest is null)
            return null;
        if (mirror == reference || !IsNewer(reference, mirror))
            return TimeSpan.Zero;
        var lacking = IsMoving(mirror) ? [reference.NewestTime] : reference.Versions.Where(v => !mirror.Versions.ContainsKey(v.Key) && SemanticVersion.IsNewer(v.Key, newest)).Select(v => v.Value);
        return lacking.Min() is { } oldest ? TimeSpan.FromTicks(Math.Max(0, (now - oldest).Ticks)) : null;
    }

    private static bool IsNewer(Observation one, Observation other) => IsMoving(one)
        ? one.NewestTime > other.NewestTime
        : SemanticVersion.IsNewer(one.Newest!, other.Newest!);

    // A tag has no order; the time of what it points to has.
    private static bool IsMoving(Observation seen) => seen.Target.Ecosystem is "docker" or "oci";
}
