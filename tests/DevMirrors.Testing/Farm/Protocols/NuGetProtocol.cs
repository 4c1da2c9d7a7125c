namespace DevMirrors.Testing;

/// <summary>A v3 feed below <c>/nuget/v3</c>: https://learn.microsoft.com/nuget/api/overview.</summary>
internal static class NuGetProtocol
{
    public static void Add(Site site, Exhibit exhibit)
    {
        site.Add("/nuget/v3/index.json", Index(exhibit));
        if (exhibit.Has(Lack.Vulnerabilities))
            AddVulnerabilities(site, exhibit);
        if (exhibit.Releases.Count == 0)
            return;
        var id = exhibit.Packages.NuGet.ToLowerInvariant();
        site.Add($"/nuget/v3/flat/{id}/index.json", $$"""{"versions":[{{string.Join(',', exhibit.Releases.Select(r => $"\"{r.Version}\""))}}]}""");
        foreach (var version in exhibit.Releases.Select(r => r.Version))
        {
            site.Add($"/nuget/v3/flat/{id}/{version}/{id}.{version}.nupkg", exhibit.Sent.NuGet(version).Bytes);
            site.Add($"/nuget/v3/flat/{id}/{version}/{id}.nuspec", Archives.Nuspec(exhibit.Packages.NuGet, version), "application/xml");
        }
        NuGetRegistration.Add(site, exhibit, id);
    }

    private static string Index(Exhibit exhibit)
    {
        var at = exhibit.Url + "/nuget/v3";
        var resources = new List<(string Id, string Type)>
        {
            ($"{at}/flat/", "PackageBaseAddress/3.0.0"),
            ($"{at}/registration/", "RegistrationsBaseUrl"),
            ($"{at}/registration/", "RegistrationsBaseUrl/3.6.0"),
        };
        if (exhibit.Has(Lack.Vulnerabilities))
            resources.Add(($"{at}/vulnerabilities/index.json", "VulnerabilityInfo/6.7.0"));
        return $$"""{"version":"3.0.0","resources":[{{string.Join(",\n", resources.Select(r => $$"""{"@id":"{{r.Id}}","@type":"{{r.Type}}"}"""))}}]}""";
    }

    private static void AddVulnerabilities(Site site, Exhibit exhibit)
    {
        const string At = "/nuget/v3/vulnerabilities";
        site.Add($"{At}/index.json", $$"""[{"@name":"base","@id":"{{exhibit.Url}}{{At}}/base.json","@updated":"{{exhibit.Packages.Newest.Iso}}","comment":""}]""");
        site.Add($"{At}/base.json", """{"farm.holey":[{"severity":2,"url":"https://advisories.example/1","versions":"(, 2.0.0)"}]}""");
    }
}
