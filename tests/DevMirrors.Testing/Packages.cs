using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace DevMirrors.Testing;

/// <summary>Puts tiny, real packages of each ecosystem on a loopback server, in the layout that the real clients ask for.</summary>
public static class Packages
{
    /// <summary>A Go module of one file, as a module proxy serves it below <paramref name="prefix"/>. Gives its two lines of go.sum.</summary>
    public static string ServeGoModule(this LoopbackServer server, string module, string version, string prefix = "", string code = "package a\n")
    {
        var at = $"{prefix}/{module}/@v/";
        var mod = $"module {module}\n\ngo 1.18\n";
        server.Serve(at + "list", version + "\n");
        server.Serve(at + version + ".info", $$"""{"Version":"{{version}}","Time":"2024-01-01T00:00:00Z"}""");
        server.Serve(at + version + ".mod", mod);
        server.Serve(at + version + ".zip", Zip(
            ($"{module}@{version}/go.mod", mod),
            ($"{module}@{version}/a.go", code)));
        return $"{module} {version} {GoHash(($"{module}@{version}/a.go", code), ($"{module}@{version}/go.mod", mod))}\n{module} {version}/go.mod {GoHash(("go.mod", mod))}\n";
    }

    /// <summary>A NuGet v3 feed, <c>/v3/index.json</c>, with what restore needs and nothing more.</summary>
    public static void ServeNuGetFeed(this LoopbackServer server, params (string Id, string Version)[] packages)
    {
        server.Serve("/v3/index.json", $$"""{"version":"3.0.0","resources":[{"@id":"{{server.Url}}/v3/flat/","@type":"PackageBaseAddress/3.0.0"}]}""");
        foreach (var (id, version) in packages)
        {
            var lower = id.ToLowerInvariant();
            server.Serve($"/v3/flat/{lower}/index.json", $$"""{"versions":["{{version}}"]}""");
            server.Serve($"/v3/flat/{lower}/{version}/{lower}.{version}.nupkg", Nupkg(id, version));
        }
    }

    /// <summary>An npm package of one file: metadata and tarball. Gives its integrity, as a lock file has it.</summary>
    public static string ServeNpmPackage(this LoopbackServer server, string name, string version, string code = "")
    {
        var tarball = Tgz(("package/package.json", $$"""{ "name": "{{name}}", "version": "{{version}}" }"""), ("package/index.js", code));
        var file = $"/{name}/-/{name.Split('/')[^1]}-{version}.tgz";
        var integrity = "sha512-" + Convert.ToBase64String(SHA512.HashData(tarball));
        server.Serve(file, tarball);
        server.Serve($"/{name}", $$"""
            {
              "name": "{{name}}", "dist-tags": { "latest": "{{version}}" },
              "versions": {
                "{{version}}": {
                  "name": "{{name}}", "version": "{{version}}",
                  "dist": { "tarball": "{{server.Url}}{{file}}", "integrity": "{{integrity}}" }
                }
              }
            }
            """);
        return integrity;
    }

    public static byte[] Nupkg(string id, string version) => Nupkg(id, version, "lib/netstandard2.0/_._", []);

    /// <summary>A package with one file in it.</summary>
    public static byte[] Nupkg(string id, string version, string file, byte[] content) => Zip(
        ($"{id}.nuspec", Encoding.UTF8.GetBytes($"""
            <?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
            <id>{id}</id><version>{version}</version><authors>test</authors><description>test</description></metadata></package>
            """)),
        (file, content));

    // https://go.dev/ref/mod#go-sum-files: the hash of a list of hashes, in the order of the names.
    private static string GoHash(params (string Name, string Text)[] files)
    {
        var list = string.Concat(files.Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(f.Text)))}  {f.Name}\n"));
        return "h1:" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(list)));
    }

    private static byte[] Zip(params (string Name, string Text)[] entries) => Zip([.. entries.Select(e => (e.Name, Encoding.UTF8.GetBytes(e.Text)))]);

    private static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(bytes);
            }
        }
        return memory.ToArray();
    }

    private static byte[] Tgz(params (string Name, string Text)[] entries)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            foreach (var (name, text) in entries)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }
        return memory.ToArray();
    }
}
