using System.Formats.Tar;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace DevMirrors.Testing;

/// <summary>Pushes a one-file image through the registry API, so that no container engine is needed to make one.</summary>
public static class TinyImage
{
    private const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";

    public static async Task Push(string registry, string name, string tag)
    {
        using var client = new HttpClient { BaseAddress = new Uri(registry) };
        var tar = Tar();
        var layer = Gzip(tar);
        var config = Encoding.UTF8.GetBytes($$$"""
            {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["{{{Digest(tar)}}}"]}}
            """);
        await PushBlob(client, name, layer);
        await PushBlob(client, name, config);
        var manifest = $$$"""
            {"schemaVersion":2,"mediaType":"{{{ManifestType}}}",
            "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":{{{config.Length}}},"digest":"{{{Digest(config)}}}"},
            "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":{{{layer.Length}}},"digest":"{{{Digest(layer)}}}"}]}
            """;
        using var body = new StringContent(manifest);
        body.Headers.ContentType = new MediaTypeHeaderValue(ManifestType);
        using var response = await client.PutAsync($"/v2/{name}/manifests/{tag}", body);
        response.EnsureSuccessStatusCode();
    }

    private static async Task PushBlob(HttpClient client, string name, byte[] bytes)
    {
        using var started = await client.PostAsync($"/v2/{name}/blobs/uploads/", null);
        started.EnsureSuccessStatusCode();
        var location = started.Headers.Location!.ToString();
        using var body = new ByteArrayContent(bytes);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var done = await client.PutAsync($"{location}&digest={Uri.EscapeDataString(Digest(bytes))}", body);
        done.EnsureSuccessStatusCode();
    }

    private static byte[] Tar()
    {
        using var memory = new MemoryStream();
        using (var tar = new TarWriter(memory, TarEntryFormat.Ustar, leaveOpen: true))
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "hello.txt") { DataStream = new MemoryStream("hello\n"u8.ToArray()) });
        return memory.ToArray();
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return memory.ToArray();
    }

    private static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
}
