namespace DevMirrors.Config;

/// <summary>
/// Whoever writes in place, as the clients' own commands do, empties a file before filling it again. Taking its place in between would
/// lose all that it held, so an empty file is believed only once nobody has touched it for a while, or has it open for writing. The kernel tells both; no clock is asked.
/// </summary>
internal static class EmptyFile
{
    private const int Pause = 10;
    private const int Looks = 10;

    public static bool IsSeenIn(FileSnapshot file) => file is { Exists: true, Bytes.IsEmpty: true };

    /// <summary>Whether the file is empty and stays so, untouched, for a tenth of a second.</summary>
    public static bool Stays(string path) => Stays(path, static () => Thread.Sleep(Pause));

    internal static bool Stays(string path, Action pause)
    {
        var first = Changed(path);
        for (var looks = 0; first is not null && looks < Looks; looks++)
        {
            pause();
            if (Changed(path) != first)
                return false;
        }
        return first is not null && !IsInHand(path);
    }

    // However long whoever has emptied it takes to go on.
    private static bool IsInHand(string path)
    {
        try
        {
            return !OperatingSystem.IsWindows() && UnixFile.IsOpenForWriting(path);
        }
        catch (IOException)
        {
            // Gone since, or not ours to open.
            return true;
        }
    }

    // Null where there is no such file, or it holds something.
    private static (long, uint)? Changed(string path)
    {
        if (OperatingSystem.IsWindows())
            return new FileInfo(path) is { Exists: true, Length: 0 } file ? (file.LastWriteTimeUtc.Ticks, 0) : null;
        return FileStatus.Read(path, followLinks: true) is { Kind: FileKind.Regular, Size: 0 } status ? status.Changed : null;
    }
}
