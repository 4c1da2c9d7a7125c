using System.Text;

namespace DevMirrors.Config;

/// <summary>The state folders: journal, baselines, locks and the stored region. Reading creates nothing.</summary>
public static class UserState
{
    /// <summary><c>$XDG_STATE_HOME/devmirrors</c> or <c>~/.local/state/devmirrors</c>, <c>%LocalAppData%\DevMirrors</c>, <c>~/Library/Application Support/DevMirrors</c>; <c>/var/lib/devmirrors</c> at machine scope; null without a home.</summary>
    public static string? Folder(Machine machine, Scope scope) => (scope, machine.Os) switch
    {
        (Scope.Machine, OsKind.Windows) => machine.Variable("ProgramData") is { } data ? Path.Combine(data, "DevMirrors") : null,
        (Scope.Machine, _) => machine.InRoot("var", "lib", "devmirrors"),
        (_, OsKind.Windows) => machine.Variable("LOCALAPPDATA") is { } local ? Path.Combine(local, "DevMirrors") : machine.InHome("AppData", "Local", "DevMirrors"),
        (_, OsKind.MacOS) => machine.InHome("Library", "Application Support", "DevMirrors"),
        _ => machine.Variable("XDG_STATE_HOME") is { } state && Path.IsPathRooted(state)
            ? Path.Combine(state, "devmirrors")
            : machine.InHome(".local", "state", "devmirrors"),
    };

    /// <summary>
    /// The journal of this scope; empty where there is none. After an interrupted run it is the one that run was about to write.
    /// An unreadable or newer one is an error in <paramref name="found"/>, and null.
    /// </summary>
    public static Journal? ReadJournal(Machine machine, Scope scope, DiagnosticBag found)
    {
        if (Existing(machine, scope) is not { } state)
            return Journal.Empty;
        if (IsClosed(machine, scope))
        {
            found.Add(Diagnose.StateUnusable(new Place(state.Path), "it is an administrator's") with { Hint = "run the same command with `sudo`" });
            return null;
        }
        if (!state.TryReadPending(found, out var pending))
            return null;
        return pending?.Next ?? state.ReadJournal(found);
    }

    /// <summary>The same for who only reads: an empty journal, and an info, where the machine's record is closed to this user.</summary>
    public static Journal? ReadJournalIfOpen(Machine machine, Scope scope, DiagnosticBag found)
    {
        if (!IsClosed(machine, scope))
            return ReadJournal(machine, scope, found);
        found.Add(Diagnose.MachineRecordClosed(new Place(Existing(machine, scope)!.Path)));
        return Journal.Empty;
    }

    /// <summary>Whether there is a record of the whole machine that this user may not even read. One of the user's own that is closed is a fault.</summary>
    internal static bool IsClosed(Machine machine, Scope scope) =>
        scope == Scope.Machine && !OperatingSystem.IsWindows() && Existing(machine, scope) is { } state
        && FileStatus.Read(state.JournalPath, followLinks: false) is null && !IsOurs(machine, scope)
        && FileStatus.Read(state.Path, followLinks: true)?.User != UnixFile.UserId;

    /// <summary>Whether a run was interrupted, so that files and journal are out of step until the next apply or undo; adds a warning that says so.</summary>
    public static bool Pending(Machine machine, Scope scope, DiagnosticBag found)
    {
        if (!IsPending(machine, scope))
            return false;
        found.Add(Diagnose.Interrupted(new Place(Existing(machine, scope)!.PendingPath)));
        return true;
    }

    /// <summary>The region chosen by <c>region set</c>, or null.</summary>
    public static string? ReadRegion(Machine machine)
    {
        if (Existing(machine, Scope.User) is not { } state)
            return null;
        try
        {
            var text = File.Exists(state.RegionPath) && !StateFile.IsOdd(state.RegionPath) ? File.ReadAllText(state.RegionPath).Trim() : "";
            return text.Length == 0 ? null : text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Stores the region, or forgets it where null.</summary>
    public static void WriteRegion(Machine machine, string? region, DiagnosticBag found)
    {
        if (ReadRegion(machine) == region)
        {
            Tidy(machine, found);
            return;
        }
        if (StateFolder.Open(machine, Scope.User, found) is not { } state)
            return;
        using var taken = StateLock.Take(state, StateLock.Patience, found);
        if (taken is null)
            return;
        state.Tidy();
        try
        {
            if (region is null)
                AtomicFile.Delete(state.RegionPath);
            else
                AtomicFile.Write(state.RegionPath, Encoding.UTF8.GetBytes(region + "\n"), AtomicFile.Private);
            DiskFlush.AllOf([.. state.Flushes]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            found.Add(Diagnose.WriteFailed(new Place(state.RegionPath), e.Message));
        }
    }

    /// <summary>The files of ours, and the administrator's, that decide what a build may do.</summary>
    internal static IEnumerable<string> Watched(Machine machine)
    {
        if (Folder(machine, Scope.User) is { } folder && new StateFolder(folder) is var state)
            return [state.JournalPath, state.PendingPath, state.TrustPath, state.RegionPath, MachineTrust.PathOn(machine)];
        return [MachineTrust.PathOn(machine)];
    }

    public static bool Exists(Machine machine, Scope scope) => Existing(machine, scope) is not null;

    /// <summary>Whether this user may write the state: the machine's is root's.</summary>
    public static bool IsOurs(Machine machine, Scope scope) =>
        Existing(machine, scope) is { } state
        && (OperatingSystem.IsWindows() || UnixFile.TryWriteAccess(state.Path) == 0);

    /// <summary>Deletes the state folder with all that is in it. False, and a diagnostic, where its journal still has files to give back, or it cannot be deleted.</summary>
    public static bool Forget(Machine machine, Scope scope, DiagnosticBag found)
    {
        if (Existing(machine, scope) is null)
            return true;
        if (StateFolder.Open(machine, scope, found) is not { } state)
            return false;
        using var taken = StateLock.Take(state, StateLock.Patience, found);
        // Another process may have written since the undo.
        if (taken is null || IsPending(machine, scope) || state.ReadJournal(found) is not { Files.Count: 0 })
        {
            found.Add(Diagnose.StateStays(new Place(state.Path)));
            return false;
        }
        return Transaction.Try(state.Path, () => state.Delete(taken), found);
    }

    /// <summary>Finishes an interrupted run, tidies the state folder and deletes what killed runs have left elsewhere. False, and errors, where that is not possible.</summary>
    /// <param name="leftovers">Temporary files of ours, which nobody writes while the lock is held, and scratch folders, which have locks of their own.</param>
    internal static bool Finish(Machine machine, Scope scope, IReadOnlyList<string> leftovers, DiagnosticBag found)
    {
        using var session = WriteSession.Open(machine, scope, found);
        if (session is null)
            return false;
        foreach (var leftover in leftovers)
            _ = ScratchFolder.TryRemove(leftover, machine) || AtomicFile.TryDelete(leftover);
        return true;
    }

    /// <summary>For a command that has nothing else to do: removes the temporary files of killed runs, and touches nothing where there are none.</summary>
    public static void Tidy(Machine machine, DiagnosticBag found)
    {
        if (Existing(machine, Scope.User) is not { Leftovers.Count: > 0 } state)
            return;
        using var taken = StateLock.Take(state, StateLock.Patience, found);
        if (taken is not null)
            state.Tidy();
    }

    internal static bool IsPending(Machine machine, Scope scope) => File.Exists(Existing(machine, scope)?.PendingPath);

    /// <summary>Whether a killed run has left anything that the next one that writes is to finish or to remove.</summary>
    internal static bool IsUnfinished(Machine machine, Scope scope) =>
        IsPending(machine, scope) || Existing(machine, scope)?.Leftovers.Count > 0;

    /// <summary>Finishes what an interrupted run has left in these scopes, and touches nothing where there is none. False, and errors, where it cannot be finished.</summary>
    public static bool Finish(Machine machine, IReadOnlyList<Scope> scopes, DiagnosticBag found)
    {
        // User and project files share a state folder.
        foreach (var scope in scopes.Select(s => s == Scope.Machine ? s : Scope.User).Distinct().Where(s => IsUnfinished(machine, s)))
        {
            using var session = WriteSession.Open(machine, scope, found);
            if (session is null)
                return false;
        }
        return true;
    }

    /// <summary>The state folder where there is one already.</summary>
    internal static StateFolder? Existing(Machine machine, Scope scope) =>
        machine.KeepsState && Folder(machine, scope) is { } folder && Directory.Exists(folder) ? new StateFolder(folder) : null;
}
