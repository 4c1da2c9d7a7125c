using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace DevMirrors.Config;

/// <summary>
/// Writes one file so that it is wholly old or wholly new: temporary file beside it, flush, rename, flush of the folder.
/// Every failure is an <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>, and leaves no temporary file.
/// </summary>
internal static class AtomicFile
{
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    public const UnixFileMode PrivateFolder = Private | UnixFileMode.UserExecute;

    /// <summary>What <see cref="TempFor"/> makes.</summary>
    public const string TempPattern = ".devmirrors-*.tmp";

    /// <summary>Whether a name that the pattern takes is one of ours, and not somebody's notes.</summary>
    public static bool IsTemp(string path) => Guid.TryParseExact(Path.GetFileNameWithoutExtension(path).AsSpan(".devmirrors-".Length), "N", out _);

    /// <summary>A name for a temporary file in the folder of <paramref name="path"/>; no clock, no process id.</summary>
    public static string TempFor(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, $".devmirrors-{Guid.NewGuid():N}.tmp");

    /// <param name="mode">Of a new file, or what a present one's mode becomes; null keeps a present file's own.</param>
    /// <param name="check">Called right before the rename; throws where the target must not be replaced after all.</param>
    public static void Write(string path, string temp, ReadOnlyMemory<byte> bytes, UnixFileMode? mode, Action? check = null)
    {
        using var file = new StagedFile(path, temp, bytes, mode);
        file.Flush();
        check?.Invoke();
        file.Replace();
        FlushFolderOf(path);
    }

    public static void Write(string path, ReadOnlyMemory<byte> bytes, UnixFileMode? mode) => Write(path, TempFor(path), bytes, mode);

    public static void Delete(string path)
    {
        File.Delete(path);
        FlushFolderOf(path);
    }

    /// <summary>Creates folders, the outermost first, each of exactly this mode, owned like its parent where we are root.</summary>
    public static void MakeFolders(IReadOnlyList<string> folders, UnixFileMode mode)
    {
        foreach (var folder in folders)
            MakeFolder(folder, mode);
        DiskFlush.AllOf([.. folders.Select(folder => (Action)(() => FlushFolderOf(folder)))]);
    }

    /// <summary>Creates one folder like <see cref="MakeFolders"/>, and leaves its flush to the caller.</summary>
    public static void MakeFolder(string folder, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }
        Directory.CreateDirectory(folder, mode);
        // The umask took from it what the caller has thought of already.
        File.SetUnixFileMode(folder, mode);
        if (ParentOwner(folder) is { } owner)
            UnixFile.ChangeOwner(folder, owner.User, owner.Group);
    }

    public static void FlushFolderOf(string path) => FlushFolder(Path.GetDirectoryName(path)!);

    /// <summary>Makes sure of the names in a folder; Windows has no such call and journals them itself.</summary>
    public static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsWindows())
            UnixFile.FlushFolder(folder);
    }

    /// <summary>False where a file is still there. Its name says whose it is; the failure that matters is already on its way.</summary>
    public static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The owner that a new path gets: as root that of its folder, so that sudo leaves nothing of root's in a home. Null: our own.</summary>
    public static FileStatus? ParentOwner(string path)
    {
        if (OperatingSystem.IsWindows() || UnixFile.UserId != 0)
            return null;
        var parent = FileStatus.Read(Path.GetDirectoryName(path)!, followLinks: true);
        return parent is null || parent.User == 0 ? null : parent;
    }

    internal static FileStream Create(string temp)
    {
        // CreateNew is O_EXCL, which follows no link either.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        return new FileStream(temp, options);
    }

    internal static void Fill(FileStream stream, string path, ReadOnlyMemory<byte> bytes, UnixFileMode? mode)
    {
        // RandomAccess reports every failed write at once; the stream only opened the file.
        RandomAccess.Write(stream.SafeFileHandle, bytes.Span, 0);
        if (!OperatingSystem.IsWindows())
            Dress(stream.SafeFileHandle, stream.Name, path, mode);
    }

    public static void Flush(FileStream stream)
    {
        if (OperatingSystem.IsWindows())
            RandomAccess.FlushToDisk(stream.SafeFileHandle);
        else
            UnixFile.Flush(stream.SafeFileHandle);
    }

    [UnsupportedOSPlatform("windows")]
    private static void Dress(SafeFileHandle handle, string temp, string path, UnixFileMode? mode)
    {
        var present = FileStatus.Read(path, followLinks: false);
        // Opening a FIFO to copy from it would block.
        if (present is { Kind: not FileKind.Regular })
            throw new IOException("it is not a regular file");
        if (present is not null)
            DressLike(handle, temp, path, present);
        else if (ParentOwner(path) is { } owner)
            UnixFile.ChangeOwner(handle, owner.User, owner.Group);
        // After the owner, because changing that clears bits of the mode, and after the ACL, whose mask it is.
        File.SetUnixFileMode(handle, mode ?? present?.Mode ?? Private);
    }

    private static void DressLike(SafeFileHandle handle, string temp, string path, FileStatus present)
    {
        var fresh = FileStatus.Read(temp, followLinks: false);
        if (fresh is null || fresh.User != present.User || fresh.Group != present.Group)
            UnixFile.ChangeOwner(handle, present.User, present.Group);
        using var original = UnixFile.Open(path);
        FileAttributesCopy.Copy(original, handle);
    }

    /// <summary>The second half of a write.</summary>
    public static void Replace(string temp, string path)
    {
        if (OperatingSystem.IsWindows())
            File.Move(temp, path, overwrite: true);
        else
            UnixFile.Rename(temp, path);
    }
}
