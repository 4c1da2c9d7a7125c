namespace DevMirrors.Config;

/// <summary>One key of ours in a file that somebody else has edited since.</summary>
internal static class KeySpan
{
    /// <summary>The document with the key as it was before us; null where somebody has changed its value.</summary>
    public static IDocument? TryGiveBack(IDocument document, JournalKey key)
    {
        var now = document.Find(key.Key)?.Value;
        // Wherever it stands: the same line twice, or below another that counts, is ours all the same, and every other line is theirs.
        if (key.Written is { } written && document.Holds(key.Key, written))
            return document.Replace(key.Key, written, key.Baseline);
        if (now is null && key.Written is null)
            return OurSpan.Give(document, key.Key, key.Baseline);
        return Equals(now, key.Baseline) ? document : null;
    }

    /// <summary>Whether a merge took our value away, and theirs not with it.</summary>
    public static bool IsGivenBack(JournalKey key, IDocument? before, IDocument current, IDocument after)
    {
        if (key.Written is { } written && after.Holds(key.Key, written) && before?.Holds(key.Key, written) != true)
            return false;
        var (now, then) = (current.Find(key.Key)?.Value, after.Find(key.Key)?.Value);
        // A definition of theirs that ours shadowed comes to light where there was none before us.
        return Equals(now, key.Written)
            ? Equals(then, key.Baseline) || (then is not null && current.Holds(key.Key, then))
            : KeepsTheirs(key, now, then);
    }

    private static bool KeepsTheirs(JournalKey key, SettingValue? now, SettingValue? then)
    {
        if (now is null || then is null)
            return now is null && then is null;
        var written = key.Written?.Items ?? [];
        return now.Items.Except(written).All(then.Items.Contains)
            && !then.Items.Intersect(written.Except(key.Baseline?.Items ?? [])).Any();
    }
}
