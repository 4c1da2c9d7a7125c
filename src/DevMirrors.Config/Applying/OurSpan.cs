namespace DevMirrors.Config;

/// <summary>A file without what we wrote into it.</summary>
/// <param name="Stuck">The keys that somebody has changed since: their values stay.</param>
/// <param name="RepairStays">Somebody has edited lines that a repair of ours changed, and no key says what they were.</param>
internal sealed record WithoutOurs(ReadOnlyMemory<byte> Bytes, IReadOnlyList<JournalKey> Stuck, bool RepairStays = false)
{
    /// <summary>Whether nothing of ours is left.</summary>
    public bool IsWhole => Stuck.Count == 0 && !RepairStays;
}

/// <summary>Takes our changes out of a file that somebody else has edited since.</summary>
internal static class OurSpan
{
    /// <summary>Line by line where the edits do not meet, else key by key. Null, and an error, where the file cannot be parsed any more.</summary>
    public static WithoutOurs? TakeOut(
        JournalFile file, ReadOnlyMemory<byte> written, ReadOnlyMemory<byte> baseline, ReadOnlyMemory<byte> current, IFileFormat format, DiagnosticBag found)
    {
        // First, although lines could be merged without it: what cannot be parsed is not touched.
        if (format.Parse(file.Path, current, found) is not { } document)
            return null;
        if (ThreeWayMerge.Merge(written, baseline, current, touching: true) is { Conflicts: false, Bytes: { } merged }
            && IsRight(file, format, document, merged, baseline))
            return new WithoutOurs(merged, []);
        var stuck = new List<JournalKey>();
        foreach (var key in file.Keys)
        {
            if (KeySpan.TryGiveBack(document, key) is { } without)
                document = without;
            else
                stuck.Add(key);
        }
        return new WithoutOurs(document.Bytes, stuck, file.IsRepaired);
    }

    /// <summary>Sets or removes the key.</summary>
    public static IDocument Give(IDocument document, string key, SettingValue? value) =>
        value is null ? document.Remove(key) : document.Set(key, value);

    /// <summary>Whether nothing but white space is left: then an absent file is what was there before.</summary>
    public static bool IsBlank(ReadOnlyMemory<byte> bytes) => bytes.Span.TrimStart(" \t\r\n\uFEFF"u8).IsEmpty;

    // Lines know nothing of their format: one that was moved is one more of theirs, and a comma may end up before a bracket.
    private static bool IsRight(JournalFile file, IFileFormat format, IDocument current, byte[] merged, ReadOnlyMemory<byte> baseline)
    {
        var quiet = new DiagnosticBag();
        if (format.Parse(file.Path, merged, quiet) is not { } after)
            return false;
        var before = format.Parse(file.Path, baseline, quiet);
        return file.Keys.All(k => KeySpan.IsGivenBack(k, before, current, after));
    }
}
