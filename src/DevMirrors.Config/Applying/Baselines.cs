namespace DevMirrors.Config;

/// <summary>
/// What the journal records about a file that is about to be written. The baseline is what was there before our first apply since the
/// last undo; later applies, by any policy, keep it, and what other people edited in between becomes part of it.
/// </summary>
internal sealed class Baselines(string owner, string? repository, ObjectStore objects, DiagnosticBag found)
{
    private readonly List<ReadOnlyMemory<byte>> _kept = [];

    /// <summary>The bytes that the recorded entries refer to: the state folder must hold them before the journal does.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Kept => _kept;

    /// <returns>False, and an error, where the recorded bytes are lost; null in <paramref name="next"/> where nothing of ours remains in the file.</returns>
    public bool TryRecord(JournalFile? known, FileEdit edit, IReadOnlyList<string> folders, out JournalFile? next)
    {
        next = known is not null && edit.Before.Exists ? Rebase(known, edit) : First(edit, [.. (known?.Folders ?? []).Union(folders)]);
        if (next is null)
            return false;
        var after = edit.After ?? default;
        next = next with { WrittenHash = Keep(after), Keys = Keys(next, edit), IsRepaired = next.IsRepaired || edit.Owned.Count == 0 };
        if (edit.After is null || (next.BaselineExists && next.BaselineHash == next.WrittenHash))
            next = null;
        return true;
    }

    private JournalFile First(FileEdit edit, IReadOnlyList<string> folders)
    {
        var before = edit.Before;
        var hash = before.Exists ? Keep(before.Bytes) : null;
        var folder = edit.Scope == Scope.Project ? repository : null;
        return new JournalFile(edit.Path, edit.Ecosystem, edit.Format.Name, edit.Scope, folder, before.Exists, hash, before.Mode, "", [], folders);
    }

    private JournalFile? Rebase(JournalFile known, FileEdit edit)
    {
        // The mode is never ours: what it is now is what the owner of the file wants.
        if (known.BaselineExists)
            known = known with { BaselineMode = edit.Before.Mode };
        if (ObjectStore.Hash(edit.Before.Bytes.Span) == known.WrittenHash)
            return known;
        var written = objects.Get(known.WrittenHash, found);
        var baseline = known.BaselineHash is null ? default(ReadOnlyMemory<byte>) : objects.Get(known.BaselineHash, found);
        if (written is null || baseline is null)
            return null;
        if (OurSpan.TakeOut(known, written.Value, baseline.Value, edit.Before.Bytes, edit.Format, found) is not { } rest)
            return null;
        if (!known.BaselineExists && OurSpan.IsBlank(rest.Bytes))
            return known;
        return known with
        {
            BaselineExists = true,
            BaselineHash = Keep(rest.Bytes),
            BaselineMode = edit.Before.Mode,
            IsRepaired = known.IsRepaired && !rest.RepairStays,
        };
    }

    private string Keep(ReadOnlyMemory<byte> bytes)
    {
        _kept.Add(bytes);
        return ObjectStore.Hash(bytes.Span);
    }

    private List<JournalKey> Keys(JournalFile known, FileEdit edit)
    {
        var before = edit.Format.Parse(edit.Path, edit.Before.Bytes, new DiagnosticBag());
        // A key that somebody changed since is theirs; its value is part of the baseline by now.
        var kept = known.Keys.Where(k => edit.Owned.All(c => c.Key != k.Key) && Equals(before?.Find(k.Key)?.Value, k.Written));
        return [.. kept, .. edit.Owned.Select(c => Key(known.Find(c.Key), c)).OfType<JournalKey>()];
    }

    private JournalKey? Key(JournalKey? known, SettingChange change)
    {
        var changes = !Equals(change.Before, change.After);
        if (known is null || !Equals(known.Written, change.Before))
            return changes ? new JournalKey(change.Key, owner, change.Before, change.After) : null;
        return Equals(known.Baseline, change.After) ? null : known with { Owner = changes ? owner : known.Owner, Written = change.After };
    }
}
