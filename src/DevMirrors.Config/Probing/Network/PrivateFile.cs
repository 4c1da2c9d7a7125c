namespace DevMirrors.Config;

/// <summary>A temporary file that nobody else can open and that is gone when it is closed, however the process ends.</summary>
internal static class PrivateFile
{
    /// <exception cref="IOException">It cannot be made.</exception>
    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"devmirrors-{Path.GetRandomFileName()}");
        var file = new FileStream(path, Options());
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return file;
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
            options.Options = FileOptions.DeleteOnClose;
        else
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
