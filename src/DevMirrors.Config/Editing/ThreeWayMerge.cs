using System.Text;

namespace DevMirrors.Config;

/// <summary>What a merge gives.</summary>
/// <param name="Bytes">Null where the sides conflict.</param>
public sealed record MergeResult(byte[]? Bytes, bool Conflicts);

/// <summary>Carries the change from an origin to ours over onto theirs, line by line, every other byte of theirs kept.</summary>
public static class ThreeWayMerge
{
    /// <param name="touching">
    /// Whether changes that only touch may both stand: something added right after the lines that we take away.
    /// Two different additions at one point conflict always, for nothing tells their order.
    /// </param>
    public static MergeResult Merge(ReadOnlyMemory<byte> origin, ReadOnlyMemory<byte> ours, ReadOnlyMemory<byte> theirs, bool touching = false)
    {
        var lines = Lines(origin);
        var edits = Edits(lines, ours, isOurs: true).Concat(Edits(lines, theirs, isOurs: false)).OrderBy(e => e.Start).ThenBy(e => e.End);
        var merged = new StringBuilder();
        var at = 0;
        foreach (var group in Groups(edits, touching))
        {
            if (Text(lines, group) is not { } text)
                return new MergeResult(null, true);
            if (!TryAppend(merged, string.Concat(lines[at..group[0].Start])) || !TryAppend(merged, text))
                return new MergeResult(null, true);
            at = group.Max(e => e.End);
        }
        return TryAppend(merged, string.Concat(lines[at..]))
            ? new MergeResult(Encoding.Latin1.GetBytes(merged.ToString()), false)
            : new MergeResult(null, true);
    }

    // One side took a last line's ending away, the other went on behind it: that would make one line of two.
    private static bool TryAppend(StringBuilder merged, string text)
    {
        if (text.Length > 0 && merged.Length > 0 && merged[^1] != '\n')
            return false;
        merged.Append(text);
        return true;
    }

    /// <summary>Edits of the two sides that cannot be taken one by one.</summary>
    private static IEnumerable<List<LineEdit>> Groups(IEnumerable<LineEdit> edits, bool touching)
    {
        var group = new List<LineEdit>();
        foreach (var edit in edits)
        {
            if (group.Count > 0 && !group.Exists(e => e.Meets(edit, touching)))
            {
                yield return group;
                group = [];
            }
            group.Add(edit);
        }
        if (group.Count > 0)
            yield return group;
    }

    /// <summary>What becomes of the lines that a group covers; null where the sides want different things.</summary>
    private static string? Text(string[] lines, List<LineEdit> group)
    {
        if (group.Count == 1)
            return group[0].Text;
        var (start, end) = (group[0].Start, group.Max(e => e.End));
        var ours = Side(lines, start, end, group.Where(e => e.IsOurs));
        return ours == Side(lines, start, end, group.Where(e => !e.IsOurs)) ? ours : null;
    }

    private static string Side(string[] lines, int start, int end, IEnumerable<LineEdit> edits)
    {
        var text = new StringBuilder();
        foreach (var edit in edits)
        {
            text.AppendJoin(null, lines[start..edit.Start]).Append(edit.Text);
            start = edit.End;
        }
        return text.AppendJoin(null, lines[start..end]).ToString();
    }

    private static IEnumerable<LineEdit> Edits(string[] origin, ReadOnlyMemory<byte> side, bool isOurs)
    {
        var lines = Lines(side);
        return LineDiff.Compare(origin, lines)
            .Select(c => new LineEdit(c.OldStart, c.OldEnd, string.Concat(lines[c.NewStart..c.NewEnd]), isOurs));
    }

    // One char per byte: whatever the encoding, every byte comes out as it went in.
    private static string[] Lines(ReadOnlyMemory<byte> bytes) => LineDiff.Split(Encoding.Latin1.GetString(bytes.Span));

    /// <summary>The origin's lines from <paramref name="Start"/> to before <paramref name="End"/> become this text.</summary>
    private sealed record LineEdit(int Start, int End, string Text, bool IsOurs)
    {
        public bool Meets(LineEdit other, bool touching) =>
            touching ? Overlaps(other) : Start <= other.End && other.Start <= End;

        private bool Overlaps(LineEdit other) =>
            (Start < other.End && other.Start < End) || (Start == other.Start && End == other.End);
    }
}
