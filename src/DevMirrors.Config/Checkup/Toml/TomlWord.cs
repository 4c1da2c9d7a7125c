using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>The small words of TOML: values without quotes, and what a backslash may begin.</summary>
internal static partial class TomlWord
{
    public static bool IsValue(string word) => Bare().IsMatch(word);

    /// <summary>How long the escape is that the text begins with; 0 where it is none.</summary>
    public static int Escape(ReadOnlySpan<char> text, bool isLong) => text switch
    {
        ['\\', 'b' or 't' or 'n' or 'f' or 'r' or '"' or '\\', ..] => 2,
        ['\\', 'u', ..] => IsHex(text, 4) ? 6 : 0,
        ['\\', 'U', ..] => IsHex(text, 8) ? 10 : 0,
        // At the end of a line it joins it to the next.
        ['\\', ' ' or '\t' or '\r' or '\n', ..] when isLong => 2,
        _ => 0,
    };

    private static bool IsHex(ReadOnlySpan<char> text, int digits)
    {
        var count = 0;
        foreach (var c in text[2..Math.Min(text.Length, 2 + digits)])
            count += char.IsAsciiHexDigit(c) ? 1 : 0;
        return count == digits;
    }

    [GeneratedRegex(
        @"\A(?:true|false|[+-]?(?:inf|nan)|0x[0-9A-Fa-f_]+|0o[0-7_]+|0b[01_]+|[+-]?[0-9][0-9_]*(?:\.[0-9][0-9_]*)?(?:[eE][+-]?[0-9][0-9_]*)?"
        + @"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9:.]{8,}(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?)?|[0-9]{2}:[0-9]{2}:[0-9.]{2,})\z")]
    private static partial Regex Bare();
}
