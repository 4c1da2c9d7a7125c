using System.Globalization;
using System.Text;

namespace DevMirrors.Config;

/// <summary>
/// Shows a change the way <c>diff -u</c> does: three lines of context, secrets masked, characters that cannot be seen spelt out. Of an edit's lines
/// only names, addresses and switches are shown: the file is full of other things of the user's.
/// </summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    private const string Nowhere = "/dev/null";

    public static string Render(FileEdit edit)
    {
        // Not a conditional expression: there null would become empty bytes instead of no file.
        ReadOnlyMemory<byte>? before = null;
        if (edit.Before.Exists)
            before = edit.Before.Bytes;
        return Render(edit.Path, before, edit.Action == EditAction.Delete ? default : edit.After, new ShownLine(edit).Of);
    }

    /// <summary>The difference, LF between lines, or the empty text where there is none; null stands for an absent file.</summary>
    public static string Render(string path, ReadOnlyMemory<byte>? before, ReadOnlyMemory<byte>? after) => Render(path, before, after, Secrets.Mask);

    private static string Render(string path, ReadOnlyMemory<byte>? before, ReadOnlyMemory<byte>? after, Func<string, string> shown)
    {
        var (old, @new) = Decode(before.GetValueOrDefault(), after.GetValueOrDefault());
        var changes = LineDiff.Compare(old, @new);
        if (changes.Count == 0 && before.HasValue == after.HasValue)
            return "";
        var text = new StringBuilder()
            .Append("--- ").Append(before.HasValue ? path : Nowhere).Append('\n')
            .Append("+++ ").Append(after.HasValue ? path : Nowhere).Append('\n');
        foreach (var hunk in Hunks(changes))
            AppendHunk(text, hunk, old, @new, shown);
        return text.ToString();
    }

    /// <summary>Changes whose contexts meet are shown together.</summary>
    private static IEnumerable<List<LineChange>> Hunks(IReadOnlyList<LineChange> changes)
    {
        var hunk = new List<LineChange>();
        foreach (var change in changes)
        {
            if (hunk.Count > 0 && change.OldStart - hunk[^1].OldEnd > 2 * Context)
            {
                yield return hunk;
                hunk = [];
            }
            hunk.Add(change);
        }
        if (hunk.Count > 0)
            yield return hunk;
    }

    private static void AppendHunk(StringBuilder text, List<LineChange> hunk, string[] old, string[] @new, Func<string, string> shown)
    {
        var lead = Math.Min(Context, hunk[0].OldStart);
        var trail = Math.Min(Context, old.Length - hunk[^1].OldEnd);
        var at = hunk[0].OldStart - lead;
        text.Append("@@ -").Append(Range(at, hunk[^1].OldEnd + trail))
            .Append(" +").Append(Range(hunk[0].NewStart - lead, hunk[^1].NewEnd + trail)).Append(" @@\n");
        foreach (var change in hunk)
        {
            AppendLines(text, shown, ' ', old[at..change.OldStart]);
            AppendLines(text, shown, '-', old[change.OldStart..change.OldEnd]);
            AppendLines(text, shown, '+', @new[change.NewStart..change.NewEnd]);
            at = change.OldEnd;
        }
        AppendLines(text, shown, ' ', old[at..(at + trail)]);
    }

    // diff counts lines from 1, leaves a count of 1 out, and names the line before an empty range.
    private static string Range(int start, int end) => (end - start) switch
    {
        0 => $"{start},0",
        1 => $"{start + 1}",
        var count => $"{start + 1},{count}",
    };

    private static void AppendLines(StringBuilder text, Func<string, string> shown, char sign, string[] lines)
    {
        foreach (var line in lines)
        {
            text.Append(sign).Append(Visible(shown(line.TrimEnd('\n')))).Append('\n');
            if (!line.EndsWith('\n'))
                text.Append("\\ No newline at end of file\n");
        }
    }

    // A CR at a line's end is what some clients choke on, and a terminal obeys escape sequences: neither may pass unseen.
    private static string Visible(string line) =>
        line.All(IsPlain) ? line : string.Concat(line.Select(c => IsPlain(c) ? c.ToString() : c == '\r' ? "\\r" : $"\\u{(int)c:X4}"));

    private static bool IsPlain(char c) =>
        c == '\t' || char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format);

    // Both by one encoding, or lines that are equal would look different.
    private static (string[] Old, string[] New) Decode(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        var utf8 = System.Text.Unicode.Utf8.IsValid(before.Span) && System.Text.Unicode.Utf8.IsValid(after.Span);
        var encoding = utf8 ? Encoding.UTF8 : Encoding.Latin1;
        return (LineDiff.Split(encoding.GetString(before.Span)), LineDiff.Split(encoding.GetString(after.Span)));
    }
}
