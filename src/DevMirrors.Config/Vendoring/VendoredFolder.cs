using System.IO.Enumeration;

namespace DevMirrors.Config;

/// <summary>The folder that `init --msbuild` puts into a repository, and what it says of itself.</summary>
public static class VendoredFolder
{
    public const string Name = "eng/devmirrors";
    public const string StampName = "version";

    /// <summary>Programs are larger than the settings files that DevMirrors edits elsewhere.</summary>
    public const long MaxFileBytes = 8 * 1024 * 1024;

    /// <summary>The folder in the repository whose policy stands in <paramref name="repository"/>.</summary>
    public static string PathIn(string repository) => Path.Combine(repository, "eng", "devmirrors");

    /// <summary>Null where there is no such folder, or it does not say of which version it is.</summary>
    public static VendoredStamp? ReadStamp(string repository) =>
        FileSnapshot.Read(StampPathIn(repository), new DiagnosticBag()) is { Exists: true } file ? VendoredStamp.Parse(file.Bytes.ToArray()) : null;

    internal static string StampPathIn(string repository) => Path.Combine(PathIn(repository), StampName);

    /// <summary>The names of everything in the folder that is neither listed nor the list, nor a temporary file of ours, which the next writer takes away.</summary>
    internal static IReadOnlyList<string> Others(string repository, IEnumerable<string> listed)
    {
        var folder = PathIn(repository);
        var known = listed.Append(StampName).ToHashSet(StringComparer.Ordinal);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)).Where(n => !known.Contains(n) && !IsTemp(n)).Order(StringComparer.Ordinal)]
            : [];
    }

    private static bool IsTemp(string name) => FileSystemName.MatchesSimpleExpression(AtomicFile.TempPattern, name) && AtomicFile.IsTemp(name);
}
