using System.Buffers.Binary;

namespace DevMirrors.Config;

/// <summary>The last record of a zip file, and where its directory is (APPNOTE.TXT, 4.3.16).</summary>
/// <param name="At">Where the record itself begins.</param>
/// <param name="Bytes">The record and its comment.</param>
internal sealed record ZipEnd(long At, uint DirectoryOffset, uint DirectorySize, int Count, byte[] Bytes)
{
    /// <summary>More than any package has that is worth a probe.</summary>
    public const int MaxFiles = 20_000;

    private const uint Mark = 0x06054b50;
    private const int Size = 22;
    private const int MaxDirectoryBytes = 4 << 20;

    /// <summary>Whether the directory fills the room before this record, and is no larger than the files it may name: else reading it could cost anything.</summary>
    public bool IsReasonable => DirectorySize <= MaxDirectoryBytes && Count <= MaxFiles && DirectoryOffset + (long)DirectorySize == At;

    /// <summary>Null where there is none. The last mark must be the right one: other readers take a mark in the comment for it.</summary>
    public static ZipEnd? Of(Stream stream)
    {
        // A comment may follow, of up to 64 KiB.
        var start = Math.Max(0, stream.Length - Size - ushort.MaxValue);
        var tail = Read(stream, start, (int)(stream.Length - start));
        for (var at = tail.Length - Size; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) == Mark)
                return Parse(start + at, tail[at..]);
        }
        return null;
    }

    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static byte[] Read(Stream stream, long from, int count)
    {
        var bytes = new byte[count];
        stream.Position = from;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static ZipEnd? Parse(long at, byte[] bytes) => Size + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(20)) == bytes.Length
        ? new ZipEnd(at, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(12)), BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(10)), bytes)
        : null;
}
