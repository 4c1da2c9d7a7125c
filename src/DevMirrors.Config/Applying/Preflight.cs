using System.Runtime.InteropServices;

namespace DevMirrors.Config;

/// <summary>Where an edit really goes: links resolved, missing folders named.</summary>
/// <param name="Real">The file itself; the link that led here stays a link.</param>
/// <param name="Folders">To be made first, outermost first.</param>
internal sealed record Destination(string Real, IReadOnlyList<string> Folders);

/// <summary>Finds what speaks against writing a file, before anything is written: each reason names itself.</summary>
internal static class Preflight
{
    /// <param name="within">The folder that the write must stay in, wherever links lead; null: anywhere.</param>
    /// <returns>Null, and an error, where the file must be left alone.</returns>
    public static Destination? Clear(string path, string? within, DiagnosticBag found, long maxBytes = FileSnapshot.MaxBytes)
    {
        var (destination, reason) = OperatingSystem.IsWindows() ? OnWindows(path, maxBytes) : OnUnix(path, maxBytes);
        if (reason is null && within is not null && !IsInside(destination!, within))
            reason = $"it leads out of `{within}`, to `{destination!.Real}`";
        if (reason is null)
            return destination;
        found.Add(Diagnose.NotWritten(new Place(path), reason));
        return null;
    }

    private static (Destination?, string? Reason) OnUnix(string path, long maxBytes)
    {
        var link = FileStatus.Read(path, followLinks: false);
        if (link is null)
            return Marshal.GetLastPInvokeError() == UnixFile.NoSuchFile ? NewFile(path) : Because(Marshal.GetLastPInvokeError());
        if (UnixFile.RealPath(path, out var error) is not { } real)
            return (null, error == UnixFile.NoSuchFile ? "it is a symbolic link to nothing" : "its symbolic links lead nowhere: " + UnixFile.Describe(error));
        if (FileStatus.Read(real, followLinks: false) is not { } file)
            return Because(Marshal.GetLastPInvokeError());
        var obstacle = Planted(link, file) ?? OfFile(real, file, maxBytes) ?? OfFolder(Path.GetDirectoryName(real)!);
        return obstacle is null ? (new Destination(real, []), null) : (null, obstacle);
    }

    private static (Destination?, string?) NewFile(string path)
    {
        var missing = new Stack<string>();
        var parent = Path.GetDirectoryName(path)!;
        while (FileStatus.Read(parent, followLinks: false) is null)
        {
            if (Marshal.GetLastPInvokeError() != UnixFile.NoSuchFile)
                return Because(Marshal.GetLastPInvokeError());
            missing.Push(parent);
            parent = Path.GetDirectoryName(parent)!;
        }
        if (UnixFile.RealPath(parent, out var error) is not { } real)
            return Because(error);
        if (OfFolder(real) is { } obstacle)
            return (null, obstacle);
        string Moved(string below) => Path.Combine(real, Path.GetRelativePath(parent, below));
        return (new Destination(Moved(path), [.. missing.Select(Moved)]), null);
    }

    // What a user could place for root to follow: a link of theirs to a file that is not.
    private static string? Planted(FileStatus link, FileStatus file) =>
        UnixFile.UserId == 0 && link.Kind == FileKind.Link && link.User != 0 && link.User != file.User
            ? "it is a symbolic link to another user's file"
            : null;

    private static string? OfFile(string real, FileStatus file, long maxBytes) => file switch
    {
        { Kind: FileKind.Folder } => "it is a folder",
        { Kind: not FileKind.Regular } => "it is not a regular file",
        _ when file.Size > maxBytes => FileSnapshot.TooLarge(maxBytes),
        { Links: > 1 } => $"it has {file.Links} hard links, which a safe write would part",
        { IsMountPoint: true } => "it is mounted by itself, as containers do with single files, and cannot be replaced",
        { IsFixed: true } => "it is immutable or append-only (lsattr shows it)",
        _ when (file.Mode & (UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0 =>
            $"it is read-only (mode {Convert.ToString((int)file.Mode, 8).PadLeft(4, '0')})",
        _ when UnixFile.UserId is var me && me != 0 && me != file.User => "it belongs to another user",
        _ => OfAccess(UnixFile.TryWriteAccess(real)),
    };

    private static string? OfFolder(string folder)
    {
        if (FileStatus.Read(folder, followLinks: true) is not { } status)
            return UnixFile.Describe(Marshal.GetLastPInvokeError());
        if (status.Kind != FileKind.Folder)
            return $"`{folder}` is not a folder";
        if (status.IsFixed)
            return $"its folder `{folder}` is immutable or append-only";
        return OfAccess(UnixFile.TryWriteAccess(folder), $"its folder `{folder}`: ");
    }

    private static string? OfAccess(int error, string subject = "") => error switch
    {
        0 => null,
        UnixFile.ReadOnlyFileSystem => subject + "the file system is read-only",
        _ => subject + UnixFile.Describe(error),
    };

    private static (Destination?, string) Because(int error) => (null, UnixFile.Describe(error));

    private static bool IsInside(Destination destination, string folder)
    {
        var root = OperatingSystem.IsWindows() ? folder : UnixFile.RealPath(folder, out _) ?? folder;
        var relative = Path.GetRelativePath(root, destination.Real);
        return relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(relative);
    }

    private static (Destination?, string?) OnWindows(string path, long maxBytes)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return Directory.Exists(path) ? (null, "it is a folder") : (new Destination(path, MissingFolders(path)), null);
        if (file.LinkTarget is not null)
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        if (!file.Exists)
            return (null, "it is a symbolic link to nothing");
        if (file.IsReadOnly)
            return (null, "it is read-only");
        return file.Length > maxBytes ? (null, FileSnapshot.TooLarge(maxBytes)) : (new Destination(file.FullName, []), null);
    }

    private static List<string> MissingFolders(string path)
    {
        var missing = new List<string>();
        for (var parent = Path.GetDirectoryName(path); parent is not null && !Directory.Exists(parent); parent = Path.GetDirectoryName(parent))
            missing.Insert(0, parent);
        return missing;
    }
}
