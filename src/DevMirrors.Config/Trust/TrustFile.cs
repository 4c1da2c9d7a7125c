namespace DevMirrors.Config;

/// <summary>Reads and writes trust.json in the per-user state folder. What others could have written is as good as absent.</summary>
internal static class TrustFile
{
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Empty where there is none; null, and an error, where it is damaged, newer, or not this user's alone.</summary>
    public static TrustRecords? Read(Machine machine, DiagnosticBag found)
    {
        if (UserState.Existing(machine, Scope.User) is not { } state || !Path.Exists(state.TrustPath))
            return TrustRecords.Empty;
        if (Doubt(state, machine) is { } reason)
        {
            found.Add(Diagnose.StateUnusable(new Place(state.TrustPath), reason));
            return null;
        }
        return StateFile.TryRead(state.TrustPath, StateJson.Default.TrustRecords, found, out var records) ? records ?? TrustRecords.Empty : null;
    }

    /// <summary>Writes what <paramref name="change"/> makes of the records, with the lock held. False, and errors, where they cannot be read or written.</summary>
    public static bool Change(Func<TrustRecords, TrustRecords> change, Machine machine, DiagnosticBag found)
    {
        if (StateFolder.Open(machine, Scope.User, found) is not { } state || StateLock.Take(state, StateLock.Patience, found) is not { } taken)
            return false;
        using var held = taken;
        state.Tidy();
        return Read(machine, found) is { } records && Write(state, change(records), found);
    }

    private static bool Write(StateFolder state, TrustRecords records, DiagnosticBag found)
    {
        try
        {
            AtomicFile.Write(state.TrustPath, StateFile.Encode(records, StateJson.Default.TrustRecords), AtomicFile.Private);
            DiskFlush.AllOf([.. state.Flushes]);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            found.Add(Diagnose.WriteFailed(new Place(state.TrustPath), e.Message));
            return false;
        }
    }

    private static string? Doubt(StateFolder state, Machine machine) =>
        machine.Os == OsKind.Windows ? null
        : !IsOurs(FileStatus.Read(state.Path, followLinks: false), FileKind.Folder, machine) ? "its folder is a link, or others may write there"
        : !IsOurs(FileStatus.Read(state.TrustPath, followLinks: false), FileKind.Regular, machine) ? "it is a link, or others may write it"
        : null;

    private static bool IsOurs(FileStatus? status, FileKind kind, Machine machine) =>
        status is not null && status.Kind == kind && (status.Mode & WritableByOthers) == 0 && PolicySearch.ReliesOn(status.User, machine);
}
