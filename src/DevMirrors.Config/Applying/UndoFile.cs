namespace DevMirrors.Config;

/// <summary>Decides how one file goes back: the identical bytes where nobody edited since, else without our span.</summary>
internal sealed class UndoFile(ObjectStore objects, IReadOnlyList<IEcosystem> ecosystems, Machine machine, DiagnosticBag found)
{
    /// <param name="entries">What the journal has of the file, the one written last first: each gives back what the one before it found.</param>
    public UndoDecision Decide(IReadOnlyList<JournalFile> entries)
    {
        var newest = entries[0];
        if (FileSnapshot.Read(newest.Path, found) is not { } current)
            return Refuse(entries, new FileSnapshot(newest.Path, true, default));
        if (!current.Exists)
        {
            found.Add(Diagnose.AlreadyGone(new Place(newest.Path)));
            return UndoDecision.GiveBack(newest, FormatOf(newest), current, null) with { Entries = entries };
        }
        var decision = Decide(newest, current);
        for (var i = 1; i < entries.Count; i++)
        {
            // Not past what stays, for it lies on top.
            if (decision.Remains.Count > 0 || !decision.Left.Exists || Decide(entries[i], decision.Left) is not { Edit.IsRefused: false } next)
            {
                decision = decision.Before(entries.Skip(i));
                break;
            }
            decision = decision.Then(next);
        }
        return MovesCredential(decision.Edit) ? Refuse(entries, current) : decision;
    }

    private bool MovesCredential(FileEdit edit) =>
        edit is { IsRefused: false, Action: not EditAction.None } && ecosystems.FirstOrDefault(e => e.Name == edit.Ecosystem)?.MovesCredential(edit, machine, found) == true;

    private UndoDecision Refuse(IReadOnlyList<JournalFile> entries, FileSnapshot current) =>
        UndoDecision.Refuse(entries[0], FormatOf(entries[0]), current).Before(entries.Skip(1));

    private UndoDecision Decide(JournalFile file, FileSnapshot current)
    {
        var written = objects.Get(file.WrittenHash, found);
        var baseline = file.BaselineHash is null ? ReadOnlyMemory<byte>.Empty : objects.Get(file.BaselineHash, found);
        if (written is null || baseline is null)
            return UndoDecision.Refuse(file, FormatOf(file), current);
        if (current.Bytes.Span.SequenceEqual(written.Value.Span))
            return UndoDecision.GiveBack(file, FormatOf(file), current, file.BaselineExists ? baseline : default(ReadOnlyMemory<byte>?));
        return Around(file, FormatOf(file), current, written.Value, baseline.Value);
    }

    private UndoDecision Around(JournalFile file, IFileFormat format, FileSnapshot current, ReadOnlyMemory<byte> written, ReadOnlyMemory<byte> baseline)
    {
        if (file.BaselineExists && baseline.Span.SequenceEqual(current.Bytes.Span))
            return UndoDecision.GiveBack(file, format, current, current.Bytes);
        if (OurSpan.TakeOut(file, written, baseline, current.Bytes, format, found) is not { } rest)
            return UndoDecision.Refuse(file, format, current);
        Report(file, format, current, written, rest);
        var same = rest.Bytes.Span.SequenceEqual(current.Bytes.Span);
        if (same && !rest.IsWhole)
            return UndoDecision.Refuse(file, format, current);
        if (rest.IsWhole && !file.BaselineExists && OurSpan.IsBlank(rest.Bytes))
            return UndoDecision.GiveBack(file, format, current, null);
        if (!same)
            found.Add(Diagnose.UndoneAround(new Place(file.Path)));
        return rest.IsWhole
            ? UndoDecision.GiveBack(file, format, current, rest.Bytes)
            : UndoRest.Remember(file, format, current, written, rest);
    }

    private void Report(JournalFile file, IFileFormat format, FileSnapshot current, ReadOnlyMemory<byte> written, WithoutOurs rest)
    {
        foreach (var key in rest.Stuck)
        {
            var setting = format.Parse(file.Path, current.Bytes, new DiagnosticBag())?.Find(key.Key);
            found.Add(Diagnose.NotOursAnyMore(new Place(file.Path, setting?.Line ?? 0, setting?.Column ?? 0), key.Key));
        }
        if (rest.RepairStays)
            found.Add(Diagnose.NotOursAnyMore(new Place(file.Path, UndoRest.FirstDifference(written, current.Bytes), 1), null));
    }

    private IFileFormat FormatOf(JournalFile file) =>
        ecosystems.SelectMany(e => e.Formats).FirstOrDefault(f => f.Name == file.Format) ?? new UnknownFormat(file.Format);

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
