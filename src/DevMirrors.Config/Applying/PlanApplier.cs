namespace DevMirrors.Config;

/// <summary>What happened to one planned edit.</summary>
public enum EditResult
{
    Written,
    Unchanged,
    Refused,
    Failed,
    Skipped,
}

/// <summary>What an apply or undo did, edit by edit.</summary>
public sealed record ApplyReport(IReadOnlyList<AppliedEdit> Edits)
{
    /// <summary>Whether everything that was asked for is on disk.</summary>
    public bool Finished => Edits.All(e => e.Result is EditResult.Written or EditResult.Unchanged or EditResult.Skipped);
}

public sealed record AppliedEdit(FileEdit Edit, EditResult Result);

/// <summary>The only writer: lock, journal, backup, temporary file, fsync, rename; all files of a plan are one transaction.</summary>
public static class PlanApplier
{
    /// <summary>Writes the plan. Where a file cannot be written, those already written are taken back, and the report says so.</summary>
    public static ApplyReport Apply(Plan plan, Machine machine, DiagnosticBag found) => throw new NotSupportedException();
}
