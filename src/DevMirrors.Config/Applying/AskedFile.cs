namespace DevMirrors.Config;

/// <summary>A file that a command was told to write: a starter policy, a report. What is new is owned like its folder where we are root.</summary>
public static class AskedFile
{
    /// <summary>Throws as <see cref="FileStream"/> does; where something stands there already that is an <see cref="IOException"/>.</summary>
    private static void Create(string path, ReadOnlySpan<byte> bytes)
    {
        // O_EXCL: as root nobody else's link may lead us to a file that then changes its owner.
        using var file = new FileStream(path, FileMode.CreateNew);
        if (!OperatingSystem.IsWindows() && AtomicFile.ParentOwner(path) is { } owner)
            UnixFile.ChangeOwner(file.SafeFileHandle, owner.User, owner.Group);
        file.Write(bytes);
    }

    /// <summary>The same; what is there is emptied first, and stays whose it is.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        if (!File.Exists(path))
        {
            Create(path, bytes);
            return;
        }
        using var file = new FileStream(path, FileMode.Truncate);
        file.Write(bytes);
    }
}
