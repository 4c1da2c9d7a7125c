namespace DevMirrors.Config;

/// <summary>What became of a transaction.</summary>
/// <param name="Done">Everything is on disk.</param>
/// <param name="Failed">The index of the target that could not be written; null where it was none of them.</param>
internal sealed record Outcome(bool Done, int? Failed = null)
{
    /// <summary>The result of the target at this index.</summary>
    public EditResult Of(int index) =>
        Done ? EditResult.Written : Failed is { } failed && failed != index ? EditResult.Skipped : EditResult.Failed;
}

/// <summary>
/// All files or none: stage the bytes, say what is coming, write the targets, write the journal, forget what was coming.
/// Each step is a call of its own, in this order; <see cref="Recover"/> understands a stop after any of them.
/// The journal takes its place while the targets' folders are flushed: until the pending transaction is forgotten, that is what counts.
/// </summary>
internal static class Transaction
{
    public static Outcome Run(
        StateFolder state, IReadOnlyList<TargetChange> changes, IReadOnlyList<ReadOnlyMemory<byte>> keep, Journal present, Journal next, DiagnosticBag found)
    {
        StagedFile? staged = null;
        if (!Try(state.PendingPath, () => staged = Stage(state, changes, keep, next), found))
        {
            Try(state.PendingPath, state.ForgetPending, found);
            return new Outcome(false);
        }
        using var journal = staged!;
        var writer = new TargetWriter(changes, found);
        var failed = writer.Write((state.JournalPath, () => state.Put(journal)));
        // What names a temporary file stays until the next run has deleted it.
        if (failed is null)
            return writer.LeavesTemps ? new Outcome(true) : Finish(state, next, found);
        var takenBack = writer.IsTakenBack;
        if (takenBack && journal.MayBeInPlace)
            takenBack = Try(state.JournalPath, () => state.WriteJournal(present), found);
        // Where not even that worked the pending transaction stays, for the next run to finish.
        if (takenBack)
            Try(state.PendingPath, state.ForgetPending, found);
        return new Outcome(false, failed < changes.Count ? failed : null);
    }

    /// <summary>Finishes what a killed run began: forward where a target still holds the old bytes; what somebody else changed stays as it is.</summary>
    /// <returns>Null, and errors, where that is not possible; else whether there was anything to finish.</returns>
    public static bool? Recover(StateFolder state, DiagnosticBag found)
    {
        if (!state.TryReadPending(found, out var pending))
            return null;
        if (pending is null)
            return false;
        if (Load(state.Objects, pending, found) is not { } changes)
            return null;
        if (changes.Any(c => !Try(c.Target.Path, () => Continue(c, found), found)))
            return null;
        found.Add(Diagnose.Recovered(new Place(state.PendingPath)));
        return Try(state.JournalPath, () => state.WriteJournal(pending.Next), found) ? Finish(state, pending.Next, found).Done : null;
    }

    /// <param name="keep">Bytes that the next journal refers to beside those of the changes.</param>
    /// <returns>The next journal, on disk and waiting for its place.</returns>
    public static StagedFile Stage(StateFolder state, IReadOnlyList<TargetChange> changes, IReadOnlyList<ReadOnlyMemory<byte>> keep, Journal next)
    {
        using var pending = state.StagePending(new PendingTransaction([.. changes.Select(c => c.Target)], next));
        var journal = state.StageJournal(next);
        try
        {
            state.Objects.Put(changes.SelectMany(c => new[] { c.Before, c.After }).OfType<ReadOnlyMemory<byte>>().Concat(keep), [pending.Flush, journal.Flush, .. state.Flushes]);
            state.Put(pending);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    private static Outcome Finish(StateFolder state, Journal journal, DiagnosticBag found)
    {
        if (!Try(state.PendingPath, state.ForgetPending, found))
            return new Outcome(true);
        state.Objects.Prune(journal.Files.SelectMany(f => new[] { f.BaselineHash, f.WrittenHash }).OfType<string>().ToHashSet());
        return new Outcome(true);
    }

    private static List<TargetChange>? Load(ObjectStore objects, PendingTransaction pending, DiagnosticBag found)
    {
        var changes = new List<TargetChange>();
        foreach (var target in pending.Targets)
        {
            var before = target.Before is null ? null : objects.Get(target.Before, found);
            var after = target.After is null ? null : objects.Get(target.After, found);
            if ((before is null) != (target.Before is null) || (after is null) != (target.After is null))
                return null;
            changes.Add(new TargetChange(target, before, after));
        }
        return changes;
    }

    private static void Continue(TargetChange change, DiagnosticBag found)
    {
        change.Tidy();
        if (change.HoldsAfter)
            Complete(change);
        else if (change.HoldsBefore && MayBeWritten(change))
            change.Forward();
        else
            found.Add(Diagnose.LeftAsItIs(new Place(change.Target.Path)));
    }

    // Since that run it may have become somebody else's, read-only or a name of several, and its folder may be gone with its repository.
    private static bool MayBeWritten(TargetChange change)
    {
        var target = change.Target;
        return Preflight.Clear(target.Real, null, new DiagnosticBag()) is { } clear && clear.Real == target.Real && clear.Folders.All(target.Folders.Contains);
    }

    // The run that wrote or deleted it may have died before it flushed the folder, and before it removed those that it had made for it.
    private static void Complete(TargetChange change)
    {
        if (Directory.Exists(Path.GetDirectoryName(change.Target.Real)))
            AtomicFile.FlushFolderOf(change.Target.Real);
        if (change.After is null)
            change.RemoveEmptyFolders();
    }

    internal static bool Try(string path, Action step, DiagnosticBag found)
    {
        try
        {
            step();
            return true;
        }
        catch (ChangedMeanwhileException)
        {
            found.Add(Diagnose.ChangedMeanwhile(new Place(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            found.Add(Diagnose.WriteFailed(new Place(path), e.Message));
        }
        return false;
    }
}
