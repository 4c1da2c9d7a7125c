using System.Runtime.ExceptionServices;

namespace DevMirrors.Config;

/// <summary>Writes all targets of a transaction or none: every temporary file, then every rename, and between them and after them the disk.</summary>
internal static class TargetWriter
{
    /// <summary>Writes the targets in order; after a failure none of them is left written, unless taking back fails, too.</summary>
    /// <param name="beside">What is due once all targets are in their places, while the disk is waited for.</param>
    /// <returns>The index of what failed, that of <paramref name="beside"/> being the last, or null.</returns>
    public static int? Write(IReadOnlyList<TargetChange> changes, DiagnosticBag found, out bool takenBack, (string Path, Action Run)? beside = null)
    {
        var put = 0;
        var staged = new List<StagedFile?>();
        var failed = StageAll(changes, staged, found) ?? PutAll(changes, staged, ref put, found) ?? SettleAll(changes, beside, found);
        staged.ForEach(file => file?.Dispose());
        takenBack = failed is not null && Abandon(changes, put, found);
        return failed;
    }

    /// <summary>Gives back what the targets held, the last first. False, and errors, where one cannot be.</summary>
    private static bool TakeBack(IReadOnlyList<TargetChange> changes, DiagnosticBag found)
    {
        var all = true;
        foreach (var change in changes.Reverse())
        {
            var written = false;
            all &= Transaction.Try(change.Target.Path, () => written = BackIfWritten(change), found);
            if (written)
                found.Add(Diagnose.TakenBack(new Place(change.Target.Path)));
        }
        return all;
    }

    private static int? StageAll(IReadOnlyList<TargetChange> changes, List<StagedFile?> staged, DiagnosticBag found)
    {
        foreach (var change in changes)
        {
            if (!Transaction.Try(change.Target.Path, () => staged.Add(change.Stage()), found))
                return staged.Count;
        }
        return FlushAll([.. changes.Zip(staged, (change, file) => (change.Target.Path, (Action)(() => file?.Flush())))], found);
    }

    /// <param name="put">How many may be in their places, the failed one included: a rename that reports an error may have happened.</param>
    private static int? PutAll(IReadOnlyList<TargetChange> changes, List<StagedFile?> staged, ref int put, DiagnosticBag found)
    {
        foreach (var change in changes)
        {
            var file = staged[put++];
            if (!Transaction.Try(change.Target.Path, () => change.Put(file), found))
                return put - 1;
        }
        return null;
    }

    private static int? SettleAll(IReadOnlyList<TargetChange> changes, (string Path, Action Run)? beside, DiagnosticBag found)
    {
        var flushes = changes.Select(c => (c.Target.Path, Run: (Action)(() => AtomicFile.FlushFolderOf(c.Target.Real))));
        var failed = FlushAll([.. flushes, .. beside is { } more ? [more] : Array.Empty<(string, Action)>()], found);
        for (var i = 0; failed is null && i < changes.Count; i++)
        {
            if (changes[i].After is null && !Transaction.Try(changes[i].Target.Path, changes[i].RemoveEmptyFolders, found))
                failed = i;
        }
        return failed;
    }

    private static int? FlushAll(IReadOnlyList<(string Path, Action Run)> flushes, DiagnosticBag found)
    {
        var failures = DiskFlush.Together([.. flushes.Select(f => f.Run)]);
        for (var i = 0; i < failures.Count; i++)
        {
            if (failures[i] is { } failure && !Transaction.Try(flushes[i].Path, () => ExceptionDispatchInfo.Throw(failure), found))
                return i;
        }
        return null;
    }

    /// <summary>Gives back what the first <paramref name="put"/> targets held, and removes the folders made for any of them.</summary>
    private static bool Abandon(IReadOnlyList<TargetChange> changes, int put, DiagnosticBag found)
    {
        var all = TakeBack([.. changes.Take(put)], found);
        foreach (var change in changes.Skip(put).Reverse())
            all &= Transaction.Try(change.Target.Path, change.RemoveEmptyFolders, found);
        return all;
    }

    private static bool BackIfWritten(TargetChange change)
    {
        var written = change.HoldsAfter && !change.HoldsBefore;
        if (written)
            change.Back();
        else
            change.RemoveEmptyFolders();
        return written;
    }
}
