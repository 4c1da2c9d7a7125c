namespace DevMirrors.Promises.Tests;

/// <summary>One call that did not fail, and when: what runs in several threads begins and ends in between other calls.</summary>
/// <param name="Paths">As its arguments name them, and as strace says of its descriptors.</param>
/// <param name="Begin">The line of the trace in which it began.</param>
/// <param name="End">The line in which it ended.</param>
internal sealed record TracedCall(string Call, IReadOnlyList<string> Paths, int Begin, int End)
{
    /// <summary>Whether it puts one name into the place of another, whichever call does so.</summary>
    public bool IsRename => IsRenaming(Call);

    public bool IsFlush => Call is "fsync" or "fdatasync";

    public bool IsRemoval => Call is "unlink" or "unlinkat";

    public static bool IsRenaming(string call) => call is "rename" or "renameat" or "renameat2";
}
