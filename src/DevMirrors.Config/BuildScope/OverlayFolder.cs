namespace DevMirrors.Config;

/// <summary>
/// The folder under obj/ that holds a project's overlay. It hides itself from git, and is written without a flush: what a power cut takes
/// the next build makes again.
/// </summary>
internal static class OverlayFolder
{
    // What every version's mark begins with, by which a file is known as ours.
    private const string Signature = "<!-- DevMirrors wrote this from mirrors.yaml";
    private const string Mark = Signature + ", and will again; -p:DevMirrorsMode=off restores without it. -->";

    /// <summary>Why nothing may be written there; null where it may. A repository can hold links, and obj/ may be one.</summary>
    public static string? Obstacle(ProjectRestore project, string policyPath)
    {
        var folder = project.OverlayFolder;
        if (new DirectoryInfo(folder).LinkTarget is not null || new FileInfo(project.OverlayPath).LinkTarget is not null)
            return "it is a symbolic link";
        var repository = Path.GetDirectoryName(policyPath)!;
        if (LeavesItsPlace(folder, IsBelow(folder, repository) ? repository : project.Folder))
            return "a symbolic link leads out of the repository";
        // What is too large to be read, or no file at all, is none of ours either.
        return File.Exists(project.OverlayPath) && Read(project)?.Contains(Signature, StringComparison.Ordinal) != true ? "somebody else's nuget.config is there" : null;
    }

    /// <summary>The file by which the folder hides itself from git: the first of ours in it, and never written again.</summary>
    public static string IgnorePath(string overlayFolder) => Path.Combine(overlayFolder, ".gitignore");

    /// <summary>The overlay as it is; null where there is none.</summary>
    public static string? Read(ProjectRestore project) => FileBytes.Text(project.OverlayPath);

    /// <summary>The overlay as it is written.</summary>
    public static string? Marked(string? text) => text?.Replace("?>\n", $"?>\n{Mark}\n", StringComparison.Ordinal);

    /// <summary>Puts the overlay in place, or takes it away where null.</summary>
    public static void Write(ProjectRestore project, string? text)
    {
        Directory.CreateDirectory(project.OverlayFolder);
        var ignore = IgnorePath(project.OverlayFolder);
        if (new FileInfo(ignore) is not { Exists: true, LinkTarget: null })
            Replace(ignore, "*\n");
        if (text is null)
            File.Delete(project.OverlayPath);
        else if (Marked(text) is { } marked && Read(project) != marked)
            Replace(project.OverlayPath, marked);
    }

    public static void WriteStamp(ProjectRestore project, string stamp) => Replace(project.StampPath, stamp);

    // Projects are restored by several processes at once, some of them the same project: each name always holds a whole file.
    private static void Replace(string path, string text)
    {
        var temp = AtomicFile.TempFor(path);
        try
        {
            File.WriteAllText(temp, text);
            File.Move(temp, path, overwrite: true);
        }
        catch
        {
            AtomicFile.TryDelete(temp);
            throw;
        }
    }

    private static bool LeavesItsPlace(string folder, string place)
    {
        if (OperatingSystem.IsWindows() || !IsBelow(folder, place))
            return false;
        var there = folder;
        while (!Directory.Exists(there))
            there = Path.GetDirectoryName(there)!;
        return UnixFile.RealPath(there, out _) is not { } real || UnixFile.RealPath(place, out _) is not { } root || !IsBelow(real, root) && real != root;
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder.TrimEnd('/') + '/', StringComparison.Ordinal);
}
