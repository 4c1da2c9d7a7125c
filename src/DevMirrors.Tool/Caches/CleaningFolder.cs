using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>
/// The empty folder in which clients clean their caches. In any other they go by what they find there: a repository could name the folder that is
/// deleted, and the program that does it. It lies in the home, where no other user can put a file above it, and on the disk of pnpm's store.
/// </summary>
internal sealed class CleaningFolder : IDisposable
{
    private CleaningFolder(string path) => Path = path;

    /// <summary>Absolute; only this user may enter it.</summary>
    public string Path { get; }

    /// <summary>Null where there is no home to put it in.</summary>
    public static CleaningFolder? TryMake(Machine machine)
    {
        if (machine.InHome($".devmirrors-clean-{Guid.NewGuid():N}") is not { } path)
            return null;
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new CleaningFolder(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A client may still be writing into it; what is left is empty or the client's.
        }
    }
}
