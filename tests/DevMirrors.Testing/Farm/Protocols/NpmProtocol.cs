namespace DevMirrors.Testing;

/// <summary>A registry below <c>/npm</c>: https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md.</summary>
internal static class NpmProtocol
{
    public const string ShortType = "application/vnd.npm.install-v1+json";

    /// <summary>Behind the path of short metadata; no path can contain it.</summary>
    public const string Short = "\nshort";

    public static void Add(Site site, Exhibit exhibit)
    {
        site.Add("/npm/-/ping", "{}");
        if (exhibit.Has(Lack.Audit))
            site.Add("POST /npm/-/npm/v1/security/advisories/bulk", "{}");
        if (exhibit.Releases.Count == 0)
            return;
        var name = exhibit.Packages.Npm;
        site.Add($"/npm/{name}", Full(exhibit));
        site.Add($"/npm/{name}{Short}", Abbreviated(exhibit), ShortType);
        site.Add($"/npm/{name}/latest", Version(exhibit, exhibit.Releases[^1]));
        foreach (var release in exhibit.Releases)
        {
            site.Add($"/npm/{name}/{release.Version}", Version(exhibit, release));
            site.Add(Tarball(name, release), exhibit.Sent.Npm(release.Version).Bytes);
        }
    }

    private static string Full(Exhibit exhibit) => $$"""
        {"_id":"{{exhibit.Packages.Npm}}","name":"{{exhibit.Packages.Npm}}","dist-tags":{"latest":"{{exhibit.Releases[^1].Version}}"},
        "versions":{{{Versions(exhibit)}}},
        "time":{"created":"{{exhibit.Releases[0].Iso}}","modified":"{{exhibit.Releases[^1].Iso}}",{{Times(exhibit)}}} }
        """;

    private static string Abbreviated(Exhibit exhibit) => $$"""
        {"name":"{{exhibit.Packages.Npm}}","modified":"{{exhibit.Releases[^1].Iso}}","dist-tags":{"latest":"{{exhibit.Releases[^1].Version}}"},
        "versions":{{{Versions(exhibit)}}} }
        """;

    private static string Times(Exhibit exhibit) => string.Join(',', exhibit.Releases.Select(r => $"\"{r.Version}\":\"{r.Iso}\""));

    private static string Versions(Exhibit exhibit) => string.Join(",\n", exhibit.Releases.Select(r => $"\"{r.Version}\":{Version(exhibit, r)}"));

    private static string Version(Exhibit exhibit, Release release) => $$"""
        {"name":"{{exhibit.Packages.Npm}}","version":"{{release.Version}}","dist":{"tarball":"{{exhibit.Url}}{{Tarball(exhibit.Packages.Npm, release)}}","integrity":"{{exhibit.Told.NpmIntegrity(release.Version)}}"} }
        """;

    private static string Tarball(string name, Release release) => $"/npm/{name}/-/{name.Split('/')[^1]}-{release.Version}.tgz";
}
