namespace DevMirrors.Config;

/// <summary>What a run is about to do, on disk before it does it: who finds it finishes it.</summary>
/// <param name="Next">The journal once every target is written.</param>
internal sealed record PendingTransaction(IReadOnlyList<PendingTarget> Targets, Journal Next);

/// <summary>One file of a transaction.</summary>
/// <param name="Path">As the plan names it.</param>
/// <param name="Real">With links resolved.</param>
/// <param name="Temp">The temporary file that a killed run may have left.</param>
/// <param name="Before">SHA-256 of the staged bytes; null where the file is absent before.</param>
/// <param name="After">SHA-256 of the staged bytes; null where the file is to be absent.</param>
/// <param name="AfterMode">Null keeps the mode that is there.</param>
/// <param name="Folders">Made with a new file and, where empty, removed with a deleted one; outermost first.</param>
internal sealed record PendingTarget(
    string Path,
    string Real,
    string Temp,
    string? Before,
    UnixFileMode? BeforeMode,
    string? After,
    UnixFileMode? AfterMode,
    IReadOnlyList<string> Folders,
    UnixFileMode FolderMode);
