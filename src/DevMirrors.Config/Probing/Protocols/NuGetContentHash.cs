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
    private const int RecordSize = 46;

    /// <summary>Base64; null where the bytes are no zip file that NuGet would take, or one whose directory is beyond reason.</summary>
    public static string? Of(ReplyBody body)
    {
        var stream = body.Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        if (ZipEnd.Of(stream) is not { IsReasonable: true } end)
            return null;
        var bytes = ZipEnd.Read(stream, end.DirectoryOffset, (int)end.DirectorySize);
        if (ReadDirectory(bytes) is not { } directory)
            return null;
        if (directory.Signature is not { } signature)
            return Convert.ToBase64String(BodyHash.Of(body, hash));
        // NuGet signs by appending: an entry behind the signature would be outside of what was signed.
        return directory.LastOffset > signature.LocalOffset ? null : Convert.ToBase64String(WithoutSignature(stream, end, bytes, directory.Count, signature, hash));
    }

    /// <param name="At">In the directory.</param>
    private readonly record struct Record(int At, int Length, uint LocalOffset);

    private sealed record Directory(int Count, Record? Signature, uint LastOffset);

    private static byte[] WithoutSignature(Stream stream, ZipEnd end, byte[] directory, int count, Record signature, IncrementalHash hash)
    {
        Append(stream, 0, signature.LocalOffset, hash);
        hash.AppendData(directory.AsSpan(0, signature.At));
        hash.AppendData(directory.AsSpan(signature.At + signature.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(end.Bytes.AsSpan(8), (ushort)(count - 1));
        BinaryPrimitives.WriteUInt16LittleEndian(end.Bytes.AsSpan(10), (ushort)(count - 1));
        BinaryPrimitives.WriteUInt32LittleEndian(end.Bytes.AsSpan(12), end.DirectorySize - (uint)signature.Length);
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

    private static Directory? ReadDirectory(byte[] bytes)
    {
        var seen = new Directory(0, null, 0);
        var at = 0;
        while (seen.Count <= ZipEnd.MaxFiles && ReadRecord(bytes.AsSpan(at)) is { Length: > 0 } record)
        {
            var isSignature = seen.Signature is null && Name(bytes.AsSpan(at)).SequenceEqual(".signature.p7s"u8);
            seen = new Directory(seen.Count + 1, isSignature ? record with { At = at } : seen.Signature, Math.Max(seen.LastOffset, record.LocalOffset));
            at += record.Length;
        }
        return at == bytes.Length && seen.Count <= ZipEnd.MaxFiles ? seen : null;
    }

    private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> record) => record.Slice(RecordSize, BinaryPrimitives.ReadUInt16LittleEndian(record[28..]));

    private static Record ReadRecord(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < RecordSize || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != RecordMark)
            return default;
        var length = RecordSize + BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) + BinaryPrimitives.ReadUInt16LittleEndian(bytes[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(bytes[32..]);
        return length > bytes.Length ? default : new Record(0, length, BinaryPrimitives.ReadUInt32LittleEndian(bytes[42..]));
    }
}
