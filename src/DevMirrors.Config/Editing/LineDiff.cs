using DiffPlex;

namespace DevMirrors.Config;

/// <summary>A run of lines that differs; starts count from 0.</summary>
internal readonly record struct LineChange(int OldStart, int OldCount, int NewStart, int NewCount)
{
    public int OldEnd => OldStart + OldCount;

    public int NewEnd => NewStart + NewCount;
}

/// <summary>Compares texts line by line; a line keeps its ending, so that nothing is lost.</summary>
internal static class LineDiff
{
    // Beyond this many steps the shortest script is not worth its time: the texts have next to nothing in common.
    private const long MaxSteps = 100_000_000;

    /// <summary>Lines end after LF and nowhere else: a CR belongs to its line.</summary>
    public static string[] Split(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }
        return [.. lines];
    }

    /// <summary>The changes in order; between two of them stands at least one equal line.</summary>
    public static IReadOnlyList<LineChange> Compare(string[] before, string[] after)
    {
        // Edits are small and files may be large: most of the work is gone with the equal head and tail.
        var head = before.AsSpan().CommonPrefixLength(after);
        var tail = CommonTail(before.AsSpan(head), after.AsSpan(head));
        var (old, @new) = (before[head..^tail], after[head..^tail]);
        if (old.Length == 0 && @new.Length == 0)
            return [];
        return old.Length == 0 || @new.Length == 0 || IsHopeless(old, @new)
            ? [new LineChange(head, old.Length, head, @new.Length)]
            : Shortest(old, @new, head);
    }

    private static List<LineChange> Shortest(string[] old, string[] @new, int head) =>
        Differ.Instance.CreateDiffs(string.Concat(old), string.Concat(@new), ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance)
            .DiffBlocks
            .Select(b => new LineChange(head + b.DeleteStartA, b.DeleteCountA, head + b.InsertStartB, b.InsertCountB))
            .ToList();

    private static int CommonTail(ReadOnlySpan<string> before, ReadOnlySpan<string> after)
    {
        var count = 0;
        while (count < before.Length && count < after.Length && before[^(count + 1)] == after[^(count + 1)])
            count++;
        return count;
    }

    // Lines that stand on one side only are a lower bound of the script's length; the search costs length times lines.
    private static bool IsHopeless(string[] old, string[] @new)
    {
        var (olds, news) = (old.ToHashSet(), @new.ToHashSet());
        var alone = old.Count(l => !news.Contains(l)) + @new.Count(l => !olds.Contains(l));
        return (long)alone * (old.Length + @new.Length) > MaxSteps;
    }

    private sealed class LineChunker : IChunker
    {
        public static readonly LineChunker Instance = new();

        public IReadOnlyList<string> Chunk(string text) => Split(text);
    }
}
