namespace DevMirrors.Config;

/// <summary>The target no longer holds what the plan started from.</summary>
internal sealed class ChangedMeanwhileException() : IOException("somebody else changed it meanwhile");

/// <summary>One target with its bytes, able to go forward and back; null bytes mean an absent file.</summary>
internal sealed record TargetChange(PendingTarget Target, ReadOnlyMemory<byte>? Before, ReadOnlyMemory<byte>? After)
{
    public void Forward() => Move(Before, After, Target.AfterMode);

    public void Back() => Move(After, Before, Target.BeforeMode);

    /// <summary>The first half of <see cref="Forward"/>: the new bytes beside the target, not flushed yet; null where it is to be absent.</summary>
    public StagedFile? Stage()
    {
        if (After is not { } bytes)
            return null;
        MakeFolders();
        return new StagedFile(Target.Real, Target.Temp, bytes, Target.AfterMode);
    }

    /// <summary>The second half: the target replaced or deleted, its folder not flushed yet. False where somebody else has changed it, and then it is as they made it.</summary>
    public bool Put(StagedFile? staged)
    {
        if (!HoldsBefore)
            return false;
        if (staged is not null)
            return staged.ReplaceOnly(Before);
        File.Delete(Target.Real);
        return true;
    }

    public bool HoldsBefore => Holds(Before);

    public bool HoldsAfter => Holds(After);

    /// <summary>Removes what a killed run left beside the target.</summary>
    public void Tidy() => AtomicFile.TryDelete(Target.Temp);

    private void Move(ReadOnlyMemory<byte>? from, ReadOnlyMemory<byte>? to, UnixFileMode? mode)
    {
        if (to is { } bytes)
        {
            MakeFolders();
            AtomicFile.Write(Target.Real, Target.Temp, bytes, mode, () => Expect(from));
            return;
        }
        Expect(from);
        AtomicFile.Delete(Target.Real);
        RemoveEmptyFolders();
    }

    private void Expect(ReadOnlyMemory<byte>? bytes)
    {
        if (!Holds(bytes))
            throw new ChangedMeanwhileException();
    }

    private bool Holds(ReadOnlyMemory<byte>? bytes) => bytes is { } expected ? FileBytes.Are(Target.Real, expected) : FileBytes.Kind(Target.Real) is null;

    private void MakeFolders() => AtomicFile.MakeFolders([.. Target.Folders.Where(f => !Directory.Exists(f))], Target.FolderMode);

    /// <summary>Removes those folders that this change may have made and nobody uses. A link that has taken a folder's place is somebody's.</summary>
    public void RemoveEmptyFolders()
    {
        foreach (var folder in Target.Folders.Reverse().Where(f => FileBytes.Kind(f) == FileKind.Folder && !Directory.EnumerateFileSystemEntries(f).Any()))
            Directory.Delete(folder);
    }
}
