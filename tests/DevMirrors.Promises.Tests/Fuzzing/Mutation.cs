using System.Text;
using System.Text.RegularExpressions;
using CsCheck;

namespace DevMirrors.Promises.Tests;

internal enum Change
{
    Insert,
    Replace,
    Delete,
    Repeat,
    Truncate,
    Flip,
    Splice,
    DoubleLine,
    DropLine,
    SwapLines,
    OtherEndings,
    OtherWord,
    WordOfSeed,
}

/// <summary>One step away from a seed; every number is taken modulo what there is, so that each mutation fits each file.</summary>
internal sealed partial record Mutation(Change Change, uint At, uint Length, uint Pick)
{
    public static readonly Gen<Mutation> Any =
        Gen.Select(Gen.Enum<Change>(), Gen.UInt, Gen.UInt, Gen.UInt, (change, at, length, pick) => new Mutation(change, at, length, pick));

    public byte[] Apply(byte[] file, FuzzFormat format, IReadOnlyList<byte[]> seeds)
    {
        var at = (int)(At % (uint)(file.Length + 1));
        var end = Math.Min(file.Length, at + (int)(Length % 24));
        return Change switch
        {
            Change.Insert => [.. file[..at], .. Token(format), .. file[at..]],
            Change.Replace => [.. file[..at], .. Token(format), .. file[end..]],
            Change.Delete => [.. file[..at], .. file[end..]],
            Change.Repeat => [.. file[..at], .. Enumerable.Repeat(Token(format), (int)(Length % 90)).SelectMany(t => t), .. file[at..]],
            Change.Truncate => file[..at],
            Change.Flip => at == file.Length ? file : [.. file[..at], (byte)(file[at] ^ (1 << (int)(Pick % 8))), .. file[(at + 1)..]],
            Change.OtherWord => Word(file, Token(format)),
            Change.WordOfSeed => Word(file, Words(seeds[(int)(Pick % (uint)seeds.Count)]) is { Count: > 0 } words ? words[(int)(Length % (uint)words.Count)].Text : []),
            Change.Splice => Spliced(file[..at], seeds[(int)(Pick % (uint)seeds.Count)]),
            _ => Lines(file),
        };
    }

    private byte[] Token(FuzzFormat format) => Encoding.Latin1.GetBytes(format.Tokens[(int)(Pick % (uint)format.Tokens.Count)]);

    // A word for a word leaves the structure whole, so that what follows parsing is reached.
    private byte[] Word(byte[] file, byte[] other)
    {
        var words = Words(file);
        if (words.Count == 0)
            return file;
        var (start, text) = words[(int)(At % (uint)words.Count)];
        return [.. file[..start], .. other, .. file[(start + text.Length)..]];
    }

    private static List<(int Start, byte[] Text)> Words(byte[] file) =>
        [.. WordPattern().Matches(Encoding.Latin1.GetString(file)).Select(m => (m.Index, Encoding.Latin1.GetBytes(m.Value)))];

    [GeneratedRegex(@"[\w@*./:%-]*\w[\w@*./%-]*")]
    private static partial Regex WordPattern();

    private byte[] Spliced(byte[] head, byte[] other) => [.. head, .. other[(int)(Length % (uint)(other.Length + 1))..]];

    private byte[] Lines(byte[] file)
    {
        var lines = Encoding.Latin1.GetString(file).Split('\n').ToList();
        var (one, two) = ((int)(At % (uint)lines.Count), (int)(Pick % (uint)lines.Count));
        if (Change == Change.DoubleLine)
            lines.Insert(two, lines[one]);
        else if (Change == Change.DropLine)
            lines.RemoveAt(one);
        else if (Change == Change.SwapLines)
            (lines[one], lines[two]) = (lines[two], lines[one]);
        else
            lines = [.. lines.Select(l => l.EndsWith('\r') ? l[..^1] : l + "\r")];
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }
}
