using System.Runtime.InteropServices;

namespace DevMirrors.Config;

/// <summary>A file's content and mode at one moment.</summary>
/// <param name="Mode">Unix permission bits; null where absent or on Windows.</param>
public sealed record FileSnapshot(string Path, bool Exists, ReadOnlyMemory<byte> Bytes, UnixFileMode? Mode = null)
{
    /// <summary>Nothing that DevMirrors edits is larger than this.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Reads the file, following links. Null, and an error in <paramref name="found"/>, where it is not a readable regular file of at most <paramref name="maxBytes"/>.</summary>
    public static FileSnapshot? Read(string path, DiagnosticBag found, long maxBytes = MaxBytes)
    {
        try
        {
            // Asking what it is before opening: opening a FIFO would block.
            var (exists, mode, reason) = OperatingSystem.IsWindows() ? LookOnWindows(path, maxBytes) : LookOnUnix(path, maxBytes);
            if (reason is not null)
                return Refuse(path, reason, found);
            if (!exists)
                return new FileSnapshot(path, false, default);
            return FileBytes.Read(path, maxBytes) is { } bytes ? new FileSnapshot(path, true, bytes, mode) : Refuse(path, TooLarge(maxBytes), found);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another undo has taken it away since we looked.
            return new FileSnapshot(path, false, default);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(path, e.Message, found);
        }
    }

    // .NET reports FIFOs, sockets and devices as Normal files of length 0, and what it may not look at as absent.
    private static (bool Exists, UnixFileMode? Mode, string? Reason) LookOnUnix(string path, long maxBytes)
    {
        if (FileStatus.Read(path, followLinks: true) is { } status)
            return (true, status.Mode, Obstacle(status.Kind == FileKind.Folder, status.Kind == FileKind.Regular, status.Size, maxBytes));
        var error = Marshal.GetLastPInvokeError();
        if (error != UnixFile.NoSuchFile)
            return (false, null, UnixFile.Describe(error));
        return (false, null, FileStatus.Read(path, followLinks: false) is null ? null : "it is a symbolic link to nothing");
    }

    private static (bool Exists, UnixFileMode? Mode, string? Reason) LookOnWindows(string path, long maxBytes)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is not null)
            info = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
        var folder = Directory.Exists(path);
        return info.Exists || folder
            ? (true, null, Obstacle(folder, (info.Attributes & FileAttributes.Device) == 0, folder ? 0 : info.Length, maxBytes))
            : (false, null, null);
    }

    private static string? Obstacle(bool isFolder, bool isRegular, long size, long maxBytes) =>
        isFolder ? "it is a folder" : !isRegular ? "it is not a regular file" : size > maxBytes ? TooLarge(maxBytes) : null;

    internal static string TooLarge(long maxBytes) => $"it is larger than {maxBytes / 1024 / 1024} MiB";

    private static FileSnapshot? Refuse(string path, string reason, DiagnosticBag found)
    {
        found.Add(Diagnose.UneditableFile(new Place(path), reason));
        return null;
    }
}
