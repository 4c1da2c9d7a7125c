namespace DevMirrors.Config;

/// <summary>One file on its way back.</summary>
internal sealed class UndoStep(FileEdit planned)
{
    public FileEdit Planned { get; } = planned;

    public EditResult Result { get; set; } = planned.IsRefused ? EditResult.Refused : EditResult.Unchanged;

    public UndoDecision? Decision { get; private set; }

    /// <summary>Null where the file is as it was already and only the journal forgets it.</summary>
    public PlannedWrite? Write { get; private set; }

    /// <summary>Takes the decision where the file may be written.</summary>
    public bool Take(UndoDecision decision, DiagnosticBag found)
    {
        Decision = decision;
        if (decision.Edit.IsRefused)
            return Stop(EditResult.Refused);
        if (decision.Edit.Action == EditAction.None)
            return true;
        Write = new PlannedWrite(decision.Edit) { MadeFolders = [.. decision.Entries.SelectMany(e => e.Folders ?? [])] };
        return Write.Clear(decision.Entries[0].Repository, found) && Write.Prepare(found) || Stop(Write.Result);
    }

    /// <summary>Goes on from what has been written in between.</summary>
    public bool Continue(ReadOnlyMemory<byte> bytes, DiagnosticBag found)
    {
        var edit = Decision!.Edit;
        return Take(Decision with { Edit = edit with { Before = edit.Before with { Bytes = bytes } } }, found);
    }

    public bool Stop(EditResult result)
    {
        Result = result;
        return false;
    }
}
