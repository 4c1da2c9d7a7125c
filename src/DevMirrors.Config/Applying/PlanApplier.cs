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
    public static ApplyReport Apply(Plan plan, Machine machine, DiagnosticBag found) => Apply(plan, machine, EcosystemList.All, found);

    internal static ApplyReport Apply(Plan plan, Machine machine, IReadOnlyList<IEcosystem> ecosystems, DiagnosticBag found)
    {
        var edits = plan.Edits.Select(e => new PlannedWrite(e)).ToList();
        // User and project files share a state folder, and so a transaction.
        foreach (var group in edits.GroupBy(e => e.Edit.Scope == Scope.Machine))
            Apply([.. group], plan.Selection?.Policy, machine, found);
        foreach (var edit in edits.Where(e => e.Result == EditResult.Written).Select(e => e.Edit))
            ecosystems.FirstOrDefault(x => x.Name == edit.Ecosystem)?.Reload(edit, machine, found);
        return new ApplyReport([.. edits.Select(e => new AppliedEdit(e.Edit, e.Result))]);
    }

    private static void Apply(IReadOnlyList<PlannedWrite> edits, Policy? policy, Machine machine, DiagnosticBag found)
    {
        var scope = edits[0].Edit.Scope;
        foreach (var edit in edits.Where(e => e.Edit.Action != EditAction.None && !e.Edit.IsRefused))
            edit.Clear(policy?.Folder, found);
        var wanted = edits.Where(e => e.Destination is not null).ToList();
        // Nothing to change means that nothing is touched, not even a lock; only an interrupted run is worth finishing.
        if (wanted.Count == 0 && !UserState.IsPending(machine, scope))
            return;
        using var session = WriteSession.Open(machine, scope, found);
        if (session is null)
            wanted.ForEach(e => e.Result = EditResult.Failed);
        else
            Write(session, wanted, policy, found);
    }

    private static void Write(WriteSession session, IReadOnlyList<PlannedWrite> edits, Policy? policy, DiagnosticBag found)
    {
        var baselines = session.Objects is { } objects ? new Baselines(policy?.Path ?? "", policy?.Folder, objects, found) : null;
        var next = session.Journal;
        var ready = new List<PlannedWrite>();
        foreach (var edit in edits.Where(e => e.Prepare(found)))
        {
            if (TryRecord(baselines, edit, ref next))
                ready.Add(edit);
            else
                edit.Result = EditResult.Failed;
        }
        if (ready.Count == 0)
            return;
        var outcome = session.Commit([.. ready.Select(e => e.Change!)], next, found, baselines?.Kept);
        for (var i = 0; i < ready.Count; i++)
            ready[i].Result = outcome.Of(i);
    }

    private static bool TryRecord(Baselines? baselines, PlannedWrite write, ref Journal next)
    {
        if (baselines is null)
            return true;
        if (!baselines.TryRecord(next.Find(write.Edit.Path), write.Edit, write.Destination!.Folders, out var file))
            return false;
        next = next.With(write.Edit.Path, file);
        return true;
    }
}
