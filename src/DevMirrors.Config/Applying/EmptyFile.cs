namespace DevMirrors.Config;

/// <summary>
/// Whoever writes in place, as the clients' own commands do, empties a file before filling it again. Taking its place in between would
/// lose all that it held, so an empty file is believed only once nobody has touched it for a while. The kernel's own stamp tells; no clock is asked.
/// </summary>
internal static class EmptyFile
{
    private const int Pause = 10;
    private const int LooksAlike = 10;
    private const int Patience = 200;

    /// <summary>Waits until the file holds something, is gone, or has stayed empty and untouched. False where it did none of these within some seconds.</summary>
    public static bool Settles(string path) => Settles(path, static () => Thread.Sleep(Pause));

    internal static bool Settles(string path, Action pause)
    {
        var (alike, last) = (0, Look(path));
        for (var looks = 0; last is not null && alike < LooksAlike; looks++)
        {
            if (looks == Patience)
                return false;
            pause();
            var now = Look(path);
            alike = now == last ? alike + 1 : 0;
            last = now;
        }
        return true;
    }

    // When it was changed last; null where there is no such file, or it holds something.
    private static (long, uint)? Look(string path)
    {
        if (OperatingSystem.IsWindows())
            return new FileInfo(path) is { Exists: true, Length: 0 } file ? (file.LastWriteTimeUtc.Ticks, 0) : null;
        return FileStatus.Read(path, followLinks: true) is { Kind: FileKind.Regular, Size: 0 } status ? status.Changed : null;
    }
}
