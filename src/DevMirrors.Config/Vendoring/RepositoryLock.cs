using System.Diagnostics;

namespace DevMirrors.Config;

/// <summary>One writer at a time for the files that `init` and `remove` write in a repository. The folder itself is locked, so that nothing has to be made for it.</summary>
internal static class RepositoryLock
{
    /// <summary>Null where the file system has no locks, where nobody may be sure of being alone, and on Windows, where a folder cannot be locked.</summary>
    /// <returns>False, and an error, where somebody else holds it for longer than <paramref name="patience"/>.</returns>
    public static bool TryTake(string repository, TimeSpan patience, DiagnosticBag found, out IDisposable? held)
    {
        held = null;
        if (OperatingSystem.IsWindows() || !Directory.Exists(repository))
            return true;
        var start = Stopwatch.GetTimestamp();
        while (!FolderLock.TryTake(repository, isInherited: false, out held))
        {
            if (Stopwatch.GetElapsedTime(start) > patience)
            {
                found.Add(Diagnose.Locked(new Place(repository)));
                return false;
            }
            Thread.Sleep(Random.Shared.Next(1, 50));
        }
        return true;
    }
}
