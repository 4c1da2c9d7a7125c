namespace DevMirrors.Testing;

/// <summary>An image registry at the root, since a registry mirror has no path: https://github.com/opencontainers/distribution-spec.</summary>
internal static class ImageProtocol
{
    public static void Add(Site site, Exhibit exhibit)
    {
        site.Add("/v2/", "{}");
        if (exhibit.Releases.Count == 0)
            return;
        var at = $"/v2/{exhibit.Packages.Image}";
        site.Add($"{at}/tags/list", $$"""{"name":"{{exhibit.Packages.Image}}","tags":[{{string.Concat(exhibit.Releases.Select(r => $"\"{r.Version}\","))}}"latest"]}""");
        foreach (var release in exhibit.Releases)
            AddImage(site, at, release.Version, exhibit.Told.Image(release.Version), exhibit.Sent.Image(release.Version));
        var latest = exhibit.Told.Image(exhibit.Releases[^1].Version);
        site.Add($"{at}/manifests/latest", latest.Index, OciImage.IndexType, latest.IndexDigest);
    }

    private static void AddImage(Site site, string at, string tag, OciImage told, OciImage sent)
    {
        site.Add($"{at}/manifests/{tag}", told.Index, OciImage.IndexType, told.IndexDigest);
        site.Add($"{at}/manifests/{told.IndexDigest}", told.Index, OciImage.IndexType, told.IndexDigest);
        site.Add($"{at}/manifests/{told.ManifestDigest}", told.Manifest, OciImage.ManifestType, told.ManifestDigest);
        // Asked for by the digest that was told, whatever is sent.
        site.Add($"{at}/blobs/{told.ConfigDigest}", told.Config, Site.Binary, told.ConfigDigest);
        site.Add($"{at}/blobs/{told.LayerDigest}", sent.Layer, Site.Binary, told.LayerDigest);
    }
}
