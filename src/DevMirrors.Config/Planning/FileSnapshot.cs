namespace DevMirrors.Config;

/// <summary>A file's content and mode at one moment.</summary>
/// <param name="Mode">Unix permission bits; null where absent or on Windows.</param>
public sealed record FileSnapshot(string Path, bool Exists, ReadOnlyMemory<byte> Bytes, UnixFileMode? Mode = null)
{
    /// <summary>Nothing that DevMirrors edits is larger than this.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Reads the file, following links. Null, and an error in <paramref name="found"/>, where it is not a readable regular file of at most 1 MiB.</summary>
    public static FileSnapshot? Read(string path, DiagnosticBag found)
    {
        try
        {
            // Asking for the attributes before opening: opening a FIFO would block.
            var info = new FileInfo(path);
            if (info.LinkTarget is not null)
                info = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
            if (Directory.Exists(path))
                return Refuse(path, "it is a folder", found);
            if (!info.Exists)
                return new FileSnapshot(path, false, default);
            if ((info.Attributes & FileAttributes.Device) != 0 || !IsRegular(info))
                return Refuse(path, "it is not a regular file", found);
            if (info.Length > MaxBytes)
                return Refuse(path, "it is larger than 1 MiB", found);
            var bytes = File.ReadAllBytes(path);
            return new FileSnapshot(path, true, bytes, OperatingSystem.IsWindows() ? null : info.UnixFileMode);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(path, e.Message, found);
        }
    }

    // .NET reports FIFOs, sockets and devices as Normal files of length 0; only Unix has them among paths.
    private static bool IsRegular(FileInfo info) => OperatingSystem.IsWindows() || UnixFile.IsRegular(info.FullName);

    private static FileSnapshot? Refuse(string path, string reason, DiagnosticBag found)
    {
        found.Add(Diagnose.UneditableFile(new Place(path), reason));
        return null;
    }
}
