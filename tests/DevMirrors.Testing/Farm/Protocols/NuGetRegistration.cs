namespace DevMirrors.Testing;

/// <summary>A feed's metadata of a package: one page that holds its leaves, and the catalog entries with the hashes.</summary>
internal static class NuGetRegistration
{
    public static void Add(Site site, Exhibit exhibit, string id)
    {
        var index = $"{exhibit.Url}/nuget/v3/registration/{id}/index.json";
        site.Add($"/nuget/v3/registration/{id}/index.json", $$"""
            {"@id":"{{index}}","count":1,"items":[{"@id":"{{index}}#page","@type":"catalog:CatalogPage","count":{{exhibit.Releases.Count}},
            "lower":"{{exhibit.Releases[0].Version}}","upper":"{{exhibit.Releases[^1].Version}}","parent":"{{index}}",
            "items":[{{string.Join(",\n", exhibit.Releases.Select(r => Leaf(exhibit, id, r)))}}]}]}
            """);
        foreach (var release in exhibit.Releases)
        {
            site.Add($"/nuget/v3/registration/{id}/{release.Version}.json", Leaf(exhibit, id, release));
            site.Add($"/nuget/v3/catalog/{id}.{release.Version}.json", Entry(exhibit, id, release,
                $$""","packageHash":"{{exhibit.Told.NuGetHash(release.Version)}}","packageHashAlgorithm":"SHA512","packageSize":{{exhibit.Told.NuGet(release.Version).Bytes.Length}}"""));
        }
    }

    private static string Leaf(Exhibit exhibit, string id, Release release) => $$"""
        {"@id":"{{exhibit.Url}}/nuget/v3/registration/{{id}}/{{release.Version}}.json","@type":"Package","listed":true,"published":"{{release.Iso}}",
        "packageContent":"{{Content(exhibit, id, release)}}","registration":"{{exhibit.Url}}/nuget/v3/registration/{{id}}/index.json",
        "catalogEntry":{{Entry(exhibit, id, release, "")}}}
        """;

    private static string Entry(Exhibit exhibit, string id, Release release, string more) => $$"""
        {"@id":"{{exhibit.Url}}/nuget/v3/catalog/{{id}}.{{release.Version}}.json","@type":"PackageDetails","id":"{{exhibit.Packages.NuGet}}","version":"{{release.Version}}",
        "authors":"farm","description":"A package of the farm.","listed":true,"published":"{{release.Iso}}","packageContent":"{{Content(exhibit, id, release)}}"{{more}}}
        """;

    private static string Content(Exhibit exhibit, string id, Release release) =>
        $"{exhibit.Url}/nuget/v3/flat/{id}/{release.Version}/{id}.{release.Version}.nupkg";
}
