namespace DevMirrors.Config;

/// <summary>
/// Judges a GOPRIVATE pattern: what it covers goes unchecked by the checksum database, so that one as wide as <c>*</c> or
/// <c>github.com</c> would lower a protection of public modules. See https://go.dev/ref/mod#private-modules.
/// </summary>
internal static class GoPrivatePattern
{
    private static readonly string[] PublicHosts =
        ["github.com", "gitlab.com", "bitbucket.org", "gitee.com", "golang.org", "google.golang.org", "go.dev", "gopkg.in", "k8s.io", "sigs.k8s.io", "go.uber.org"];

    public static bool CoversPublicModules(string pattern)
    {
        var elements = pattern.TrimEnd('/').Split('/');
        if (PublicHosts.Contains(elements[0], StringComparer.OrdinalIgnoreCase))
            return elements.Length < 2 || IsGlob(elements[1].AsSpan(0, Math.Min(1, elements[1].Length)));
        // Behind the last glob two whole labels must stand: *.corp.example, but not *, *.com or *example.com.
        return IsGlob(elements[0]) && elements[0][(elements[0].LastIndexOfAny(['*', '?', ']']) + 1)..] is var rest
            && (!rest.StartsWith('.') || rest.Split('.', StringSplitOptions.RemoveEmptyEntries).Length < 2);
    }

    private static bool IsGlob(ReadOnlySpan<char> text) => text.IndexOfAny('*', '?', '[') >= 0;
}
