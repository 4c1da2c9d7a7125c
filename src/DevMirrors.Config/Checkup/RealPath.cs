namespace DevMirrors.Config;

/// <summary>A path with its links followed, as far as it is there.</summary>
internal static class RealPath
{
    public static string Of(string path)
    {
        if (OperatingSystem.IsWindows())
            return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        for (var (there, rest) = (path, ""); ; (there, rest) = (Path.GetDirectoryName(there)!, Path.Combine(Path.GetFileName(there), rest)))
        {
            if (UnixFile.RealPath(there, out _) is { } real)
                return rest.Length == 0 ? real : Path.Combine(real, rest);
            if (Path.GetDirectoryName(there) is null)
                return path;
        }
    }
}
