using System.Text;

namespace DevMirrors.Config;

/// <summary>Turns a policy's bytes into text that a person and a parser read alike.</summary>
internal static class PolicyText
{
    public const int MaxBytes = 64 * 1024;

    /// <summary>Null, and an error in <paramref name="found"/>, where the bytes are too many, not UTF-8, or hold what an editor does not show.</summary>
    public static string? Decode(string file, ReadOnlySpan<byte> bytes, DiagnosticBag found)
    {
        if (bytes.Length > MaxBytes)
            return Refuse(Diagnose.PolicyTooLarge(new Place(file), MaxBytes / 1024), found);
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var good = ValidLength(bytes);
        if (good < bytes.Length)
            return Refuse(Diagnose.NotUtf8(PlaceAfter(file, Encoding.UTF8.GetString(bytes[..good]))), found);
        var text = Encoding.UTF8.GetString(bytes);
        return FindHidden(file, text, found) || FindTab(file, text, found) ? null : text;
    }

    private static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        var good = 0;
        while (good < bytes.Length && Rune.DecodeFromUtf8(bytes[good..], out _, out var length) == System.Buffers.OperationStatus.Done)
            good += length;
        return good;
    }

    // A lone CR, NEL and U+2028 end a line for the parser and not for most editors; direction marks show text in another order than it is read.
    private static bool FindHidden(string file, string text, DiagnosticBag found)
    {
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var isBreak = rune.Value == '\n' || (rune.Value == '\r' && at + 1 < text.Length && text[at + 1] == '\n');
            if (HiddenCharacter.Is(rune) && !isBreak && !Joins(rune))
            {
                found.Add(Diagnose.HiddenCharacter(PlaceAfter(file, text[..at]), $"U+{rune.Value:X4}"));
                return true;
            }
            at += rune.Utf16SequenceLength;
        }
        return false;
    }

    // Persian and emoji are written with these; what is not a comment has them refused by its shape.
    private static bool Joins(Rune rune) => rune.Value is '\u200C' or '\u200D';

    private static bool FindTab(string file, string text, DiagnosticBag found)
    {
        var line = 0;
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            line++;
            var indentation = row[..^row.TrimStart(" \t").Length];
            var isBlank = indentation.Length == row.Length || row[indentation.Length] == '#';
            if (isBlank || indentation.IndexOf('\t') is not (>= 0 and var tab))
                continue;
            found.Add(Diagnose.TabIndentation(new Place(file, line, tab + 1)));
            return true;
        }
        return false;
    }

    private static Place PlaceAfter(string file, string text) =>
        new(file, text.AsSpan().Count('\n') + 1, text.Length - text.LastIndexOf('\n'));

    private static string? Refuse(Diagnostic reason, DiagnosticBag found)
    {
        found.Add(reason);
        return null;
    }
}
