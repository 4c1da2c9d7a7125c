namespace DevMirrors.Promises.Tests;

/// <summary>One write call of a run that nothing disturbed.</summary>
/// <param name="Call">The system call's name.</param>
/// <param name="When">The how manieth of this name it is in its thread: how strace counts.</param>
/// <param name="Zone">The folder it works in, below the scene.</param>
internal sealed record CallSite(string Call, int When, string Zone)
{
    /// <summary>The first calls of each kind in each folder.</summary>
    public static IReadOnlyList<CallSite> First(int count, IEnumerable<CallSite> all) =>
        [.. all.GroupBy(s => (s.Call, s.Zone)).SelectMany(g => g.DistinctBy(s => s.When).Take(count))];
}
