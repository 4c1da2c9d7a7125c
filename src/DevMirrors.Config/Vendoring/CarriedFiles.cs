using System.IO.Compression;

namespace DevMirrors.Config;

/// <summary>What one build of the tool puts into a repository: its own version, and files that stand flat in <see cref="VendoredFolder"/>.</summary>
public sealed record CarriedFiles(string Version, IReadOnlyList<CarriedFile> Files)
{
    /// <summary>Unpacks the archive that the tool carries.</summary>
    public static CarriedFiles Read(string version, Stream archive)
    {
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read);
        return new CarriedFiles(version, [.. zip.Entries.Select(Unpack)]);
    }

    internal CarriedFile? Find(string name) => Files.FirstOrDefault(f => f.Name == name);

    private static CarriedFile Unpack(ZipArchiveEntry entry)
    {
        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return new CarriedFile(entry.Name, bytes);
    }
}

/// <param name="Name">Without a folder.</param>
public sealed record CarriedFile(string Name, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>SHA-256, lower-case hex.</summary>
    public string Hash { get; } = Sha256.Hex(Bytes.Span);
}
