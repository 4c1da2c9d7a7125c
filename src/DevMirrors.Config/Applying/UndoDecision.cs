namespace DevMirrors.Config;

/// <summary>How one file goes back.</summary>
/// <param name="Entries">What the journal has of the file, the one written last first.</param>
/// <param name="Remains">What the journal keeps of these, in its own order; none forgets the file.</param>
/// <param name="Keep">Bytes that <paramref name="Remains"/> refers to and the state folder does not hold yet.</param>
internal sealed record UndoDecision(
    FileEdit Edit, IReadOnlyList<JournalFile> Entries, IReadOnlyList<JournalFile> Remains, IReadOnlyList<ReadOnlyMemory<byte>>? Keep = null)
{
    private const string Because = "undo gives back what was there";

    /// <summary>Nothing of ours stays in the file.</summary>
    public static UndoDecision GiveBack(JournalFile file, IFileFormat format, FileSnapshot current, ReadOnlyMemory<byte>? after) =>
        new(EditOf(file, format, current, after), [file], []);

    /// <summary>Some of ours stays, and <paramref name="remains"/> remembers it.</summary>
    public static UndoDecision GiveBackPart(
        JournalFile file, IFileFormat format, FileSnapshot current, ReadOnlyMemory<byte> after, JournalFile remains, IReadOnlyList<ReadOnlyMemory<byte>> keep) =>
        new(EditOf(file, format, current, after), [file], [remains], keep);

    public static UndoDecision Refuse(JournalFile file, IFileFormat format, FileSnapshot current) =>
        new(EditOf(file, format, current, current.Bytes) with { IsRefused = true }, [file], [file]);

    /// <summary>The file as this decision leaves it.</summary>
    public FileSnapshot Left => Edit.Before with { Exists = Edit.After is not null, Bytes = Edit.After ?? default };

    /// <summary>Both, one after the other, as one edit of the file.</summary>
    public UndoDecision Then(UndoDecision next)
    {
        var edit = Edit with { After = next.Edit.After, Action = ActionOf(Edit.Before, next.Edit.After), Changes = [.. Edit.Changes, .. next.Edit.Changes] };
        return new UndoDecision(edit, [.. Entries, .. next.Entries], next.Remains, next.Keep);
    }

    /// <summary>This one alone, the older entries left as they are.</summary>
    public UndoDecision Before(IEnumerable<JournalFile> older)
    {
        var left = older.ToList();
        return this with { Entries = [.. Entries, .. left], Remains = [.. left.AsEnumerable().Reverse(), .. Remains] };
    }

    private static FileEdit EditOf(JournalFile file, IFileFormat format, FileSnapshot current, ReadOnlyMemory<byte>? after)
    {
        var changes = file.Keys.Select(k => new SettingChange(k.Key, k.Written, k.Baseline, Because)).ToList();
        var action = ActionOf(current, after);
        return new FileEdit(file.Ecosystem, file.Scope, file.Path, format, action, current, after, action == EditAction.None ? [] : changes, changes);
    }

    private static EditAction ActionOf(FileSnapshot before, ReadOnlyMemory<byte>? after) =>
        after is not { } bytes ? before.Exists ? EditAction.Delete : EditAction.None
        : bytes.Span.SequenceEqual(before.Bytes.Span) ? EditAction.None : EditAction.Update;
}
