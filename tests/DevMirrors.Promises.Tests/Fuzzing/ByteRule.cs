using System.Text.RegularExpressions;
using DevMirrors.Config;

namespace DevMirrors.Promises.Tests;

/// <summary>
/// P11 as bytes. A value that is set in place changes between its first and its last byte and nowhere else. Otherwise the file is the same
/// but for the key's own lines, members or elements and the one line break, indentation or comma that joins each of them to its neighbours.
/// </summary>
internal static partial class ByteRule
{
    public static void IsSet(FuzzFormat format, string key, IDocument before, IDocument after, IDocument without)
    {
        var (old, now) = (KeySpans.Of(format, before.Bytes, key), KeySpans.Of(format, after.Bytes, key));
        SameMark(format, before, after);
        if (old.Value is { } was && now.Value is not null && old.Wholes.Count == now.Wholes.Count)
        {
            var (head, tail) = (old.Text[..was.Start], old.Text[was.End..]);
            var isInPlace = now.Text.StartsWith(head, StringComparison.Ordinal) && now.Text.EndsWith(tail, StringComparison.Ordinal) && now.Text.Length >= head.Length + tail.Length;
            Assert.True(isInPlace && (format.Name is "docker" or "nuget" || !now.Text[head.Length..^tail.Length].Contains('\n')), $"more than the value of `{key}` differs:\n{old.Text}\n----\n{now.Text}");
            return;
        }
        var rest = KeySpans.Of(format, without.Bytes, key).Text;
        var (whole, kept) = Created(format, key, without, now, rest);
        IsWithout(format, key, whole, format.Name == "nuget" ? Opened(kept, key, now.Text) : kept);
    }

    public static void IsRemoved(FuzzFormat format, string key, IDocument before, IDocument after)
    {
        SameMark(format, before, after);
        IsWithout(format, key, KeySpans.Of(format, before.Bytes, key), KeySpans.Of(format, after.Bytes, key).Text);
    }

    private static void IsWithout(FuzzFormat format, string key, KeySpans whole, string rest)
    {
        var (text, wholes) = (whole.Text, whole.Wholes);
        // npm takes no section for one behind a byte order mark, so that the mark goes with its line.
        if (format.Name == "npm" && rest is ['[', ..] && text[0] == '\u00ef')
            (text, wholes) = (text[3..], [.. wholes.Select(w => (w.Start - 3, w.End - 3))]);
        var (before, after) = Glue(format, key);
        var kept = new List<(string Head, string Core, string Tail)>();
        for (var i = 0; i <= wholes.Count; i++)
        {
            var part = text[(i == 0 ? 0 : wholes[i - 1].End)..(i == wholes.Count ? text.Length : wholes[i].Start)];
            var head = i == 0 ? "" : after.Match(part).Value;
            var tail = i == wholes.Count ? "" : before.Match(part[head.Length..]).Value;
            kept.Add((head, part[head.Length..^tail.Length], tail));
        }
        Assert.True(Fits(rest, kept, 0, 0, "", []), $"`{key}` is not all that differs:\n{text}\n----\n{rest}");
    }

    // Between two parts stands the beginning of what stood before the definition and the end of what stood behind it.
    private static bool Fits(string rest, List<(string Head, string Core, string Tail)> kept, int i, int at, string left, HashSet<(int, int, string)> tried)
    {
        // A hundred definitions one below the other have many ways to fit, and most of them are the same.
        if (!tried.Add((i, at, left)))
            return false;
        var (right, core, tail) = kept[i];
        if (i > 0 && i < kept.Count - 1 && core.Length == 0)
            return Joints(left, right).Any(joint => Fits(rest, kept, i + 1, at, joint + tail, tried));
        return Joints(left, right).Any(joint =>
            rest.AsSpan(at).StartsWith(joint, StringComparison.Ordinal)
            && rest.AsSpan(at + joint.Length).StartsWith(core, StringComparison.Ordinal)
            && (i == kept.Count - 1 ? at + joint.Length + core.Length == rest.Length : Fits(rest, kept, i + 1, at + joint.Length + core.Length, tail, tried)));
    }

    private static IEnumerable<string> Joints(string left, string right) =>
        from l in Enumerable.Range(0, left.Length + 1)
        from r in Enumerable.Range(0, right.Length + 1)
        select left[..l] + right[r..];

    private static (Regex Before, Regex After) Glue(FuzzFormat format, string key) => format.Name switch
    {
        "docker" => (CommaBefore(), CommaAfter()),
        "nuget" => key.Contains('@') ? (SpaceBefore(), Nothing()) : (BreakBefore(), BreakAfter()),
        // To go a carriage return is part of its line.
        "go" => (FeedBefore(), FeedAfter()),
        _ => (EndingBefore(), EndingAfter()),
    };

    // An object or a section that was not there goes with its only member, and so does the white space that stood alone between braces.
    private static (KeySpans Whole, string Kept) Created(FuzzFormat format, string key, IDocument without, KeySpans now, string rest)
    {
        if (format.Name == "docker")
        {
            var bytes = without.Bytes.Span;
            var outline = JsonOutline.Read(bytes, DaemonJsonDocument.TextStart(bytes));
            if (outline.Members.Count > 0)
                return (now, rest);
            var (open, close) = (now.Text.IndexOf('{'), now.Text.LastIndexOf('}'));
            return outline.Open < 0 ? (now with { Wholes = [(open, close + 1)] }, rest) : (now with { Wholes = [(open + 1, close)] }, rest[..(outline.Open + 1)] + rest[outline.Close..]);
        }
        if (format.Name != "nuget")
            return (now, rest);
        if (rest.Length == 0)
            return (now with { Wholes = [(0, now.Text.Length)] }, rest);
        var name = NuGetConfigKey.Parse(key).Section;
        if (new XmlScanner(rest).Scan().Children.Any(s => s.Name == name))
            return (now, rest);
        var section = new XmlScanner(now.Text).Scan().Children.First(s => s.Name == name);
        return (now with { Wholes = [(section.Start, section.End)] }, rest);
    }

    // `<packageSources />` had to be opened to take an entry; so had a root.
    private static string Opened(string rest, string key, string now)
    {
        if (rest.Length == 0)
            return rest;
        var root = new XmlScanner(rest).Scan();
        var parent = root.Children.FirstOrDefault(s => s.Name == NuGetConfigKey.Parse(key).Section) ?? root;
        return parent.IsSelfClosing && !now.AsSpan(parent.Start).StartsWith(rest.AsSpan(parent.Start, parent.End - parent.Start), StringComparison.Ordinal)
            ? $"{rest[..(parent.End - 2)].TrimEnd()}></{parent.Tag}>{rest[parent.End..]}"
            : rest;
    }

    // A mark may stand in the middle of a file of lines, too, and come first where the lines before it go.
    private static void SameMark(FuzzFormat format, IDocument before, IDocument after)
    {
        foreach (var mark in format.Name == "nuget" ? new byte[][] { [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF] } : [])
            Assert.True(before.Bytes.Span.StartsWith(mark) == after.Bytes.Span.StartsWith(mark), "the byte order mark is not as before");
    }

    [GeneratedRegex(@"\n?\z")]
    private static partial Regex FeedBefore();

    [GeneratedRegex(@"\A\n?")]
    private static partial Regex FeedAfter();

    [GeneratedRegex(@"(\r\n|\n|\r)?\z")]
    private static partial Regex EndingBefore();

    [GeneratedRegex(@"\A(\r\n|\n|\r)?")]
    private static partial Regex EndingAfter();

    [GeneratedRegex(@"[ \t]*(\r\n|\n|\r)?[ \t]*\z")]
    private static partial Regex BreakBefore();

    [GeneratedRegex(@"\A[ \t]*(\r\n|\n|\r)?[ \t]*")]
    private static partial Regex BreakAfter();

    [GeneratedRegex(@"\s*\z")]
    private static partial Regex SpaceBefore();

    [GeneratedRegex(@"\A")]
    private static partial Regex Nothing();

    [GeneratedRegex(@"[ \t\r\n]*,?[ \t\r\n]*\z")]
    private static partial Regex CommaBefore();

    [GeneratedRegex(@"\A[ \t\r\n]*,?[ \t\r\n]*")]
    private static partial Regex CommaAfter();
}
