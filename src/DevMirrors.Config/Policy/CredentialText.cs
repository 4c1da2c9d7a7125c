using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>Recognises credentials by their shape: a committed policy must hold none, not even in a comment.</summary>
internal static partial class CredentialText
{
    /// <summary>Adds an error for each credential; the text of none is shown.</summary>
    public static bool Find(string file, string text, DiagnosticBag found)
    {
        var line = 0;
        var any = false;
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            line++;
            foreach (var match in Credential().EnumerateMatches(row))
            {
                found.Add(Diagnose.CredentialInPolicy(new Place(file, line, match.Index + 1)));
                any = true;
            }
        }
        return any;
    }

    public static string Mask(string text) => Credential().Replace(text, Secrets.Masked);

    /// <summary>A value that no one would choose as a variable's name: long, with digits, and without a separator.</summary>
    public static bool LooksRandom(string text) =>
        text.Length >= 20 && text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetter) && !text.Contains('_');

    /// <summary>Whether a key calls its value a secret; <c>token-env</c> holds a name.</summary>
    public static bool IsSecretKey(string key) => SecretKey().IsMatch(key);

    // Prefixes that issuers document for secret scanners: npm, GitHub, GitLab, NuGet, Docker, Slack, AWS, PyPI, Artifactory, JSON web tokens, PEM keys; and user:password@ in an address.
    [GeneratedRegex(
        @"\bnpm_[A-Za-z0-9]{30,}|\bgh[opusr]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{20,}|\boy2[a-z0-9]{43}\b|\bdckr_[a-z]{3}_[\w-]{20,}" +
        @"|\bxox[abprs]-[\w-]{10,}|\bA[KS]IA[0-9A-Z]{16}\b|\bpypi-AgE[\w-]{20,}|\bAKCp[0-9A-Za-z]{40,}|\bcmVmdGtu[0-9A-Za-z]{20,}" +
        @"|(?<![\w-])eyJ[\w-]{10,4096}\.[\w-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY|(?<=\b[a-z]{1,10}://)[^\s/@:""'<>\]}]{0,200}:[^\s/@""'<>\]}]{1,400}@", RegexOptions.IgnoreCase)]
    private static partial Regex Credential();

    [GeneratedRegex(@"^_?(?:(?:access|auth|api|bearer|npm|registry)?[-_]?(?:token|key)|_auth|_password|password|passwd|pass|secret|client[-_]?secret|credentials?)\z", RegexOptions.IgnoreCase)]
    private static partial Regex SecretKey();
}
