namespace DevMirrors.Tool;

/// <summary>How much a folder holds, counted as long as that is cheap.</summary>
/// <param name="IsWhole">False where there was more to count.</param>
internal sealed record FolderSize(long Bytes, bool IsWhole)
{
    private const int MaxFiles = 50_000;

    /// <summary>Null where there is no such folder, or it cannot be looked at.</summary>
    public static FolderSize? Of(string? folder)
    {
        if (folder is null || !Directory.Exists(folder))
            return null;
        var (bytes, files) = (0L, 0);
        try
        {
            var every = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", every))
            {
                if (++files > MaxFiles)
                    return new FolderSize(bytes, false);
                bytes += file.Length;
            }
            return new FolderSize(bytes, true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public override string ToString() => (IsWhole ? "" : "more than ") + Bytes switch
    {
        >= 1L << 30 => $"{Bytes / (double)(1L << 30):0.0} GiB",
        >= 1L << 20 => $"{Bytes / (double)(1L << 20):0.0} MiB",
        >= 1L << 10 => $"{Bytes / (double)(1L << 10):0.0} KiB",
        _ => $"{Bytes} bytes",
    };
}
