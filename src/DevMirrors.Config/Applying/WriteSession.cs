namespace DevMirrors.Config;

/// <summary>The time during which this process alone writes: lock held, earlier runs recovered, journal read. Without state (<c>--root</c>) only the writing.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly StateFolder? _state;
    private readonly IDisposable? _lock;

    private WriteSession(StateFolder? state, IDisposable? taken, Journal journal, bool recovered)
    {
        _state = state;
        _lock = taken;
        Journal = journal;
        Recovered = recovered;
    }

    public Journal Journal { get; private set; }

    /// <summary>Whether an interrupted run has just been finished, so that files may differ from what the plan saw.</summary>
    public bool Recovered { get; }

    /// <summary>Null where no state is kept.</summary>
    public ObjectStore? Objects => _state?.Objects;

    /// <summary>Null, and errors, where the state does not allow writing.</summary>
    public static WriteSession? Open(Machine machine, Scope scope, DiagnosticBag found)
    {
        if (!machine.KeepsState)
            return new WriteSession(null, null, Journal.Empty, false);
        if (StateFolder.Open(machine, scope, found) is not { } state || StateLock.Take(state, StateLock.Patience, found) is not { } taken)
            return null;
        state.Tidy();
        if (Transaction.Recover(state, found) is { } recovered && state.ReadJournal(found) is { } journal)
            return new WriteSession(state, taken, journal, recovered);
        taken.Dispose();
        return null;
    }

    /// <summary>Writes all changes and the journal, or nothing.</summary>
    /// <param name="keep">Bytes that the next journal refers to beside those of the changes.</param>
    public Outcome Commit(IReadOnlyList<TargetChange> changes, Journal next, DiagnosticBag found, IReadOnlyList<ReadOnlyMemory<byte>>? keep = null)
    {
        if (_state is null)
        {
            var failed = new TargetWriter(changes, found).Write();
            return new Outcome(failed is null, failed);
        }
        var outcome = Transaction.Run(_state, changes, keep ?? [], Journal, next, found);
        if (outcome.Done)
            Journal = next;
        return outcome;
    }

    public void Dispose() => _lock?.Dispose();
}
