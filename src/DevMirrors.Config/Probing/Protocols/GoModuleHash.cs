using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace DevMirrors.Config;

/// <summary>The hash that a line of go.sum holds: https://go.dev/ref/mod#go-sum-files.</summary>
internal static class GoModuleHash
{
    private const long MaxBytes = 64L << 20;

    /// <summary><c>h1:</c> and base64: the SHA-256 of a list of the files' SHA-256, sorted by name. Null where it is no zip file, or one that grows beyond reason.</summary>
    public static string? Of(ReplyBody body)
    {
        try
        {
            var stream = body.Open();
            // ZipArchive makes an object of every entry before it tells how many there are.
            if (ZipEnd.Of(stream) is not { IsReasonable: true })
                return null;
            stream.Position = 0;
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > ZipEnd.MaxFiles)
                return null;
            var left = MaxBytes;
            var lines = new List<(string Name, string Hash)>();
            foreach (var entry in zip.Entries.Where(e => !e.FullName.EndsWith('/')))
            {
                if (Hash(entry, ref left) is not { } hash)
                    return null;
                lines.Add((entry.FullName, hash));
            }
            return "h1:" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(List(lines))));
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or IOException)
        {
            return null;
        }
    }

    private static string List(List<(string Name, string Hash)> lines)
    {
        lines.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return string.Concat(lines.Select(l => $"{l.Hash}  {l.Name}\n"));
    }

    // A zip file of a few bytes can hold terabytes.
    private static string? Hash(ZipArchiveEntry entry, ref long left)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = entry.Open();
        var buffer = new byte[16 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if ((left -= read) < 0)
                return null;
            hash.AppendData(buffer, 0, read);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
