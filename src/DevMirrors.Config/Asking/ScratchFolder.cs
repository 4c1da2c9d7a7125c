namespace DevMirrors.Config;

/// <summary>
/// A folder for the files of one run: nobody else may enter it, and it goes with this object. A lock tells what a killed run has left from what is in use,
/// and every new folder, `doctor --fix` and `remove --machine` take away what is not.
/// </summary>
public sealed class ScratchFolder : IDisposable
{
    /// <summary>How the folders begin in which clients are asked.</summary>
    public const string Asking = "devmirrors-ask-";

    /// <summary>How the folders begin that hold what <c>exec</c> lends.</summary>
    public const string Lending = "devmirrors-exec-";

    private const int Tries = 5;

    private readonly IReadOnlyList<string> _around;
    private readonly IDisposable? _held;

    /// <param name="around">What goes with it where nothing else is in it, outermost first.</param>
    private ScratchFolder(string path, IReadOnlyList<string> around, IDisposable? held)
    {
        Path = path;
        _around = around;
        _held = held;
    }

    public string Path { get; }

    /// <summary>Null where there is no place for one.</summary>
    /// <param name="kind"><see cref="Asking"/> or <see cref="Lending"/>.</param>
    public static ScratchFolder? TryCreate(Machine machine, string kind)
    {
        foreach (var place in ScratchPlaces.For(machine))
        {
            // Another one may just be taking away the folder that ours is to be in.
            for (var tries = 0; tries < Tries; tries++)
                if (TryCreateIn(place, kind, place == ScratchPlaces.Temporary(machine)) is { } made)
                    return made;
        }
        return null;
    }

    /// <summary>Where <see cref="TryCreate"/> tries last.</summary>
    public static string LastPlace(Machine machine) => ScratchPlaces.Temporary(machine);

    /// <summary>The folders that killed runs of this user have left.</summary>
    public static IReadOnlyList<string> Leftovers(Machine machine) => [.. ScratchPlaces.Of(machine).SelectMany(LeftIn)];

    /// <summary>Deletes what killed runs have left. False where something stays.</summary>
    public static bool Tidy(Machine machine)
    {
        var all = Leftovers(machine).Aggregate(true, (done, folder) => TryRemove(folder) && done);
        // Where there was none, the folder may have been empty already.
        foreach (var place in ScratchPlaces.Of(machine).Where(IsOnlyOurs))
            RemoveEmpty(place);
        return all;
    }

    /// <summary>Deletes a folder of ours that nobody holds.</summary>
    internal static bool TryRemove(string folder)
    {
        if (!IsOurs(folder) || FolderLock.TryTake(folder) is not { } held)
            return false;
        using (held)
        {
            if (!TryDelete(folder))
                return false;
        }
        if (System.IO.Path.GetDirectoryName(folder) is { } place && IsOnlyOurs(place))
            RemoveEmpty(place);
        return true;
    }

    // The temporary folder is everybody's, also where nothing else is in it.
    private static bool IsOnlyOurs(string place) =>
        System.IO.Path.GetFileName(place).Equals("devmirrors", StringComparison.OrdinalIgnoreCase)
        || System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(place) ?? "").Equals("devmirrors", StringComparison.OrdinalIgnoreCase);

    /// <summary>Deletes it now, also while another thread still uses it.</summary>
    public void Dispose()
    {
        TryDelete(Path);
        _held?.Dispose();
        foreach (var folder in _around.Reverse())
            RemoveEmpty(folder);
    }

    private static ScratchFolder? TryCreateIn(string place, string kind, bool isShared)
    {
        try
        {
            foreach (var left in LeftIn(place))
                TryRemove(left);
            var made = isShared ? [] : ScratchPlaces.Missing(place);
            foreach (var folder in made)
                AtomicFile.MakeFolder(folder, AtomicFile.PrivateFolder);
            if (!Directory.Exists(place))
                return null;
            var path = System.IO.Path.Combine(place, $"{kind}{Guid.NewGuid():N}");
            AtomicFile.MakeFolder(path, AtomicFile.PrivateFolder);
            // What exec lends is in use until the last program that it started has ended.
            return FolderLock.TryTake(path, isInherited: kind == Lending, out var held) ? new ScratchFolder(path, isShared ? [] : [.. made.Where(f => f != place), place], held) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> LeftIn(string place)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(place, "devmirrors-*").Where(IsOurs).Where(IsLeft)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsLeft(string folder)
    {
        using var held = FolderLock.TryTake(folder);
        return held is not null;
    }

    // Others can make a folder of such a name in the temporary folder.
    private static bool IsOurs(string folder)
    {
        var name = System.IO.Path.GetFileName(folder);
        var kind = new[] { Asking, Lending }.FirstOrDefault(k => name.StartsWith(k, StringComparison.Ordinal));
        return kind is not null && Guid.TryParseExact(name.AsSpan(kind.Length), "N", out _)
            && (OperatingSystem.IsWindows() || FileStatus.Read(folder, followLinks: false) is { Kind: FileKind.Folder } status && status.User == UnixFile.UserId);
    }

    private static bool TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A client may still be writing its last log; the next run finds it.
        }
        return !Directory.Exists(folder);
    }

    private static void RemoveEmpty(string folder)
    {
        try
        {
            if (Directory.Exists(folder) && new DirectoryInfo(folder).LinkTarget is null && !Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody uses it again.
        }
    }
}
