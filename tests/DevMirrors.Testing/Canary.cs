using System.Text;

namespace DevMirrors.Testing;

/// <summary>
/// Secrets that are found again wherever they come out. They are letters only, as a person's password may be: nothing but the place where it
/// stands tells one from any other word.
/// </summary>
public sealed class Canary
{
    /// <summary>Every canary begins with it, so that one search finds them all.</summary>
    public const string Stem = "KestrelWalnut";

    private static readonly (string Encoding, byte[] Bytes)[] Needles = [.. Forms(Stem)];

    private readonly List<string> _places = [];

    /// <summary>How many ways of writing a canary are looked for.</summary>
    public static int Encodings => Needles.Length;

    public int Count => _places.Count;

    /// <summary>A new secret for this place.</summary>
    public string At(string place)
    {
        _places.Add(place);
        return $"{Stem}{(char)('A' + _places.Count / 26)}{(char)('a' + _places.Count % 26)}";
    }

    /// <summary>The place that a leaked text comes from, as far as its two last letters tell.</summary>
    public string PlaceOf(string text)
    {
        for (var i = 0; i < _places.Count; i++)
            if (text.Contains($"{Stem}{(char)('A' + (i + 1) / 26)}{(char)('a' + (i + 1) % 26)}", StringComparison.OrdinalIgnoreCase))
                return _places[i];
        return "a place that its encoding hides";
    }

    /// <summary>The encoding in which the bytes hold a canary; null where they hold none.</summary>
    public static string? FindIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var (encoding, needle) in Needles)
            if (bytes.IndexOf(needle) >= 0)
                return encoding;
        return null;
    }

    private static IEnumerable<(string Encoding, byte[] Bytes)> Forms(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var (name, form) in Texts(text, bytes))
            yield return (name, Encoding.UTF8.GetBytes(form));
        yield return ("UTF-16 LE", Encoding.Unicode.GetBytes(text));
        yield return ("UTF-16 BE", Encoding.BigEndianUnicode.GetBytes(text));
        yield return ("UTF-32", Encoding.UTF32.GetBytes(text));
    }

    private static IEnumerable<(string Name, string Form)> Texts(string text, byte[] bytes)
    {
        yield return ("plain", text);
        yield return ("lower case", text.ToLowerInvariant());
        yield return ("upper case", text.ToUpperInvariant());
        yield return ("percent", string.Concat(bytes.Select(b => $"%{b:X2}")));
        yield return ("percent, lower case", string.Concat(bytes.Select(b => $"%{b:x2}")));
        yield return ("JSON", string.Concat(text.Select(c => $"\\u{(int)c:X4}")));
        yield return ("JSON, lower case", string.Concat(text.Select(c => $"\\u{(int)c:x4}")));
        yield return ("XML", string.Concat(text.Select(c => $"&#x{(int)c:X};")));
        yield return ("XML, lower case", string.Concat(text.Select(c => $"&#x{(int)c:x};")));
        yield return ("XML, decimal", string.Concat(text.Select(c => $"&#{(int)c};")));
        yield return ("hexadecimal", Convert.ToHexString(bytes));
        yield return ("hexadecimal, lower case", Convert.ToHexStringLower(bytes));
        yield return ("reversed", new string([.. text.Reverse()]));
        // What stands before decides how base64 cuts it; the characters at the edges depend on the neighbours. Letters have no url-safe form of their own.
        for (var before = 0; before < 3; before++)
            yield return ($"base64 after {before}", Base64(new byte[before], bytes));
        for (var before = 0; before < 3; before++)
            yield return ($"base64 of UTF-16 after {before}", Base64(new byte[before], Encoding.Unicode.GetBytes(text)));
    }

    private static string Base64(byte[] before, byte[] bytes)
    {
        var all = Convert.ToBase64String([.. before, .. bytes]);
        var first = (before.Length * 8 + 5) / 6;
        var whole = (before.Length + bytes.Length) * 8 / 6;
        return all[first..whole];
    }
}
