namespace DevMirrors.Config;

/// <summary>Reads files that somebody may be writing at the same moment: their length is known only at their end.</summary>
internal static class FileBytes
{
    private const int Ahead = 512;

    /// <summary>The whole file, or null where it holds more than <paramref name="maxBytes"/>.</summary>
    public static byte[]? Read(string path, long maxBytes)
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[Math.Min(RandomAccess.GetLength(file), maxBytes) + Ahead];
        var length = 0;
        while (RandomAccess.Read(file, buffer.AsSpan(length), length) is > 0 and var read)
        {
            length += read;
            if (length > maxBytes)
                return null;
            if (length == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
        }
        return buffer[..length];
    }

    /// <summary>The text of a regular file of at most <see cref="FileSnapshot.MaxBytes"/>; null for everything else, a FIFO above all, which would block.</summary>
    public static string? Text(string path) =>
        FileSnapshot.Read(path, new DiagnosticBag()) is { Exists: true } file ? System.Text.Encoding.UTF8.GetString(file.Bytes.Span) : null;

    /// <summary>Whether there is a regular file, no link to one, that holds exactly these bytes.</summary>
    public static bool Are(string path, ReadOnlyMemory<byte> expected) =>
        Kind(path) == FileKind.Regular && Read(path, expected.Length) is { } bytes && bytes.AsSpan().SequenceEqual(expected.Span);

    /// <summary>Null where there is nothing.</summary>
    public static FileKind? Kind(string path)
    {
        if (!OperatingSystem.IsWindows())
            return FileStatus.Read(path, followLinks: false)?.Kind;
        return File.Exists(path) ? FileKind.Regular : Directory.Exists(path) ? FileKind.Folder : null;
    }
}
