using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace DevMirrors.Testing;

/// <summary>Archives whose bytes depend on nothing but their content: no clock in them.</summary>
internal static class Archives
{
    private static readonly DateTimeOffset Time = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in entries)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
                entry.LastWriteTime = Time;
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        }
        return memory.ToArray();
    }

    public static byte[] Tar(params (string Name, byte[] Bytes)[] entries)
    {
        using var memory = new MemoryStream();
        using (var tar = new TarWriter(memory, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes), ModificationTime = Time });
        }
        return memory.ToArray();
    }

    public static byte[] Gzip(byte[] bytes, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, level))
            gzip.Write(bytes);
        return memory.ToArray();
    }

    public static byte[] Nupkg(string id, string version, byte[] payload) => Zip(
        ($"{id}.nuspec", Nuspec(id, version)),
        ("lib/netstandard2.0/_._", []),
        ("content.bin", payload));

    public static byte[] Nuspec(string id, string version) => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0"?>
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
        <id>{id}</id><version>{version}</version><authors>farm</authors><description>A package of the farm.</description></metadata></package>
        """);
}
