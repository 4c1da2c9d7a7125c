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

    /// <summary>How the folders in the home begin in which clients clean their caches.</summary>
    public const string Cleaning = ".devmirrors-clean-";

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
    /// <param name="kind"><see cref="Asking"/>, <see cref="Lending"/> or <see cref="Cleaning"/>.</param>
    public static ScratchFolder? TryCreate(Machine machine, string kind)
    {
        foreach (var place in kind == Cleaning ? ScratchPlaces.ForCleaning(machine) : ScratchPlaces.For(machine))
        {
            // Another one may just be taking away the folder that ours is to be in.
            for (var tries = 0; tries < Tries; tries++)
                if (TryCreateIn(place, kind, machine) is { } made)
                    return made;
        }
        return null;
    }

    /// <summary>Where <see cref="TryCreate"/> tries last.</summary>
    public static string LastPlace(Machine machine) => ScratchPlaces.Temporary(machine);

    /// <summary>The folders that killed runs of this user have left.</summary>
    public static IReadOnlyList<string> Leftovers(Machine machine) => [.. ScratchPlaces.Of(machine).Concat(ScratchPlaces.ForCleaning(machine)).SelectMany(LeftIn).Distinct()];

    /// <summary>Deletes what killed runs have left. False where something stays.</summary>
    public static bool Tidy(Machine machine)
    {
        var all = Leftovers(machine).Aggregate(true, (done, folder) => TryRemove(folder, machine) && done);
        // Where there was none, the folder may have been empty already.
        foreach (var place in ScratchPlaces.Of(machine).Where(place => ScratchPlaces.IsOnlyOurs(place, machine)))
            RemoveEmpty(place);
        return all;
    }

    /// <summary>Deletes a folder of ours that nobody holds.</summary>
    internal static bool TryRemove(string folder, Machine machine)
    {
        if (!IsOurs(folder) || FolderLock.TryTake(folder) is not { } held || !TryDelete(folder, held))
            return false;
        if (System.IO.Path.GetDirectoryName(folder) is { } place && ScratchPlaces.IsOnlyOurs(place, machine))
            RemoveEmpty(place);
        return true;
    }

    /// <summary>Deletes it now, also while another thread still uses it.</summary>
    public void Dispose()
    {
        TryDelete(Path, _held);
        foreach (var folder in _around.Reverse())
            RemoveEmpty(folder);
    }

    private static ScratchFolder? TryCreateIn(string place, string kind, Machine machine)
    {
        try
        {
            foreach (var left in LeftIn(place))
                TryRemove(left, machine);
            var isShared = !ScratchPlaces.IsOnlyOurs(place, machine);
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
            return [.. Directory.EnumerateDirectories(place, "*devmirrors-*").Where(IsOurs).Where(IsLeft)];
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

    // Others can make a folder of such a name in the temporary folder, and in a home that is not this user's alone put a link in its place.
    private static bool IsOurs(string folder)
    {
        var name = System.IO.Path.GetFileName(folder);
        var kind = new[] { Asking, Lending, Cleaning }.FirstOrDefault(k => name.StartsWith(k, StringComparison.Ordinal));
        return kind is not null && Guid.TryParseExact(name.AsSpan(kind.Length), "N", out _)
            && (kind != Cleaning || ScratchPlaces.IsPrivate(System.IO.Path.GetDirectoryName(folder)!))
            && (OperatingSystem.IsWindows() || FileStatus.Read(folder, followLinks: false) is { Kind: FileKind.Folder } status && status.User == UnixFile.UserId);
    }

    /// <param name="held">Let go of in any case, and first where an open file cannot be deleted.</param>
    private static bool TryDelete(string folder, IDisposable? held)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                held?.Dispose();
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A client may still be writing its last log; the next run finds it.
        }
        finally
        {
            held?.Dispose();
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
