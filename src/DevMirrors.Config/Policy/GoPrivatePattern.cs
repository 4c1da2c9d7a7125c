using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>
/// Judges a GOPRIVATE pattern: what it covers goes unchecked by the checksum database, so that one as wide as <c>*</c> or
/// <c>github.com</c> would lower a protection of public modules. See https://go.dev/ref/mod#private-modules.
/// </summary>
internal static partial class GoPrivatePattern
{
    /// <summary>Many owners each: private there is what names one of them.</summary>
    private static readonly string[] CodeHosts =
        ["github.com", "gitlab.com", "bitbucket.org", "gitee.com", "codeberg.org", "gitea.com", "git.sr.ht", "gitcode.com", "launchpad.net", "hub.jazz.net", "dev.azure.com", "sourceforge.net"];

    /// <summary>Everything there is public.</summary>
    private static readonly string[] PublicHosts =
    [
        "golang.org", "google.golang.org", "go.dev", "gopkg.in", "k8s.io", "sigs.k8s.io", "go.uber.org", "go.etcd.io", "gorm.io", "cloud.google.com", "go.opentelemetry.io",
        "go.opencensus.io", "go.mongodb.org", "go.temporal.io", "go.starlark.net", "go.step.sm", "gonum.org", "gotest.tools", "honnef.co", "modernc.org", "rsc.io", "filippo.io",
        "mvdan.cc", "knative.dev", "istio.io", "cuelang.org", "gocloud.dev", "helm.sh", "oras.land", "tags.cncf.io", "dario.cat", "gvisor.dev", "entgo.io", "ariga.io", "gioui.org",
        "fyne.io", "connectrpc.com", "buf.build", "xorm.io", "upspin.io", "perkeep.org", "contrib.go.opencensus.io", "code.cloudfoundry.org", "zombiezen.com", "github.io", "gitlab.io",
    ];

    public static bool CoversPublicModules(string pattern)
    {
        var elements = pattern.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (elements.Length == 0 || PublicHosts.Any(host => Covers(elements[0], host)))
            return true;
        if (CodeHosts.Any(host => Covers(elements[0], host)))
            return IsGlob(elements[0]) || elements.Length < 2 || IsGlob(elements[1]);
        return IsGlob(elements[0]) && CoversStrangers(elements[0][(elements[0].LastIndexOfAny(['*', '?', ']']) + 1)..]);
    }

    // Behind the last glob two whole labels must stand that somebody owns: *.corp.example, but not *, *.com, *example.com, *.co.uk or *.github.io.
    private static bool CoversStrangers(string rest) =>
        !rest.StartsWith('.') || rest.Split('.', StringSplitOptions.RemoveEmptyEntries).Length < 2 || PublicSuffix().IsMatch(rest[1..]) || PublicHosts.Contains(rest[1..]);

    // What is inside of brackets is taken for any character: rather one pattern too many is refused.
    private static bool Covers(string pattern, string host) => FileSystemName.MatchesSimpleExpression(Class().Replace(pattern, "?"), host);

    private static bool IsGlob(string text) => text.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    [GeneratedRegex(@"^(ac|co|com|edu|go|gob|gov|mil|ne|net|nom|or|org|web)\.[a-z]{2}$")]
    private static partial Regex PublicSuffix();

    [GeneratedRegex(@"\[[^\]]*\]?")]
    private static partial Regex Class();
}
