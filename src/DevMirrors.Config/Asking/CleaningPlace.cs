namespace DevMirrors.Config;

/// <summary>Whether clients may clean their caches in a folder of the home: what lies in the folders above them decides what they run, and what they delete.</summary>
public static class CleaningPlace
{
    // What clients, and the programs that choose their versions, look for in every folder above them.
    private static readonly string[] Decisive =
        [".tool-versions", ".yarnrc", ".yarnrc.yml", "global.json", "go.mod", "go.work", "nuget.config", "NuGet.config", "NuGet.Config", "package.json", "pnpm-workspace.yaml"];

    /// <summary>Why they may not; null where nobody but this user and administrators can put a file above the home.</summary>
    public static string? Obstacle(Machine machine) =>
        new[] { machine.Home, RealPath.Of(machine.Home) }.Distinct().SelectMany(Above).Select(Reason).FirstOrDefault(r => r is not null);

    // What the home itself holds is the user's own.
    private static IEnumerable<string> Above(string home)
    {
        for (var at = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(home)); at is not null; at = Path.GetDirectoryName(at))
            yield return at;
    }

    private static string? Reason(string folder)
    {
        if (ScratchPlaces.IsProject(folder))
            return $"your home folder lies in the repository {folder}, whose files would decide what runs";
        if (OperatingSystem.IsWindows() || FileStatus.Read(folder, followLinks: true) is not { } status || !IsWritableByOthers(status))
            return null;
        if (!status.Mode.HasFlag(UnixFileMode.StickyBit))
            return $"your home folder lies in {folder}, and others may write files there that would decide what runs";
        return Array.Find(Decisive, name => IsOthers(Path.Combine(folder, name))) is { } planted
            ? $"your home folder lies in {folder}, where another user's {planted} would decide what runs"
            : null;
    }

    // A group of the same number as the user is that user's alone, as most systems make them.
    private static bool IsWritableByOthers(FileStatus folder) =>
        folder.Mode.HasFlag(UnixFileMode.OtherWrite) || (folder.Mode.HasFlag(UnixFileMode.GroupWrite) && folder.Group != 0 && folder.Group != UnixFile.UserId);

    private static bool IsOthers(string file) =>
        FileStatus.Read(file, followLinks: false) is { } status && status.User != 0 && status.User != UnixFile.UserId;
}
