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
    /// <param name="again">Plans anew where somebody wrote after the plan was made; null from it, or for it, leaves such files alone. Called with the lock held.</param>
    public static ApplyReport Apply(Plan plan, Machine machine, DiagnosticBag found, Func<Journal, Plan?>? again = null) =>
        Apply(plan, machine, EcosystemList.All, found, again);

    internal static ApplyReport Apply(Plan plan, Machine machine, IReadOnlyList<IEcosystem> ecosystems, DiagnosticBag found, Func<Journal, Plan?>? again = null)
    {
        var edits = plan.Edits.Select(e => new PlannedWrite(e)).ToList();
        // User and project files share a state folder, and so a transaction.
        foreach (var group in edits.GroupBy(e => e.Edit.Scope == Scope.Machine))
            Apply([.. group], plan.Selection?.Policy, machine, again, found);
        foreach (var edit in edits.Where(e => e.Result == EditResult.Written).Select(e => e.Edit))
            ecosystems.FirstOrDefault(x => x.Name == edit.Ecosystem)?.Reload(edit, machine, found);
        return new ApplyReport([.. edits.Select(e => new AppliedEdit(e.Edit, e.Result))]);
    }

    private static void Apply(IReadOnlyList<PlannedWrite> edits, Policy? policy, Machine machine, Func<Journal, Plan?>? again, DiagnosticBag found)
    {
        var scope = edits[0].Edit.Scope;
        foreach (var edit in edits)
            edit.Clear(Within(edit, policy, machine), found);
        var wanted = edits.Where(e => e.Destination is not null).ToList();
        // Nothing to change means that nothing is touched, not even a lock; only what an interrupted run has left is worth the while.
        if (wanted.Count == 0 && !UserState.IsUnfinished(machine, scope))
            return;
        using var session = WriteSession.Open(machine, scope, found);
        if (session is null)
        {
            wanted.ForEach(e => e.Result = EditResult.Failed);
            return;
        }
        // What has just been finished may have taken folders away that the plan counts on.
        if (session.Recovered)
            wanted.ForEach(e => e.Clear(Within(e, policy, machine), found));
        Renew(edits, session.Journal, policy, machine, again, found);
        Write(session, [.. edits.Where(e => e.Destination is not null)], policy, found);
    }

    // Fifty of us at once all plan from the same bytes, and the first one changes them, as does finishing what a killed run has left.
    // With the lock held none of ours can do that again.
    private static void Renew(IReadOnlyList<PlannedWrite> edits, Journal journal, Policy? policy, Machine machine, Func<Journal, Plan?>? again, DiagnosticBag found)
    {
        var overtaken = edits.Where(e => e.IsOvertaken).ToList();
        var plan = overtaken.Count == 0 ? null : again?.Invoke(journal);
        foreach (var edit in overtaken)
        {
            var fresh = plan?.Edits.FirstOrDefault(e => e.Path == edit.Edit.Path);
            if (fresh is not null)
                edit.Renew(fresh, Within(edit, policy, machine), found);
            if (fresh is null || edit.IsOvertaken)
                edit.Beaten(found);
        }
    }

    // No link of a repository, or of an image that is being built, leads out of it.
    private static string? Within(PlannedWrite write, Policy? policy, Machine machine) => write.Edit.Scope switch
    {
        Scope.Project => policy?.Folder,
        Scope.Machine when machine.Root != "/" => machine.Root,
        _ => null,
    };

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
