namespace DevMirrors.Config;

/// <summary>Finds the repository that a file or folder lies in: its files belong to a team, and may be tracked.</summary>
internal static class RepositoryAround
{
    /// <summary>The repository's folder; null where the path lies in none. Looked for where the path is written and where its links lead.</summary>
    public static string? Of(string path) => new[] { path, RealPath.Of(path) }.Distinct().Select(Above).FirstOrDefault(r => r is not null);

    private static string? Above(string path)
    {
        for (string? folder = path; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Path.Exists(Path.Combine(folder, ".git")))
                return folder;
        return null;
    }
}
