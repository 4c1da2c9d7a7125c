namespace DevMirrors.Config;

/// <summary>One state folder: <c>lock</c>, <c>journal.json</c>, <c>pending.json</c> while a transaction runs, <c>objects/</c>, <c>region</c>, <c>trust.json</c>.</summary>
internal sealed class StateFolder(string path)
{
    // Ours begin with a dot, which .NET takes for hidden; the machine's folder may be closed to us.
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    private IReadOnlyList<string> _made = [];

    public string Path { get; } = path;

    public string LockPath => In("lock");

    public string JournalPath => In("journal.json");

    public string PendingPath => In("pending.json");

    public string RegionPath => In("region");

    public string TrustPath => In("trust.json");

    public ObjectStore Objects => new(In("objects"));

    /// <summary>Makes the folder where it is missing, for us alone. Null, and an error, where it is not safe to use.</summary>
    public static StateFolder? Open(Machine machine, Scope scope, DiagnosticBag found)
    {
        if (UserState.Folder(machine, scope) is not { } path)
        {
            found.Add(Diagnose.StateUnusable(null, "there is no home folder to keep it in"));
            return null;
        }
        try
        {
            var state = new StateFolder(path) { _made = [.. Missing(path)] };
            foreach (var folder in state._made)
                AtomicFile.MakeFolder(folder, AtomicFile.PrivateFolder);
            var reason = OperatingSystem.IsWindows() ? null : Secure(state);
            if (reason is null)
                return state;
            found.Add(Diagnose.StateUnusable(new Place(path), reason));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            found.Add(Diagnose.StateUnusable(new Place(path), e.Message));
        }
        return null;
    }

    /// <summary>Makes sure of the folders that <see cref="Open"/> has made; due together with what is written into them first.</summary>
    public IEnumerable<Action> Flushes => _made.Select(folder => (Action)(() => AtomicFile.FlushFolderOf(folder)));

    public Journal? ReadJournal(DiagnosticBag found) =>
        StateFile.TryRead(JournalPath, StateJson.Default.Journal, found, out var journal) ? journal ?? Journal.Empty : null;

    /// <summary>False, and an error, where there is a pending transaction that cannot be read; null in <paramref name="pending"/> where there is none.</summary>
    public bool TryReadPending(DiagnosticBag found, out PendingTransaction? pending)
    {
        pending = null;
        // Nearly always there is none; not even its shape is then built, which would cost more than the rest of the journal's reading.
        return !File.Exists(PendingPath) || StateFile.TryRead(PendingPath, StateJson.Default.PendingTransaction, found, out pending);
    }

    public void WriteJournal(Journal journal) =>
        AtomicFile.Write(JournalPath, StateFile.Encode(journal, StateJson.Default.Journal), AtomicFile.Private);

    public StagedFile StageJournal(Journal journal) => Stage(JournalPath, StateFile.Encode(journal, StateJson.Default.Journal));

    public StagedFile StagePending(PendingTransaction pending) => Stage(PendingPath, StateFile.Encode(pending, StateJson.Default.PendingTransaction));

    /// <summary>Puts a staged file, flushed already, in its place.</summary>
    public void Put(StagedFile file)
    {
        file.Replace();
        AtomicFile.FlushFolder(Path);
    }

    /// <summary>Not flushed: should it come back after a power cut, it finds everything done.</summary>
    public void ForgetPending() => File.Delete(PendingPath);

    /// <summary>The temporary files of killed runs, and of one that is just writing.</summary>
    public IReadOnlyList<string> Leftovers => [.. new[] { Path, In("objects") }.SelectMany(LeftoversIn)];

    /// <summary>Removes what killed runs left in this folder; call it with the lock held.</summary>
    public void Tidy()
    {
        foreach (var temp in Leftovers)
            AtomicFile.TryDelete(temp);
    }

    /// <summary>Deletes the folder. The lock last, and let go of first where an open file cannot be deleted.</summary>
    public void Delete(IDisposable taken)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path))
            Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.EnumerateFiles(Path).Where(f => f != LockPath))
            File.Delete(file);
        if (OperatingSystem.IsWindows())
            taken.Dispose();
        Directory.Delete(Path, recursive: true);
        AtomicFile.FlushFolderOf(Path);
    }

    private static string[] LeftoversIn(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, AtomicFile.TempPattern, Everything).Where(AtomicFile.IsTemp)];
        }
        catch (DirectoryNotFoundException)
        {
            // There is none, or `remove` has just taken it away.
            return [];
        }
    }

    private static IEnumerable<string> Missing(string folder) =>
        Directory.Exists(folder) ? [] : Missing(System.IO.Path.GetDirectoryName(folder)!).Append(folder);

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static string? Secure(StateFolder state)
    {
        var status = FileStatus.Read(state.Path, followLinks: false);
        if (status is not { Kind: FileKind.Folder })
            return "it is not a folder of its own, but a link or a file";
        if (UnixFile.UserId is var me && me != 0 && me != status.User)
            return "it belongs to another user";
        if (FileStatus.Read(state.LockPath, followLinks: false) is { Kind: not FileKind.Regular })
            return "its lock is not a regular file";
        if (status.Mode != AtomicFile.PrivateFolder)
            File.SetUnixFileMode(state.Path, AtomicFile.PrivateFolder);
        return null;
    }

    private static StagedFile Stage(string path, byte[] bytes) => new(path, AtomicFile.TempFor(path), bytes, AtomicFile.Private);

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
