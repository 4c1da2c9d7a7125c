using System.Text;

namespace DevMirrors.Config;

/// <summary>What the journal keeps of a file where undo could not give everything back: once somebody's edit is gone, a later undo does.</summary>
internal static class UndoRest
{
    public static UndoDecision Remember(JournalFile file, IFileFormat format, FileSnapshot current, ReadOnlyMemory<byte> written, WithoutOurs rest) =>
        rest.RepairStays ? Repair(file, format, current, written, rest) : Keys(file, format, current, rest);

    /// <summary>From 1.</summary>
    public static int FirstDifference(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) =>
        Encoding.Latin1.GetString(other.Span[..one.Span.CommonPrefixLength(other.Span)]).Count('\n') + 1;

    /// <summary>The keys that somebody changed: should our value come back, it goes out; until then they are refused again.</summary>
    private static UndoDecision Keys(JournalFile file, IFileFormat format, FileSnapshot current, WithoutOurs rest)
    {
        var document = format.Parse(file.Path, rest.Bytes, new DiagnosticBag())!;
        var written = rest.Stuck.Aggregate(document, (d, k) => OurSpan.Give(d, k.Key, k.Written)).Bytes;
        var baseline = rest.Stuck.Aggregate(document, (d, k) => OurSpan.Give(d, k.Key, k.Baseline)).Bytes;
        var exists = file.BaselineExists || !OurSpan.IsBlank(baseline);
        var remains = file with
        {
            BaselineExists = exists,
            BaselineHash = exists ? ObjectStore.Hash(baseline.Span) : null,
            BaselineMode = null,
            WrittenHash = ObjectStore.Hash(written.Span),
            Keys = rest.Stuck,
        };
        return UndoDecision.GiveBackPart(file, format, current, rest.Bytes, remains, exists ? [baseline, written] : [written]);
    }

    /// <summary>What was mended, as the only difference that is left: the keys that went back do so in what we wrote as well.</summary>
    private static UndoDecision Repair(JournalFile file, IFileFormat format, FileSnapshot current, ReadOnlyMemory<byte> written, WithoutOurs rest)
    {
        var document = format.Parse(file.Path, written, new DiagnosticBag())!;
        var mended = file.Keys.Except(rest.Stuck).Aggregate(document, (d, k) => OurSpan.Give(d, k.Key, k.Baseline)).Bytes;
        var remains = file with { WrittenHash = ObjectStore.Hash(mended.Span), Keys = rest.Stuck };
        return UndoDecision.GiveBackPart(file, format, current, rest.Bytes, remains, [mended]);
    }
}
