using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>Hides credentials in text that people or logs see; references to variables stay readable.</summary>
public static partial class Secrets
{
    public const string Masked = "***";

    /// <summary>Masks the user part of addresses, the values of keys whose names say that they hold a secret, and what looks like an issued token.</summary>
    public static string Mask(string text)
    {
        text = UserInfo().Replace(text, $"$1{Masked}@");
        text = OddSlashes().Replace(text, $"$1{Masked}@");
        text = WithoutScheme().Replace(text, $"$1{Masked}@");
        text = Query().Replace(text, $"$1{Masked}");
        text = PathOfAddress().Replace(text, address => RandomWord().Replace(address.Value, Masked));
        text = KeyedSecret().Replace(text, $"$1{Masked}");
        text = ValueBeforeKey().Replace(text, $"$1{Masked}$2");
        text = Header().Replace(text, $"$1{Masked}");
        return IssuedToken().Replace(text, Masked);
    }

    /// <summary>What people see of a value that is one address or a list of them: beside what <see cref="Mask"/> hides, all that stands before the @ of its host.</summary>
    public static string MaskAddress(string value) => Mask(string.Concat(NextAddress().Split(value).Select(WithoutUser)));

    /// <summary>What people see of the value of a setting, an address or not: the key tells what it holds.</summary>
    public static string MaskValue(string key, string value) => Mask($"{key}={MaskAddress(value)}")[(key.Length + 1)..];

    /// <summary>What people see of an address that was cut out of a line where white space or a quote follows, which a password may hold as well.</summary>
    public static string MaskCut(string line, int start, int length)
    {
        var end = line.IndexOf('\n', start + length);
        var address = line.Substring(start, length);
        return line.AsSpan(start + length, (end < 0 ? line.Length : end) - start - length).Contains('@') || address.Contains('\\') ? $"{Scheme().Match(address).Value}{Masked}" : MaskAddress(address);
    }

    /// <summary>The words of the text that are GUIDs, or long and of letters and digits in no order.</summary>
    internal static IEnumerable<(int Index, int Length)> RandomWords(string text) => RandomWord().Matches(text).Select(m => (m.Index, m.Length));

    /// <summary>Whether a word of the text is long and of letters and digits in no order, as issued tokens are.</summary>
    public static bool HoldsRandom(string text) => RandomWord().IsMatch(text);

    // To the last @ that may still belong to the host. One that begins a part of a path belongs to a package's name.
    private static string WithoutUser(string address)
    {
        var start = Scheme().Match(address).Length;
        var path = address.AsSpan(start).IndexOfAny(@"/\?#") is >= 0 and var length ? start + length : address.Length;
        for (var at = address.LastIndexOf('@'); at >= start; at = at == 0 ? -1 : address.LastIndexOf('@', at - 1))
            if (at < path || address[at - 1] is not ('/' or '\\'))
                return $"{address[..start]}{Masked}{address[at..]}";
        return address;
    }

    // A browser's parser, which npm has, takes any number of slashes, and none behind `https:`.
    [GeneratedRegex(@"\A\s*[""']?(?:https?:[/\\]*|[A-Za-z][A-Za-z0-9+.-]*:[/\\]+)?", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(?<=[,|])(?=\s*https?:/)", RegexOptions.IgnoreCase)]
    private static partial Regex NextAddress();

    // To the last @ before the path: a password may hold one. The scheme's length is bounded, so that long text stays linear. One slash: a path on disk has lost the other.
    [GeneratedRegex(@"(\b[A-Za-z][A-Za-z0-9+.-]{0,30}:/{1,2})[^\s/<>]+@")]
    private static partial Regex UserInfo();

    // None, three and more, or backslashes: as a browser takes them, and npm. Nothing else ends such a text early, so its length is bounded.
    [GeneratedRegex(@"(\bhttps?:(?:/{3,}|[/\\]*\\)?)[^\s/\\<>]{1,256}@", RegexOptions.IgnoreCase)]
    private static partial Regex OddSlashes();

    // An address whose scheme is missing: `me:password@host`. Not an image's digest, and not a package's version behind `npm:`.
    [GeneratedRegex(@"(?<![\w:@.-])((?!npm:|jsr:|patch:|workspace:)[A-Za-z0-9._%-]{1,64}:)[^\s/\\<>]{1,256}@(?!sha256:|sha512:)(?=[A-Za-z0-9\[])")]
    private static partial Regex WithoutScheme();

    // Signatures and keys of storage services stand behind the question mark.
    [GeneratedRegex(@"(\bhttps?://[^\s""<>`?#|,]{1,2048}[?#])[^\s""<>`|,]+", RegexOptions.IgnoreCase)]
    private static partial Regex Query();

    // Some hosted feeds take the token as a part of the path.
    [GeneratedRegex(@"(?<=\bhttps?://[^\s/""<>`|,]{1,300})/[^\s""<>`|,]+", RegexOptions.IgnoreCase)]
    private static partial Regex PathOfAddress();

    // A GUID, or twenty letters and digits together, with letters between the digits.
    [GeneratedRegex(@"\b[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b|(?<![A-Za-z0-9])(?=[A-Za-z0-9]*[0-9][A-Za-z]+[0-9])[A-Za-z0-9]{20,}")]
    private static partial Regex RandomWord();

    // npm's host-keyed and bare keys, NuGet's credential elements, Docker's auths, and whatever else calls itself token, password, secret or key.
    [GeneratedRegex(
        @"((?:_auth(?:Token)?|\bauth|password|passwd|token|secret|api[-_]?key)(?:[""']\s+value\s*=|[""']?\s*[=:])\s*)(?![{\[]|[""']?(?:\$\{|%\w+%|\*\*\*|…))(?:""[^""]*""?|'[^']*'?|[^\s""'<>&`]+)",
        RegexOptions.IgnoreCase)]
    private static partial Regex KeyedSecret();

    [GeneratedRegex(@"(\bvalue\s*=\s*)(?!""(?:%|\*\*\*))""[^""]*""(\s+key\s*=\s*""(?:cleartext)?password"")", RegexOptions.IgnoreCase)]
    private static partial Regex ValueBeforeKey();

    [GeneratedRegex(@"(\b(?:Bearer|Basic)\s+)[A-Za-z0-9+/=._~-]{8,}", RegexOptions.IgnoreCase)]
    private static partial Regex Header();

    // Prefixes that issuers document so that scanners find their tokens.
    [GeneratedRegex(@"\b(?:npm_|gh[opusr]_|github_pat_|glpat-|oy2|dckr_[a-z]{3}_)[A-Za-z0-9_-]{20,}")]
    private static partial Regex IssuedToken();
}
