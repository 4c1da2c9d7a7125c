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
        text = KeyedSecret().Replace(text, $"$1{Masked}");
        text = ValueBeforeKey().Replace(text, $"$1{Masked}$2");
        text = Header().Replace(text, $"$1{Masked}");
        return IssuedToken().Replace(text, Masked);
    }

    // To the last @ before the path: a password may hold one. The scheme's length is bounded, so that long text stays linear.
    [GeneratedRegex(@"(\b[A-Za-z][A-Za-z0-9+.-]{0,30}://)[^\s/""'<>]+@")]
    private static partial Regex UserInfo();

    // npm's host-keyed and bare keys, NuGet's credential elements, Docker's auths, and whatever else calls itself token, password, secret or key.
    [GeneratedRegex(
        @"((?:_auth(?:Token)?|\bauth|password|passwd|token|secret|api[-_]?key)(?:[""']\s+value\s*=|[""']?\s*[=:])\s*)(?![{\[]|[""']?(?:\$\{|%\w+%|\*\*\*))(?:""[^""]*""?|'[^']*'?|[^\s""'<>&`]+)",
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
