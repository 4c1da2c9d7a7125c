using System.Text;
using System.Text.Json;

namespace DevMirrors.Config;

/// <summary>How a key or value is written in a .npmrc: white space, quotes, escapes and trailing comments, as npm's <c>ini</c> package has them.</summary>
internal static class NpmrcText
{
    // What JavaScript's trim() takes off; a byte order mark is among it, which is why npm reads files that begin with one.
    private static readonly char[] Space =
        [.. "\t\v\f \r\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"];

    private static readonly string[] Spaces = [.. Space.Select(c => FromUnicode(c.ToString()))];

    /// <summary>The Latin-1 view, one character per byte, of the text's UTF-8.</summary>
    public static string FromUnicode(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    public static string ToUnicode(ReadOnlySpan<char> latin1)
    {
        var bytes = new byte[latin1.Length];
        Encoding.Latin1.GetBytes(latin1, bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    public static (int Start, int End) Trim(string text, int start, int end)
    {
        while (start < end && !IsVisible(text[start]) && Array.Find(Spaces, s => Holds(text, start, end, s)) is { } space)
            start += space.Length;
        while (start < end && !IsVisible(text[end - 1]) && Array.Find(Spaces, s => end - s.Length >= start && Holds(text, end - s.Length, end, s)) is { } space)
            end -= space.Length;
        return (start, end);
    }

    // Nearly every line begins and ends with one: only the others are compared with each kind of space.
    private static bool IsVisible(char c) => c is > ' ' and <= '~';

    public static bool IsQuoted(ReadOnlySpan<char> text) =>
        text.Length > 0 && text[0] is '"' or '\'' && text[^1] == text[0];

    /// <summary>What npm makes of this key or value.</summary>
    public static string Decode(string text)
    {
        var (start, end) = Trim(text, 0, text.Length);
        var trimmed = text[start..end];
        return (IsQuoted(trimmed) ? Unquote(trimmed) : ToUnicode(Unescape(trimmed, out _))).Trim(Space);
    }

    /// <summary>The first way of writing the value, as a Latin-1 view, that npm reads back as the same: with the quotes that were there, plain, quoted, escaped.</summary>
    /// <param name="rest">The Latin-1 view of what follows on the line: before a comment quotes are part of the value.</param>
    public static string Encode(string value, char? quote, string rest = "")
    {
        var json = $"\"{JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
        var plain = value.Replace(";", "\\;").Replace("#", "\\#");
        var escaped = value.Replace("\\", "\\\\").Replace(";", "\\;").Replace("#", "\\#");
        string[] ways = quote switch { '"' => [json], '\'' => [$"'{value}'", plain, json], _ => [plain, json, escaped] };
        return FromUnicode(ways.FirstOrDefault(way => Decode(FromUnicode(way) + rest) == value) ?? json);
    }

    /// <summary>The text up to a comment, without the escapes.</summary>
    /// <param name="length">How much of <paramref name="text"/> stands before the comment, trailing white space left out.</param>
    public static string Unescape(string text, out int length)
    {
        var plain = new StringBuilder();
        var at = 0;
        for (; at < text.Length && text[at] is not (';' or '#'); at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                if (text[++at] is not ('\\' or ';' or '#'))
                    plain.Append('\\');
            }
            plain.Append(text[at]);
        }
        length = Trim(text, 0, at).End;
        return plain.ToString();
    }

    // Quotes are JSON's; single ones are taken off first, and what is not JSON then stays as it is.
    private static string Unquote(string text)
    {
        var inner = text[0] == '"' ? text : text.Length > 1 ? text[1..^1] : "";
        var unicode = ToUnicode(inner);
        try
        {
            using var json = JsonDocument.Parse(unicode);
            return json.RootElement.ValueKind == JsonValueKind.String ? json.RootElement.GetString()! : unicode;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return unicode;
        }
    }

    private static bool Holds(string text, int start, int end, string part) =>
        end - start >= part.Length && string.CompareOrdinal(text, start, part, 0, part.Length) == 0;
}
