using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DevMirrors.Config;

/// <summary>
/// The hash that NuGet's lock files have: SHA-512 of the package as it was before it was signed. The signature is the zip's last entry; without it
/// the directory begins earlier and is shorter. (NuGet.Packaging, SignedPackageArchiveUtility.GetPackageContentHash.)
/// </summary>
internal static class NuGetContentHash
{
    private const uint RecordMark = 0x02014b50;
    private const uint EndMark = 0x06054b50;
    private const int RecordSize = 46;
    private const int EndSize = 22;

    /// <summary>Base64; null where the bytes are no zip file that NuGet would take.</summary>
    public static string? Of(ReplyBody body)
    {
        var stream = body.Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        if (ReadEnd(stream) is not { } end || ReadRecords(stream, end) is not { } records)
            return null;
        var signature = records.Find(r => r.Name == ".signature.p7s");
        if (signature is null)
            return Convert.ToBase64String(BodyHash.Of(body, hash));
        // NuGet signs by appending: an entry behind the signature would be outside of what was signed.
        if (records.Exists(r => r.LocalOffset > signature.LocalOffset))
            return null;
        return Convert.ToBase64String(WithoutSignature(stream, end, records, signature, hash));
    }

    private sealed record Record(string Name, uint LocalOffset, byte[] Bytes);

    private sealed record End(uint DirectoryOffset, uint DirectorySize, byte[] Bytes);

    private static byte[] WithoutSignature(Stream stream, End end, List<Record> records, Record signature, IncrementalHash hash)
    {
        Append(stream, 0, signature.LocalOffset, hash);
        foreach (var record in records.Where(r => r != signature))
            hash.AppendData(record.Bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(end.Bytes.AsSpan(8), (ushort)(records.Count - 1));
        BinaryPrimitives.WriteUInt16LittleEndian(end.Bytes.AsSpan(10), (ushort)(records.Count - 1));
        BinaryPrimitives.WriteUInt32LittleEndian(end.Bytes.AsSpan(12), end.DirectorySize - (uint)signature.Bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.Bytes.AsSpan(16), signature.LocalOffset);
        hash.AppendData(end.Bytes);
        return hash.GetHashAndReset();
    }

    private static void Append(Stream stream, long from, long to, IncrementalHash hash)
    {
        stream.Position = from;
        var buffer = new byte[16 * 1024];
        for (var left = to - from; left > 0;)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
                return;
            hash.AppendData(buffer, 0, read);
            left -= read;
        }
    }

    // A comment may follow, of up to 64 KiB.
    private static End? ReadEnd(Stream stream)
    {
        var tail = Read(stream, Math.Max(0, stream.Length - EndSize - ushort.MaxValue), (int)Math.Min(stream.Length, EndSize + ushort.MaxValue));
        for (var at = tail.Length - EndSize; at >= 0; at--)
        {
            var end = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) == EndMark && EndSize + BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) == end.Length)
                return new End(BinaryPrimitives.ReadUInt32LittleEndian(end[16..]), BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), end.ToArray());
        }
        return null;
    }

    private static List<Record>? ReadRecords(Stream stream, End end)
    {
        if (end.DirectoryOffset + (long)end.DirectorySize > stream.Length)
            return null;
        var directory = Read(stream, end.DirectoryOffset, (int)end.DirectorySize).AsSpan();
        var records = new List<Record>();
        while (directory.Length >= RecordSize && BinaryPrimitives.ReadUInt32LittleEndian(directory) == RecordMark)
        {
            var name = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            var length = RecordSize + name + BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            if (length > directory.Length)
                return null;
            records.Add(new Record(System.Text.Encoding.UTF8.GetString(directory.Slice(RecordSize, name)), BinaryPrimitives.ReadUInt32LittleEndian(directory[42..]), directory[..length].ToArray()));
            directory = directory[length..];
        }
        return directory.IsEmpty ? records : null;
    }

    private static byte[] Read(Stream stream, long from, int count)
    {
        var bytes = new byte[count];
        stream.Position = from;
        stream.ReadExactly(bytes);
        return bytes;
    }
}
