namespace DevMirrors.Config;

/// <summary>One edit on its way to disk.</summary>
internal sealed class PlannedWrite(FileEdit edit)
{
    private const UnixFileMode Shared = AtomicFile.Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode SharedFolder = Shared | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const UnixFileMode Writable = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    public FileEdit Edit { get; private set; } = edit;

    public EditResult Result { get; set; } = edit.IsRefused ? EditResult.Refused : EditResult.Unchanged;

    /// <summary>Null before <see cref="Clear"/>, and where it refused.</summary>
    public Destination? Destination { get; private set; }

    /// <summary>Null before <see cref="Prepare"/>, and where there is nothing to write.</summary>
    public TargetChange? Change { get; private set; }

    /// <summary>What we made for this file and take away with it.</summary>
    public IReadOnlyList<string> MadeFolders { get; init; } = [];

    /// <summary>Whether the file holds neither what the plan saw nor what it wants, or was seen in somebody's hands.</summary>
    public bool IsOvertaken => !Edit.IsRefused && Result != EditResult.Refused && !Holds(Edit.After) && (!HoldsBefore || (EmptyFile.IsSeenIn(Edit.Before) && !EmptyFile.Stays(Edit.Path)));

    /// <summary>Leaves the file to whoever has overtaken us.</summary>
    public void Beaten(DiagnosticBag found)
    {
        Destination = null;
        Result = EditResult.Failed;
        found.Add(Diagnose.ChangedMeanwhile(new Place(Edit.Path)));
    }

    /// <summary>Goes on with what has been planned anew.</summary>
    public void Renew(FileEdit edit, string? within, DiagnosticBag found)
    {
        Edit = edit;
        Result = edit.IsRefused ? EditResult.Refused : EditResult.Unchanged;
        Destination = null;
        Clear(within, found);
    }

    /// <summary>Asks whether the file may be written at all, where that is wanted.</summary>
    /// <param name="within">The folder that it must stay in; null: anywhere.</param>
    public bool Clear(string? within, DiagnosticBag found)
    {
        if (Edit.Action == EditAction.None || Edit.IsRefused)
            return false;
        Destination = Preflight.Clear(Edit.Path, within, found);
        if (Destination is null)
            Result = EditResult.Refused;
        return Destination is not null;
    }

    /// <summary>Compares the file with what the plan saw; call it with the lock held.</summary>
    public bool Prepare(DiagnosticBag found)
    {
        // Spelt out, because a plain null would become empty bytes.
        var change = new TargetChange(Target(), Edit.Before.Exists ? Edit.Before.Bytes : default(ReadOnlyMemory<byte>?), Edit.After);
        if (change.HoldsBefore)
        {
            Change = change;
            return true;
        }
        // Another DevMirrors may have written the very same.
        if (change.HoldsAfter)
            Result = EditResult.Unchanged;
        else
            Beaten(found);
        return false;
    }

    private bool HoldsBefore => Holds(Edit.Before.Exists ? Edit.Before.Bytes : default(ReadOnlyMemory<byte>?));

    private bool Holds(ReadOnlyMemory<byte>? bytes) =>
        FileSnapshot.Read(Edit.Path, new DiagnosticBag()) is { } now && (bytes is { } expected ? now.Exists && now.Bytes.Span.SequenceEqual(expected.Span) : !now.Exists);

    private PendingTarget Target()
    {
        var real = Destination!.Real;
        return new PendingTarget(
            Edit.Path,
            real,
            AtomicFile.TempFor(real),
            Edit.Before.Exists ? ObjectStore.Hash(Edit.Before.Bytes.Span) : null,
            Edit.Before.Mode,
            Edit.After is { } after ? ObjectStore.Hash(after.Span) : null,
            // A present file keeps its own.
            Edit.Before.Exists ? null : NewMode(Edit.Scope),
            [.. Destination.Folders, .. Edit.After is null ? MadeFolders : []],
            NewFolderMode(Edit.Scope));
    }

    // A user's file may hold credentials one day; a repository's follows the umask, as any other file in it does.
    internal static UnixFileMode? NewMode(Scope scope) =>
        OperatingSystem.IsWindows() ? null : scope switch
        {
            Scope.User => AtomicFile.Private,
            Scope.Machine => Shared,
            _ => (Shared | Writable) & ~UnixFile.Umask(),
        };

    internal static UnixFileMode NewFolderMode(Scope scope) =>
        OperatingSystem.IsWindows() ? default : scope switch
        {
            Scope.User => AtomicFile.PrivateFolder,
            Scope.Machine => SharedFolder,
            _ => (SharedFolder | Writable) & ~UnixFile.Umask(),
        };
}
