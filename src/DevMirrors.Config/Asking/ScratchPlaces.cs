namespace DevMirrors.Config;

/// <summary>Where scratch folders may be: the user's own cache folder, and where that cannot be used the temporary folder.</summary>
internal static class ScratchPlaces
{
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>The best first. A place inside the project comes last: clients look for its files in the folders above the one that they stand in.</summary>
    public static IReadOnlyList<string> For(Machine machine)
    {
        var project = Project(machine.CurrentFolder);
        return [.. Of(machine).OrderBy(place => IsInside(place, project) ? 1 : 0)];
    }

    /// <summary>All of them, whether they exist or not.</summary>
    public static IEnumerable<string> Of(Machine machine)
    {
        if (VerdictCache.PathOf(machine) is { } kept && Path.GetDirectoryName(kept) is { } cache && IsPrivate(cache))
            yield return cache;
        yield return Temporary(machine);
    }

    /// <summary>Where there is no other place.</summary>
    public static string Temporary(Machine machine) => machine.Os == OsKind.Windows
        ? Absolute(machine, "TMP") ?? Absolute(machine, "TEMP") ?? Path.Combine(machine.Home, "AppData", "Local", "Temp")
        : Absolute(machine, "TMPDIR") ?? "/tmp";

    /// <summary>The folders that are missing on the way to a place, outermost first.</summary>
    public static IReadOnlyList<string> Missing(string place) =>
        Directory.Exists(place) || Path.GetDirectoryName(place) is not { } parent ? [] : [.. Missing(parent), place];

    private static string? Absolute(Machine machine, string name) => machine.Variable(name) is { } path && Path.IsPathFullyQualified(path) ? path : null;

    // Under sudo the home may be another user's, who could put links in our way.
    private static bool IsPrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            return true;
        var present = folder;
        while (FileStatus.Read(present, followLinks: false) is null && Path.GetDirectoryName(present) is { } parent)
            present = parent;
        return FileStatus.Read(present, followLinks: present != folder) is { Kind: FileKind.Folder } status
            && status.User == UnixFile.UserId && (status.Mode & WritableByOthers) == 0;
    }

    private static string Project(string folder)
    {
        for (string? at = folder; at is not null; at = Path.GetDirectoryName(at))
            if (Path.Exists(Path.Combine(at, ".git")) || File.Exists(Path.Combine(at, PolicyFile.Name)))
                return at;
        return folder;
    }

    private static bool IsInside(string place, string folder) =>
        place == folder || place.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
