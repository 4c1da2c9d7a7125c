namespace DevMirrors.Config;

/// <summary>Carries an undo out for the files of one state folder.</summary>
internal sealed class UndoRun(Machine machine, IReadOnlyList<IEcosystem> ecosystems, DiagnosticBag found)
{
    /// <returns>One result for each edit, in their order.</returns>
    public IReadOnlyList<EditResult> Apply(IReadOnlyList<FileEdit> edits)
    {
        var steps = edits.Select(e => new UndoStep(e)).ToList();
        if (steps.Exists(s => s.Result != EditResult.Refused))
            Apply([.. steps.Where(s => s.Result != EditResult.Refused)]);
        return [.. steps.Select(s => s.Result)];
    }

    private void Apply(List<UndoStep> steps)
    {
        using (var session = WriteSession.Open(machine, steps[0].Planned.Scope, found))
        {
            if (session?.Objects is null)
                steps.ForEach(s => s.Result = EditResult.Failed);
            else
                Write(session, session.Objects, steps);
        }
        foreach (var step in steps.Where(s => s.Result == EditResult.Written))
            Find(step.Planned)?.Reload(step.Planned, machine, found);
    }

    private void Write(WriteSession session, ObjectStore objects, List<UndoStep> steps)
    {
        var ready = steps.Where(s => Decide(session, objects, s) && Quieten(session, objects, s)).ToList();
        if (ready.Count == 0)
            return;
        var next = session.Journal;
        foreach (var step in ready)
            next = next.With(step.Decision!.Entries, step.Decision.Remains);
        var writes = ready.Where(s => s.Write is not null).ToList();
        var outcome = session.Commit([.. writes.Select(s => s.Write!.Change!)], next, found, [.. ready.SelectMany(s => s.Decision!.Keep ?? [])]);
        for (var i = 0; i < writes.Count; i++)
            writes[i].Result = outcome.Of(i);
    }

    /// <summary>Decides again with the lock held: the plan stands only where it would still be the same one.</summary>
    private bool Decide(WriteSession session, ObjectStore objects, UndoStep step)
    {
        if (session.Journal.SameFile(step.Planned.Path) is not [var file, ..] entries)
            return false;
        var undo = new UndoFile(objects, ecosystems, machine, session.Recovered ? found : new DiagnosticBag());
        var decision = undo.Decide(entries);
        if ((EmptyFile.IsSeenIn(decision.Edit.Before) && !EmptyFile.Stays(file.Path)) || (!session.Recovered && !SameAfter(decision.Edit, step.Planned)))
        {
            found.Add(Diagnose.ChangedMeanwhile(new Place(file.Path)));
            step.Result = EditResult.Failed;
            return false;
        }
        return step.Take(decision, found);
    }

    /// <summary>Writes what a running client must read first, and remembers it: a stop right after it leaves an undo that still works.</summary>
    private bool Quieten(WriteSession session, ObjectStore objects, UndoStep step)
    {
        if (step.Write is null)
            return true;
        var edit = step.Decision!.Edit;
        if (edit.Format.Parse(edit.Path, edit.Before.Bytes, new DiagnosticBag()) is not { } current
            || Find(edit)?.BeforeUndo(current, edit, machine) is not { } quiet
            || quiet.Bytes.Span.SequenceEqual(edit.Before.Bytes.Span))
            return true;

        var first = new PlannedWrite(edit with { Action = EditAction.Update, After = quiet.Bytes });
        var file = step.Decision.Entries[0];
        if (!first.Clear(file.Repository, found) || !first.Prepare(found))
            return step.Stop(first.Result);
        var journal = session.Journal.With(step.Decision.Entries, [Remember(file, edit, quiet)]);
        var outcome = session.Commit([first.Change!], journal, found, edit.After is { } after ? [after] : []);
        if (!outcome.Done)
            return step.Stop(EditResult.Failed);
        Find(edit)?.Reload(first.Edit, machine, found);
        return step.Continue(quiet.Bytes, found);
    }

    private static JournalFile Remember(JournalFile file, FileEdit edit, IDocument quiet) => file with
    {
        BaselineExists = edit.After is not null,
        BaselineHash = edit.After is { } after ? ObjectStore.Hash(after.Span) : null,
        WrittenHash = ObjectStore.Hash(quiet.Bytes.Span),
        Keys = [.. file.Keys.Select(k => k with { Written = quiet.Find(k.Key)?.Value })],
    };

    private IEcosystem? Find(FileEdit edit) => ecosystems.FirstOrDefault(e => e.Name == edit.Ecosystem);

    private static bool SameAfter(FileEdit one, FileEdit other) =>
        one.IsRefused == other.IsRefused
        && one.Action == other.Action
        && (one.After ?? default).Span.SequenceEqual((other.After ?? default).Span);
}
