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
        if (Cache(machine) is { } cache && IsPrivate(cache))
            yield return cache;
        yield return Temporary(machine);
    }

    /// <summary>Where clients clean their caches: in the home, and nowhere where there is none.</summary>
    public static IReadOnlyList<string> ForCleaning(Machine machine) => machine.Home.Length == 0 ? [] : [machine.Home];

    /// <summary>Whether a place was made for us, and goes where nothing else is in it. The temporary folder and the home are not, whatever they are called.</summary>
    public static bool IsOnlyOurs(string place, Machine machine) =>
        place == Cache(machine) && !Array.Exists([Temporary(machine), machine.Home], shared => Path.TrimEndingDirectorySeparator(shared) == place);

    /// <summary>Where there is no other place.</summary>
    public static string Temporary(Machine machine) => machine.Os == OsKind.Windows
        ? Absolute(machine, "TMP") ?? Absolute(machine, "TEMP") ?? Path.Combine(machine.Home, "AppData", "Local", "Temp")
        : Absolute(machine, "TMPDIR") ?? "/tmp";

    /// <summary>The folders that are missing on the way to a place, outermost first.</summary>
    public static IReadOnlyList<string> Missing(string place) =>
        Directory.Exists(place) || Path.GetDirectoryName(place) is not { } parent ? [] : [.. Missing(parent), place];

    private static string? Absolute(Machine machine, string name) => machine.Variable(name) is { } path && Path.IsPathFullyQualified(path) ? path : null;

    /// <summary>Whether this folder, or the nearest that is there, belongs to this user alone. Under sudo the home may be another user's, who could put links in our way.</summary>
    public static bool IsPrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            return true;
        var present = folder;
        while (FileStatus.Read(present, followLinks: false) is null && Path.GetDirectoryName(present) is { } parent)
            present = parent;
        return FileStatus.Read(present, followLinks: present != folder) is { Kind: FileKind.Folder } status
            && status.User == UnixFile.UserId && (status.Mode & WritableByOthers) == 0;
    }

    /// <summary>Whether a project begins here, whose files decide what clients do below it.</summary>
    public static bool IsProject(string folder) => Path.Exists(Path.Combine(folder, ".git")) || File.Exists(Path.Combine(folder, PolicyFile.Name));

    private static string? Cache(Machine machine) => VerdictCache.PathOf(machine) is { } kept ? Path.GetDirectoryName(kept) : null;

    private static string Project(string folder)
    {
        for (string? at = folder; at is not null; at = Path.GetDirectoryName(at))
            if (IsProject(at))
                return at;
        return folder;
    }

    private static bool IsInside(string place, string folder) =>
        place == folder || place.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
