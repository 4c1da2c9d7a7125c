using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DevMirrors.Config;

/// <summary>Holds a folder for as long as somebody uses it; the system lets go of it when its holder dies, however that happens.</summary>
internal static partial class FolderLock
{
    private const string NameOnWindows = ".lock";

    /// <summary>Null where somebody holds it, it is gone, or nobody can tell.</summary>
    public static IDisposable? TryTake(string folder) => TryTake(folder, isInherited: false, out var held) ? held : null;

    /// <summary>False where somebody else was faster. True with null in <paramref name="held"/> where the file system has no locks: nobody else gets one there either.</summary>
    /// <param name="isInherited">Whether the programs that are started hold it as well, beyond our own end.</param>
    public static bool TryTake(string folder, bool isInherited, out IDisposable? held)
    {
        held = null;
        try
        {
            held = OperatingSystem.IsWindows() ? OpenOnWindows(folder) : OpenOnUnix(folder, isInherited);
            return held is not null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Directory.Exists(folder) && !OperatingSystem.IsWindows();
        }
    }

    private static FileStream OpenOnWindows(string folder) =>
        new(Path.Combine(folder, NameOnWindows), new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose });

    private static SafeFileHandle? OpenOnUnix(string folder, bool isInherited)
    {
        var handle = isInherited ? new SafeFileHandle(UnixFile.Check("open", () => Open(folder, 0)), ownsHandle: true) : UnixFile.Open(folder);
        try
        {
            // Whoever tidies may have deleted it between its making and this.
            if (UnixFile.TryLock(handle) && FileStatus.Read(folder, followLinks: false) is { Kind: FileKind.Folder })
                return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
        handle.Dispose();
        return null;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
