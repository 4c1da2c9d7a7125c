namespace DevMirrors.Config;

/// <summary>One name for a file or folder that has several: by links to it, or to a folder above it.</summary>
internal static class RealPath
{
    /// <summary>The path with links resolved as far as there is something; otherwise as it is.</summary>
    public static string Of(string path)
    {
        if (Resolve(path) is { } real)
            return real;
        return Path.GetDirectoryName(path) is { } folder ? Path.Combine(Of(folder), Path.GetFileName(path)) : path;
    }

    private static string? Resolve(string path)
    {
        if (!OperatingSystem.IsWindows())
            return UnixFile.RealPath(path, out _);
        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return info.Exists ? info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path : null;
    }
}
