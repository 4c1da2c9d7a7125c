namespace DevMirrors.Config;

/// <summary>What the mirrors of an ecosystem are compared with.</summary>
/// <param name="Newest">The newest version that counts.</param>
/// <param name="Time">When it came out, where known.</param>
internal sealed record Reference(Observation Seen, string Newest, DateTimeOffset? Time)
{
    /// <summary>For people.</summary>
    public string Describe() => Seen.Target.IsUpstream ? "the upstream" : $"the best of the mirrors, {Seen.Target.Id}";
}

/// <summary>How far each mirror is behind the upstream, or behind the best of the others where the upstream is not known.</summary>
internal static class Freshness
{
    /// <summary>
    /// The upstream; without it the newest version that mirrors have. Of three and more, one alone is not believed: it could make every
    /// honest mirror look stale by making up a version. Null where nobody said which version is the newest.
    /// </summary>
    public static Reference? Reference(IReadOnlyList<Observation> observations)
    {
        var trusted = observations.Where(o => o.IsTrustworthy && (IsMoving(o) ? o.NewestTime is not null : o.Versions.ContainsKey(o.Newest!))).ToList();
        if (trusted.Find(o => o.Target.IsUpstream) is { } upstream)
            return new Reference(upstream, upstream.Newest!, upstream.NewestTime);
        var needed = Servers(trusted) < 3 ? 1 : 2;
        Observation? best = null;
        foreach (var one in trusted.Where(o => Servers(trusted.Where(t => Has(t, o))) >= needed))
            best = best is null || IsNewer(one, best) ? one : best;
        return best is null ? null : new Reference(best, best.Newest!, best.NewestTime);
    }

    /// <summary>
    /// How long the oldest release that the mirror lacks has been out, of those whose time is known; zero where it lacks none,
    /// null where the mirror says nothing or no time is known.
    /// </summary>
    public static TimeSpan? Lag(Observation mirror, Reference reference, DateTimeOffset now)
    {
        if (mirror.Newest is not { } newest || (IsMoving(mirror) && mirror.NewestTime is null))
            return null;
        if (mirror == reference.Seen || !IsNewer(reference.Seen, mirror))
            return TimeSpan.Zero;
        var lacking = IsMoving(mirror) ? [reference.Time] : reference.Seen.Versions
            .Where(v => !mirror.Versions.ContainsKey(v.Key) && SemanticVersion.IsNewer(v.Key, newest) && !SemanticVersion.IsNewer(v.Key, reference.Newest)).Select(v => v.Value);
        return lacking.Min() is { } oldest ? TimeSpan.FromTicks(Math.Max(0, (now - oldest).Ticks)) : null;
    }

    /// <summary>Whether a mirror has an image that the reference does not have yet: a tag has no other identity than what everybody else has under it.</summary>
    public static bool IsAloneAhead(Observation mirror, Reference reference) =>
        IsMoving(mirror) && mirror != reference.Seen && mirror.NewestTime is not null && IsNewer(mirror, reference.Seen);

    private static bool Has(Observation mirror, Observation one) => IsMoving(mirror) ? mirror.NewestTime >= one.NewestTime : mirror.Versions.ContainsKey(one.Newest!);

    private static int Servers(IEnumerable<Observation> observations) => observations.Select(o => o.Target.Url.Authority).Distinct().Count();

    private static bool IsNewer(Observation one, Observation other) => IsMoving(one)
        ? one.NewestTime > other.NewestTime
        : SemanticVersion.IsNewer(one.Newest!, other.Newest!);

    // A tag has no order; the time of what it points to has.
    private static bool IsMoving(Observation seen) => seen.Target.Ecosystem is "docker" or "oci";
}
