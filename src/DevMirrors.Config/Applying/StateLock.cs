using System.Diagnostics;

namespace DevMirrors.Config;

/// <summary>
/// One writer at a time per state folder. An open file, because the system lets go of it when its holder dies, and because named mutexes
/// do not exclude across patch versions of .NET 10. It is deleted with its folder only.
/// </summary>
internal static class StateLock
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Null, and an error, where somebody else holds it for longer than <paramref name="patience"/>.</summary>
    public static IDisposable? Take(StateFolder state, TimeSpan patience, DiagnosticBag found)
    {
        var start = Stopwatch.GetTimestamp();
        for (var pause = 1; ; pause = Math.Min(pause * 2, 50))
        {
            try
            {
                if (TryTake(state.LockPath) is { } taken)
                    return taken;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                found.Add(Diagnose.StateUnusable(new Place(state.LockPath), e.Message));
                return null;
            }
            if (Stopwatch.GetElapsedTime(start) > patience)
            {
                found.Add(Diagnose.Locked(new Place(state.LockPath)));
                return null;
            }
            Thread.Sleep(Random.Shared.Next(1, pause + 1));
        }
    }

    /// <summary>Null where somebody else holds it, or has deleted it.</summary>
    private static FileStream? TryTake(string path)
    {
        FileStream? stream = null;
        try
        {
            stream = Open(path);
            // .NET goes on without a lock where flock fails for any other reason than a holder, and where a variable tells it to lock nothing.
            if (OperatingSystem.IsWindows() || (UnixFile.TryLock(stream.SafeFileHandle) && IsStillThere(stream)))
                return stream;
        }
        catch (IOException e) when (IsTaken(e))
        {
            return null;
        }
        catch
        {
            stream?.Dispose();
            throw;
        }
        stream.Dispose();
        return null;
    }

    // `remove` deletes the lock with the folder: whoever opened it before would hold one that nobody else can see.
    private static bool IsStillThere(FileStream stream) => FileStatus.Read(stream.SafeFileHandle) is { Links: > 0 };

    private static FileStream Open(string path)
    {
        var isNew = !File.Exists(path);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = AtomicFile.Private;
        var stream = new FileStream(path, options);
        // A umask that takes even the owner's rights would lock out every later run.
        if (isNew && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(stream.SafeFileHandle, AtomicFile.Private);
        if (isNew && AtomicFile.ParentOwner(path) is { } owner)
            UnixFile.ChangeOwner(stream.SafeFileHandle, owner.User, owner.Group);
        return stream;
    }

    // EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION of Windows.
    private static bool IsTaken(IOException e) => (e.HResult & 0xFFFF) is UnixFile.WouldBlockOnLinux or UnixFile.WouldBlockOnMac or 32;
}
