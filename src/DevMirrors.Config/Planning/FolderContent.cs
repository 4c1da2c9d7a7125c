namespace DevMirrors.Config;

/// <summary>What is in a folder, which may be closed to this user, or go while it is looked at.</summary>
internal static class FolderContent
{
    /// <summary>In order; nothing where there is no such folder, null where it cannot be looked into.</summary>
    public static IReadOnlyList<string>? Files(string folder, string pattern = "*") => Listed(folder, f => Directory.EnumerateFiles(f, pattern));

    /// <inheritdoc cref="Files"/>
    public static IReadOnlyList<string>? Folders(string folder) => Listed(folder, Directory.EnumerateDirectories);

    /// <inheritdoc cref="Files"/>
    public static IReadOnlyList<string>? All(string folder) => Listed(folder, Directory.EnumerateFileSystemEntries);

    private static IReadOnlyList<string>? Listed(string folder, Func<string, IEnumerable<string>> list)
    {
        try
        {
            return Directory.Exists(folder) ? [.. list(folder).Order(StringComparer.Ordinal)] : [];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
