namespace DevMirrors.Config;

/// <summary>How one file goes back.</summary>
/// <param name="Remains">What the journal keeps of it afterwards; null forgets the file.</param>
/// <param name="Mode">The mode to give back; null keeps the present one.</param>
/// <param name="Keep">Bytes that <paramref name="Remains"/> refers to and the state folder does not hold yet.</param>
internal sealed record UndoDecision(FileEdit Edit, JournalFile? Remains, UnixFileMode? Mode = null, IReadOnlyList<ReadOnlyMemory<byte>>? Keep = null);

/// <summary>Decides how one file goes back: the identical bytes where nobody edited since, else without our span.</summary>
internal sealed class UndoFile(ObjectStore objects, IReadOnlyList<IEcosystem> ecosystems, Machine machine, DiagnosticBag found)
{
    private const string Because = "undo gives back what was there";

    public UndoDecision Decide(JournalFile file)
    {
        var format = ecosystems.SelectMany(e => e.Formats).FirstOrDefault(f => f.Name == file.Format) ?? new UnknownFormat(file.Format);
        if (FileSnapshot.Read(file.Path, found) is not { } current)
            return Refuse(file, format, new FileSnapshot(file.Path, true, default));
        if (!current.Exists)
        {
            found.Add(Diagnose.AlreadyGone(new Place(file.Path)));
            return new UndoDecision(Edit(file, format, EditAction.None, current, null), null);
        }
        var written = objects.Get(file.WrittenHash, found);
        var baseline = file.BaselineHash is null ? ReadOnlyMemory<byte>.Empty : objects.Get(file.BaselineHash, found);
        if (written is null || baseline is null)
            return Refuse(file, format, current);
        var decision = current.Bytes.Span.SequenceEqual(written.Value.Span)
            ? Exact(file, format, current, baseline.Value)
            : Around(file, format, current, written.Value, baseline.Value);
        return MovesCredential(decision.Edit) ? Refuse(file, format, current) : decision;
    }

    private bool MovesCredential(FileEdit edit) =>
        edit is { IsRefused: false, Action: not EditAction.None } && ecosystems.FirstOrDefault(e => e.Name == edit.Ecosystem)?.MovesCredential(edit, machine, found) == true;

    private static UndoDecision Exact(JournalFile file, IFileFormat format, FileSnapshot current, ReadOnlyMemory<byte> baseline)
    {
        if (!file.BaselineExists)
            return new UndoDecision(Edit(file, format, EditAction.Delete, current, null), null);
        var same = baseline.Span.SequenceEqual(current.Bytes.Span);
        return new UndoDecision(Edit(file, format, same ? EditAction.None : EditAction.Update, current, baseline), null, file.BaselineMode);
    }

    private UndoDecision Around(
        JournalFile file, IFileFormat format, FileSnapshot current, ReadOnlyMemory<byte> written, ReadOnlyMemory<byte> baseline)
    {
        if (file.BaselineExists && baseline.Span.SequenceEqual(current.Bytes.Span))
            return new UndoDecision(Edit(file, format, EditAction.None, current, current.Bytes), null);
        if (OurSpan.TakeOut(file, written, baseline, current.Bytes, format, found) is not { } rest)
            return Refuse(file, format, current);
        foreach (var key in rest.Stuck)
            ReportStuck(file, format, current, key);
        var same = rest.Bytes.Span.SequenceEqual(current.Bytes.Span);
        if (same && rest.Stuck.Count > 0)
            return Refuse(file, format, current);
        if (rest.Stuck.Count == 0 && !file.BaselineExists && OurSpan.IsBlank(rest.Bytes))
            return new UndoDecision(Edit(file, format, EditAction.Delete, current, null), null);
        if (!same)
            found.Add(Diagnose.UndoneAround(new Place(file.Path)));
        var edit = Edit(file, format, same ? EditAction.None : EditAction.Update, current, rest.Bytes);
        return rest.Stuck.Count == 0 ? new UndoDecision(edit, null) : Partly(file, format, edit, rest);
    }

    /// <summary>
    /// Keeps the keys that somebody changed: should our value come back, a later undo takes it out; until then it refuses again.
    /// </summary>
    private UndoDecision Partly(JournalFile file, IFileFormat format, FileEdit edit, WithoutOurs rest)
    {
        var document = format.Parse(file.Path, rest.Bytes, found)!;
        var written = rest.Stuck.Aggregate(document, (d, k) => OurSpan.Give(d, k.Key, k.Written)).Bytes;
        var baseline = rest.Stuck.Aggregate(document, (d, k) => OurSpan.Give(d, k.Key, k.Baseline)).Bytes;
        var remains = file with
        {
            BaselineExists = true,
            BaselineHash = ObjectStore.Hash(baseline.Span),
            BaselineMode = null,
            WrittenHash = ObjectStore.Hash(written.Span),
            Keys = rest.Stuck,
        };
        return new UndoDecision(edit, remains, null, [baseline, written]);
    }

    private void ReportStuck(JournalFile file, IFileFormat format, FileSnapshot current, JournalKey key)
    {
        var setting = format.Parse(file.Path, current.Bytes, found)?.Find(key.Key);
        found.Add(Diagnose.NotOursAnyMore(new Place(file.Path, setting?.Line ?? 0, setting?.Column ?? 0), key.Key));
    }

    private static UndoDecision Refuse(JournalFile file, IFileFormat format, FileSnapshot current) =>
        new(Edit(file, format, EditAction.None, current, current.Bytes) with { IsRefused = true }, file);

    private static FileEdit Edit(JournalFile file, IFileFormat format, EditAction action, FileSnapshot current, ReadOnlyMemory<byte>? after)
    {
        var changes = file.Keys.Select(k => new SettingChange(k.Key, k.Written, k.Baseline, Because)).ToList();
        return new FileEdit(file.Ecosystem, file.Scope, file.Path, format, action, current, after, action == EditAction.None ? [] : changes, changes);
    }

    /// <summary>What another version of DevMirrors could edit and this one cannot: only whole bytes go back.</summary>
    private sealed class UnknownFormat(string name) : IFileFormat
    {
        public string Name => name;

        public IDocument? Parse(string path, ReadOnlyMemory<byte> bytes, DiagnosticBag found)
        {
            found.Add(Diagnose.NotWritten(new Place(path), $"this version of DevMirrors does not know the format `{name}`"));
            return null;
        }
    }
}
