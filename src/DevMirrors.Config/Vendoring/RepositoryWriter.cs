namespace DevMirrors.Config;

/// <summary>Writes edits of a repository's own files, all or none. They are no settings of a person's, so there is no journal: `remove` takes them out, and so does git.</summary>
public static class RepositoryWriter
{
    /// <summary>False, and errors in <paramref name="found"/>, where nothing was written. What a killed run has left is taken away, also where there is nothing to write.</summary>
    public static bool Write(IReadOnlyList<RepositoryEdit> edits, string repository, Machine machine, DiagnosticBag found)
    {
        var wanted = edits.Where(e => e.Action != EditAction.None).ToList();
        // Nothing to change means that nothing is touched, not even a lock.
        if (wanted.Count == 0 && RepositoryLeftovers.Find(repository).Count == 0)
            return true;
        if (!RepositoryLock.TryTake(repository, StateLock.Patience, found, out var held))
            return false;
        using (held)
        {
            if (held is not null)
                RepositoryLeftovers.Tidy(repository, machine);
            var changes = wanted.Select(edit => Change(edit, repository, found)).OfType<TargetChange>().ToList();
            return changes.Count == wanted.Count && new TargetWriter(changes, found).Write() is null;
        }
    }

    private static TargetChange? Change(RepositoryEdit edit, string repository, DiagnosticBag found) =>
        Preflight.Clear(edit.Path, repository, found, VendoredFolder.MaxFileBytes) is { } destination ? Change(edit, destination) : null;

    private static TargetChange Change(RepositoryEdit edit, Destination destination)
    {
        var target = new PendingTarget(
            edit.Path,
            destination.Real,
            AtomicFile.TempFor(destination.Real),
            null,
            edit.Before.Mode,
            null,
            edit.Before.Exists ? null : PlannedWrite.NewMode(Scope.Project),
            [.. destination.Folders, .. edit.Folders ?? []],
            PlannedWrite.NewFolderMode(Scope.Project));
        // Spelt out, because a plain null would become empty bytes.
        return new TargetChange(target, edit.Before.Exists ? edit.Before.Bytes : default(ReadOnlyMemory<byte>?), edit.After);
    }
}
