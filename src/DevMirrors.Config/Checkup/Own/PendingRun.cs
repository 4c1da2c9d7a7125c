namespace DevMirrors.Config;

/// <summary>An interrupted run, and what finishing it would write.</summary>
internal sealed class PendingRun
{
    private readonly StateFolder _state;
    private readonly Journal _journal;
    private readonly PendingTransaction _pending;

    private PendingRun(StateFolder state, Journal journal, PendingTransaction pending) => (_state, _journal, _pending) = (state, journal, pending);

    /// <summary>Null where no run was interrupted, or, with errors, where the record cannot be read.</summary>
    public static PendingRun? Find(StateFolder state, DiagnosticBag found)
    {
        var isReadable = state.TryReadPending(found, out var pending);
        var journal = state.ReadJournal(found);
        return isReadable && pending is not null && journal is not null ? new PendingRun(state, journal, pending) : null;
    }

    /// <summary>The first of its files that is not the user's own alone, but a repository's; null where there is none.</summary>
    public string? FileOfRepository =>
        _pending.Targets.FirstOrDefault(t => FileOf(t.Path)?.Scope == Scope.Project || RepositoryAround.Of(t.Path) is not null || RepositoryAround.Of(t.Real) is not null)?.Path;

    /// <summary>Those of its files that still hold what they held before it: what somebody else has changed since, finishing leaves as it is.</summary>
    public IReadOnlyList<FileEdit> Edits => [.. _pending.Targets.Select(Edit).OfType<FileEdit>()];

    /// <summary>Whether everything that writes, and so finishes this run first, is left to apply and undo.</summary>
    public static bool HoldsBack(Machine machine) =>
        UserState.Existing(machine, Scope.User) is { } state && Find(state, new DiagnosticBag())?.FileOfRepository is not null;

    private FileEdit? Edit(PendingTarget target)
    {
        if (FileSnapshot.Read(target.Real, new DiagnosticBag()) is not { } now || Hash(now) != target.Before || target.Before == target.After)
            return null;
        ReadOnlyMemory<byte>? after = target.After is null ? null : _state.Objects.Get(target.After, new DiagnosticBag());
        var action = target.After is null ? EditAction.Delete : now.Exists ? EditAction.Update : EditAction.Create;
        var file = FileOf(target.Path);
        // Of a format that nobody knows any more least is shown where it is taken for lines.
        var format = EcosystemList.All.SelectMany(e => e.Formats).FirstOrDefault(f => f.Name == file?.Format) ?? NpmrcFormat.Instance;
        return new FileEdit(file?.Ecosystem ?? "", file?.Scope ?? Scope.User, target.Path, format, action, now, after, [], []);
    }

    private JournalFile? FileOf(string path) => _pending.Next.Find(path) ?? _journal.Find(path);

    private static string? Hash(FileSnapshot file) => file.Exists ? ObjectStore.Hash(file.Bytes.Span) : null;
}
