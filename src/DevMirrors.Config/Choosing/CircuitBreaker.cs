namespace DevMirrors.Config;

/// <summary>
/// Leaves a mirror alone that failed several times in a row: first for ten minutes, then twice as long after each further failure, a working
/// day at most. After that it is tried with one request, and only where that is answered with all of them.
/// </summary>
internal static class CircuitBreaker
{
    private const int Patience = 3;
    private static readonly TimeSpan FirstRest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(8);

    public static bool IsResting(KeptVerdict? kept, DateTimeOffset now) => kept is { RestsUntil: { } until } && kept.At <= now && now < until;

    /// <summary>Whether one request must be answered before the others are sent.</summary>
    public static bool IsOnTrial(KeptVerdict? kept) => kept is { Failures: >= Patience };

    public static int Failures(KeptVerdict? before, Verdict now) => now.IsFailure() ? (before?.Failures ?? 0) + 1 : 0;

    /// <param name="asked">How long the mirror itself wants to be left alone.</param>
    public static DateTimeOffset? RestsUntil(int failures, DateTimeOffset now, TimeSpan? asked)
    {
        var rest = failures < Patience ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(LongestRest.Ticks, FirstRest.Ticks << Math.Min(failures - Patience, 10)));
        var wait = failures > 0 && asked is { } wish && wish > rest ? (wish < LongestRest ? wish : LongestRest) : rest;
        return wait > TimeSpan.Zero ? now + wait : null;
    }
}
