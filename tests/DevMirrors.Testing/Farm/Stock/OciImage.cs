using System.Text;

namespace DevMirrors.Testing;

/// <summary>An image for linux/amd64: an index with one manifest, a configuration that knows when it was made, one layer.</summary>
internal sealed record OciImage(byte[] Index, byte[] Manifest, byte[] Config, byte[] Layer)
{
    public const string IndexType = "application/vnd.oci.image.index.v1+json";
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    public string IndexDigest { get; } = Sums.Digest(Index);

    public string ManifestDigest { get; } = Sums.Digest(Manifest);

    public string ConfigDigest { get; } = Sums.Digest(Config);

    public string LayerDigest { get; } = Sums.Digest(Layer);

    public static OciImage Make(Release release, byte[] payload)
    {
        var tar = Archives.Tar(("demo.bin", payload));
        var layer = Archives.Gzip(tar);
        var config = Encoding.UTF8.GetBytes($$$"""
            {"created":"{{{release.Iso}}}","architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["{{{Sums.Digest(tar)}}}"]}}
            """);
        var manifest = Encoding.UTF8.GetBytes($$$"""
            {"schemaVersion":2,"mediaType":"{{{ManifestType}}}",
            "config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":{{{config.Length}}},"digest":"{{{Sums.Digest(config)}}}"},
            "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","size":{{{layer.Length}}},"digest":"{{{Sums.Digest(layer)}}}"}]}
            """);
        var index = Encoding.UTF8.GetBytes($$$"""
            {"schemaVersion":2,"mediaType":"{{{IndexType}}}",
            "manifests":[{"mediaType":"{{{ManifestType}}}","size":{{{manifest.Length}}},"digest":"{{{Sums.Digest(manifest)}}}","platform":{"architecture":"amd64","os":"linux"}}]}
            """);
        return new OciImage(index, manifest, config, layer);
    }
}
