using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>Recognises credentials by their shape: a committed policy must hold none, not even in a comment.</summary>
internal static partial class CredentialText
{
    private const int CommitLength = 40;

    // Enough for a host, an owner and a repository, and little, so that a policy of one long line is read in no time.
    private const int Neighbourhood = 200;

    /// <summary>Adds an error for each credential; the text of none is shown.</summary>
    public static bool Find(string file, string text, DiagnosticBag found)
    {
        var line = 0;
        var any = false;
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            line++;
            foreach (var start in StartsIn(row.ToString()))
            {
                found.Add(Diagnose.CredentialInPolicy(new Place(file, line, start + 1)));
                any = true;
            }
        }
        return any;
    }

    private static IEnumerable<int> StartsIn(string row) =>
        Credential().Matches(row).Concat(Assigned().Matches(row)).Select(m => m.Index).Concat(Address().Matches(row).SelectMany(InPath)).Distinct().Order();

    private static IEnumerable<int> InPath(Match address) =>
        from word in Secrets.RandomWords(address.Groups[1].Value)
        let start = address.Groups[1].Index + word.Index
        where !IsName(address.Value, start - address.Index, word.Length)
        select start;

    // An image's digest, a commit, and a project of Azure DevOps are random and no secret.
    private static bool IsName(string address, int start, int length)
    {
        var before = address[Math.Max(0, start - Neighbourhood)..start];
        var after = address[(start + length)..Math.Min(address.Length, start + length + Neighbourhood)];
        return BeforeName().IsMatch(before) || (length == CommitLength && BeforeCommit().IsMatch(before)) || AfterProject().IsMatch(after);
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

    // What npm's files and a request's header say. A name in capitals stands for a secret and is none.
    [GeneratedRegex(
        @"(?:_authToken|_auth|_password)\s*=\s*[""']?(?![$%<*.…""']|(?-i:[A-Z][A-Z_]*\b))[^\s""'<>]{6,}|\b(?-i:Bearer|Basic)\s+(?=[A-Za-z+/._~-]*[0-9=])[A-Za-z0-9+/=._~-]{12,}", RegexOptions.IgnoreCase)]
    private static partial Regex Assigned();

    [GeneratedRegex(@"\bhttps?://[^\s/""'<>`|,]+(/[^\s""'<>`|,?#]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?:sha1|sha256|sha384|sha512|md5)[:-]\z", RegexOptions.IgnoreCase)]
    private static partial Regex BeforeName();

    [GeneratedRegex(@"/(?:commits?|blob|tree|raw|blame)/\z|//raw\.[^/]+/[^/]+/[^/]+/\z", RegexOptions.IgnoreCase)]
    private static partial Regex BeforeCommit();

    [GeneratedRegex(@"\A/_(?:packaging|apis|git|build|wiki)\b")]
    private static partial Regex AfterProject();

    [GeneratedRegex(@"^_?(?:(?:access|auth|api|bearer|npm|registry)?[-_]?(?:token|key)|_auth|_password|password|passwd|pass|secret|client[-_]?secret|credentials?)\z", RegexOptions.IgnoreCase)]
    private static partial Regex SecretKey();
}
