using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DevMirrors.Config;

/// <summary>What one build of the tool puts into a repository: its own version, and files that stand flat in <see cref="VendoredFolder"/>.</summary>
public sealed record CarriedFiles(string Version, IReadOnlyList<CarriedFile> Files)
{
    /// <summary>Unpacks the archive that the tool carries; src/DevMirrors.Vendored/PackArchive.cs says what is in it.</summary>
    public static CarriedFiles Unpack(string version, ReadOnlySpan<byte> archive)
    {
        if (archive.Length < sizeof(int))
            throw new InvalidDataException("the archive beside this program is empty");
        var bytes = new byte[BinaryPrimitives.ReadInt32LittleEndian(archive)];
        // Not the stream, which would bring the compressor along.
        if (!BrotliDecoder.TryDecompress(archive[sizeof(int)..], bytes, out var length) || length != bytes.Length)
            throw new InvalidDataException("the archive beside this program is damaged");
        var at = bytes.AsSpan().IndexOf("\n\n"u8) + 2;
        var files = new List<CarriedFile>();
        foreach (var line in Encoding.UTF8.GetString(bytes, 0, at - 2).Split('\n'))
        {
            var (size, name) = (int.Parse(line.AsSpan(0, line.IndexOf(' ')), NumberStyles.None, CultureInfo.InvariantCulture), line[(line.IndexOf(' ') + 1)..]);
            files.Add(new CarriedFile(name, bytes.AsMemory(at, size)));
            at += size;
        }
        return new CarriedFiles(version, files);
    }

    internal CarriedFile? Find(string name) => Files.FirstOrDefault(f => f.Name == name);
}

/// <param name="Name">Without a folder.</param>
public sealed record CarriedFile(string Name, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>SHA-256, lower-case hex.</summary>
    public string Hash { get; } = Sha256.Hex(Bytes.Span);
}
