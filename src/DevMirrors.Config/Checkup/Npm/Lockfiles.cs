namespace DevMirrors.Config;

/// <summary>Finds the lockfiles of a repository: not in folders that hold what was fetched or built, and not without end.</summary>
internal static class Lockfiles
{
    public const int MaxFiles = 200;
    public const int MaxFolders = 5000;
    public const int MaxBytes = 32 * 1024 * 1024;

    private const int MaxDepth = 12;

    private static readonly string[] Passed = ["node_modules", "bin", "obj", "vendor", "dist", "target"];

    public static IEnumerable<string> Below(string folder, IReadOnlyList<string> names) => Folders(folder).SelectMany(f => names.Select(n => Path.Combine(f, n))).Where(File.Exists).Take(MaxFiles);

    private static IEnumerable<string> Folders(string root)
    {
        var waiting = new Queue<(string Folder, int Depth)>([(root, 0)]);
        for (var seen = 0; seen < MaxFolders && waiting.TryDequeue(out var next); seen++)
        {
            yield return next.Folder;
            if (next.Depth < MaxDepth)
                foreach (var below in Inside(next.Folder))
                    waiting.Enqueue((below, next.Depth + 1));
        }
    }

    private static List<string> Inside(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateDirectories()
                .Where(d => !d.Name.StartsWith('.') && !Passed.Contains(d.Name) && d.LinkTarget is null)
                .Select(d => d.FullName)
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
