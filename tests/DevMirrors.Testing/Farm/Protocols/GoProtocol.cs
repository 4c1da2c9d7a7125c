namespace DevMirrors.Testing;

/// <summary>A module proxy below <c>/go</c>: https://go.dev/ref/mod#goproxy-protocol.</summary>
internal static class GoProtocol
{
    public static void Add(Site site, Exhibit exhibit)
    {
        if (exhibit.Has(Lack.Sumdb))
            site.Add("/go/sumdb/sum.golang.org/supported", "", "text/plain");
        if (exhibit.Releases.Count == 0)
            return;
        var at = $"/go/{Escape(exhibit.Packages.GoModule)}/@";
        site.Add(at + "latest", Info(exhibit.Releases[^1]));
        site.Add(at + "v/list", string.Concat(exhibit.Releases.Select(r => $"v{r.Version}\n")), "text/plain; charset=utf-8");
        foreach (var release in exhibit.Releases)
        {
            site.Add($"{at}v/v{release.Version}.info", Info(release));
            site.Add($"{at}v/v{release.Version}.mod", exhibit.Told.Go(release.Version).Mod, "text/plain; charset=utf-8");
            site.Add($"{at}v/v{release.Version}.zip", exhibit.Sent.Go(release.Version).Zip, "application/zip");
        }
    }

    private static string Info(Release release) => $$"""{"Version":"v{{release.Version}}","Time":"{{release.Iso}}"}""";

    // A capital letter is an exclamation mark and the small one: file systems that ignore case would mix modules up.
    private static string Escape(string module) => string.Concat(module.Select(c => char.IsAsciiLetterUpper(c) ? $"!{char.ToLowerInvariant(c)}" : $"{c}"));
}
