using System.Runtime.ExceptionServices;

namespace DevMirrors.Config;

/// <summary>Writes all targets of a transaction or none: every temporary file, then every rename, and between them and after them the disk.</summary>
internal sealed class TargetWriter(IReadOnlyList<TargetChange> changes, DiagnosticBag found)
{
    private readonly List<StagedFile?> _staged = [];
    private readonly List<TargetChange> _put = [];

    /// <summary>Whether every target holds again what it held before <see cref="Write"/> failed.</summary>
    public bool IsTakenBack { get; private set; }

    /// <summary>Whether a temporary file could not be deleted.</summary>
    public bool LeavesTemps => _staged.Exists(f => f?.IsLeft == true);

    /// <summary>Writes the targets in order; after a failure none of them is left written, unless taking back fails, too.</summary>
    /// <param name="beside">What is due once all targets are in their places, while the disk is waited for.</param>
    /// <returns>The index of what failed, that of <paramref name="beside"/> being the last, or null.</returns>
    public int? Write((string Path, Action Run)? beside = null)
    {
        var failed = StageAll() ?? PutAll() ?? SettleAll(beside);
        _staged.ForEach(file => file?.Dispose());
        IsTakenBack = failed is not null && Abandon();
        return failed;
    }

    private int? StageAll()
    {
        foreach (var change in changes)
        {
            if (!Transaction.Try(change.Target.Path, () => _staged.Add(change.Stage()), found))
                return _staged.Count;
        }
        return FlushAll([.. changes.Zip(_staged, (change, file) => (change.Target.Path, (Action)(() => file?.Flush())))]);
    }

    private int? PutAll()
    {
        for (var i = 0; i < changes.Count; i++)
        {
            var (change, file) = (changes[i], _staged[i]);
            if (!Transaction.Try(change.Target.Path, () => Put(change, file), found))
                return i;
        }
        return null;
    }

    private void Put(TargetChange change, StagedFile? file)
    {
        // A rename that reports an error may have happened.
        _put.Add(change);
        if (change.Put(file))
            return;
        // What stands there is somebody else's, even where it is what we would have written.
        _put.Remove(change);
        throw new ChangedMeanwhileException();
    }

    private int? SettleAll((string Path, Action Run)? beside)
    {
        var flushes = changes.Select(c => (c.Target.Path, Run: (Action)(() => AtomicFile.FlushFolderOf(c.Target.Real))));
        var failed = FlushAll([.. flushes, .. beside is { } more ? [more] : Array.Empty<(string, Action)>()]);
        for (var i = 0; failed is null && i < changes.Count; i++)
        {
            if (changes[i].After is null && !Transaction.Try(changes[i].Target.Path, changes[i].RemoveEmptyFolders, found))
                failed = i;
        }
        return failed;
    }

    private int? FlushAll(IReadOnlyList<(string Path, Action Run)> flushes)
    {
        var failures = DiskFlush.Together([.. flushes.Select(f => f.Run)]);
        for (var i = 0; i < failures.Count; i++)
        {
            if (failures[i] is { } failure && !Transaction.Try(flushes[i].Path, () => ExceptionDispatchInfo.Throw(failure), found))
                return i;
        }
        return null;
    }

    /// <summary>Gives back what the targets held, the last first, and removes the folders made for any of them. False, and errors, where one cannot be.</summary>
    private bool Abandon()
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

    private bool BackIfWritten(TargetChange change)
    {
        var written = _put.Contains(change) && change.HoldsAfter && !change.HoldsBefore;
        if (written)
            change.Back();
        else
            change.RemoveEmptyFolders();
        return written;
    }
}
