namespace DevMirrors.Config;

/// <summary>Plans one file: reads it, asks its format for each edit, and says whose values it would replace.</summary>
internal static class FilePlanner
{
    public static FileEdit Plan(IEcosystem ecosystem, FileTarget target, EcosystemRequest request, DiagnosticBag found)
    {
        var before = FileSnapshot.Read(target.Path, found);
        var document = before is null ? null : target.Format.Parse(target.Path, before.Bytes, found);
        if (before is null || document is null)
            return Refused(target, before ?? new FileSnapshot(target.Path, true, default));

        var changes = new List<SettingChange>();
        var left = new List<SettingChange>();
        var after = document;
        foreach (var setting in target.Settings)
        {
            var change = Decide(ecosystem, target, setting, document.Find(setting.Key), request, found);
            if (change is null)
                continue;
            if (change.TakenFrom is not null && !request.TakesOver)
            {
                left.Add(change);
                continue;
            }
            changes.Add(change);
            after = change.After is null ? after.Remove(change.Key) : after.Set(change.Key, change.After);
        }
        var edit = Finish(target, before, after, changes) with { Left = left };
        if (edit.Action != EditAction.None && edit.After is { Length: > FileSnapshot.MaxBytes })
        {
            // Nothing would read it any more: no later apply, and no undo.
            found.Add(Diagnose.UneditableFile(new Place(target.Path), $"with these settings it would be larger than {FileSnapshot.MaxBytes / 1024 / 1024} MiB"));
            return Refused(target, before);
        }
        return edit.Action != EditAction.None && ecosystem.MovesCredential(edit, request.Machine, found) ? Refused(target, before) : edit;
    }

    private static FileEdit Finish(FileTarget target, FileSnapshot before, IDocument after, List<SettingChange> owned)
    {
        var changes = owned.Where(c => !Equals(c.Before, c.After)).ToList();
        var same = before.Bytes.Span.SequenceEqual(after.Bytes.Span);
        var action = same ? EditAction.None : before.Exists ? EditAction.Update : EditAction.Create;
        return new FileEdit(target.Ecosystem, target.Scope, target.Path, target.Format, action, before, after.Bytes, changes, owned);
    }

    private static FileEdit Refused(FileTarget target, FileSnapshot before) =>
        new(target.Ecosystem, target.Scope, target.Path, target.Format, EditAction.None, before, before.Bytes, [], [], IsRefused: true);

    /// <summary>What becomes of one key; null where it is not ours to touch.</summary>
    private static SettingChange? Decide(
        IEcosystem ecosystem, FileTarget target, WantedSetting setting, DocumentSetting? current, EcosystemRequest request, DiagnosticBag found)
    {
        var known = request.Journal.Find(target.Path)?.Find(setting.Key);
        var ours = known is not null && Equals(known.Written, current?.Value);
        // Only where it matters: judging an unknown npm registry starts npm.
        var kind = new Lazy<ValueKind>(() => current is null ? ValueKind.Upstream : ecosystem.Judge(setting.Key, current.Value, request));
        var place = new Place(target.Path, current?.Line ?? 0, current?.Column ?? 0);

        switch (setting.Wish)
        {
            case Wish.Include include:
                var items = current?.Value.Items ?? [];
                return new SettingChange(setting.Key, current?.Value, new SettingValue([.. items, .. include.Items.Except(items)]), setting.Because);

            case Wish.Set set when Equals(current?.Value, set.Value):
                return new SettingChange(setting.Key, current?.Value, set.Value, setting.Because);

            case Wish.Set set:
                return new SettingChange(setting.Key, current?.Value, set.Value, setting.Because, TakenFrom(ours ? known : null, kind, setting, current, place, request, found));

            case Wish.Release release when current is not null && ours:
                var owner = TakenFrom(known, kind, setting, current, place, request, found);
                return new SettingChange(setting.Key, current.Value, known!.Baseline ?? release.Default, setting.Because, owner);

            case Wish.Release release when current is not null && kind.Value == ValueKind.Mirror:
                return new SettingChange(setting.Key, current.Value, release.Default, setting.Because);

            case Wish.Release when current is not null && kind.Value == ValueKind.Foreign:
                found.Add(Diagnose.ForeignValueStays(place, setting.Key, Secrets.MaskValue(setting.Key, current.Value.Text)));
                return null;

            default:
                return null;
        }
    }

    private static string? TakenFrom(
        JournalKey? ours, Lazy<ValueKind> kind, WantedSetting setting, DocumentSetting? current, Place place, EcosystemRequest request, DiagnosticBag found)
    {
        if (current is null)
            return null;
        if (ours is not null && ours.Owner != request.PolicyPath)
        {
            if (request.TakesOver)
                found.Add(Diagnose.TakesOver(place, setting.Key, ours.Owner));
            return ours.Owner;
        }
        if (ours is not null || kind.Value != ValueKind.Foreign)
            return null;
        if (request.TakesOver)
            found.Add(Diagnose.ReplacesForeignValue(place, setting.Key, Secrets.MaskValue(setting.Key, current.Value.Text)));
        return SettingChange.SetByHand;
    }
}
