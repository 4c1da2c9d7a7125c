using System.IO.Compression;
using System.Text;
using DevMirrors.Testing;
using Microsoft.Build.Logging.StructuredLogger;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>The bytes of a binlog without its compressions: the log itself, and every file that it carries.</summary>
internal static class UnpackedLog
{
    public static IReadOnlyList<(string Where, byte[] Bytes)> Of(string binlog)
    {
        using var gzip = new GZipStream(File.OpenRead(binlog), CompressionMode.Decompress);
        using var carried = new ZipArchive(new MemoryStream(BinaryLog.ReadBuild(binlog).SourceFilesArchive));
        return [("the log", AllOf(gzip)), .. carried.Entries.Select(Read)];
    }

    /// <summary>Fails where the log or a file in it holds a secret, in whichever encoding; and where it holds nothing of what we do, for then it proves nothing.</summary>
    public static void AssertHoldsNoSecret(string binlog, string ours)
    {
        var all = Of(binlog);
        Assert.True(all.Any(f => f.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(ours)) >= 0), $"nothing of {ours}");
        Assert.True(all.Count > 1, "no file is carried");
        foreach (var (where, bytes) in all)
            Assert.True(Canary.FindIn(bytes) is null, $"{where}: {Canary.FindIn(bytes)}");
    }

    private static (string, byte[]) Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return (entry.FullName, AllOf(stream));
    }

    private static byte[] AllOf(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
