namespace DevMirrors.Config;

/// <summary>Writes edits of a repository's own files, all or none. They are no settings of a person's, so there is no journal: `remove` takes them out, and so does git.</summary>
public static class RepositoryWriter
{
    /// <summary>False, and errors in <paramref name="found"/>, where nothing was written.</summary>
    public static bool Write(IReadOnlyList<RepositoryEdit> edits, string repository, DiagnosticBag found)
    {
        var changes = new List<TargetChange>();
        var wanted = edits.Where(e => e.Action != EditAction.None).ToList();
        foreach (var edit in wanted)
        {
            if (Preflight.Clear(edit.Path, repository, found, VendoredFolder.MaxFileBytes) is { } destination)
                changes.Add(Change(edit, destination));
        }
        return changes.Count == wanted.Count && new TargetWriter(changes, found).Write() is null;
    }

    /// <summary>
    /// Deletes the temporary files that a killed run has left beside what it was about to write. No journal names them, but a run holds each of its own open
    /// and locked until it puts it in its place.
    /// </summary>
    public static void Tidy(string repository)
    {
        foreach (var folder in new[] { repository, VendoredFolder.PathIn(repository) }.Where(Directory.Exists))
        {
            foreach (var temp in Directory.EnumerateFiles(folder, AtomicFile.TempPattern).Where(f => AtomicFile.IsTemp(f) && !StateFile.IsOdd(f) && !IsHeld(f)))
                AtomicFile.TryDelete(temp);
        }
    }

    private static bool IsHeld(string temp)
    {
        try
        {
            new FileStream(temp, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

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
