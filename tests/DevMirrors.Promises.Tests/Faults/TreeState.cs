using System.Security.Cryptography;
using DevMirrors.Config;

namespace DevMirrors.Promises.Tests;

/// <summary>Everything below a folder but DevMirrors' own state: path in it → what <c>stat</c>, <c>getfattr</c> and <c>cat</c> would say of it.</summary>
internal sealed class TreeState
{
    private static readonly string[] Attributes = ["user.mine", "system.posix_acl_access"];

    private readonly SortedDictionary<string, string> _entries = new(StringComparer.Ordinal);

    private TreeState()
    {
    }

    /// <summary>Temporary files of ours, wherever they are.</summary>
    public IReadOnlyList<string> Leftovers { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Entries => _entries;

    /// <param name="state">What is DevMirrors' own, and counts only where it leaves temporary files.</param>
    public static TreeState Read(string folder, params string[] state)
    {
        var tree = new TreeState();
        var leftovers = new List<string>();
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
        {
            if (Path.GetFileName(path).StartsWith(".devmirrors-", StringComparison.Ordinal))
                leftovers.Add(path);
            else if (!state.Any(s => path == s || path.StartsWith(s + "/", StringComparison.Ordinal)))
                tree._entries[Path.GetRelativePath(folder, path)] = Describe(path);
        }
        tree.Leftovers = leftovers;
        return tree;
    }

    /// <summary>The regular files that differ from another time.</summary>
    public IReadOnlyList<string> FilesUnlike(TreeState other) =>
        [.. _entries.Keys.Union(other._entries.Keys).Where(p => At(p) != other.At(p) && (At(p) ?? other.At(p))!.StartsWith("Regular", StringComparison.Ordinal))];

    /// <summary>Null where there is nothing.</summary>
    public string? At(string path) => _entries.GetValueOrDefault(path);

    /// <param name="forgiven">Paths that may differ.</param>
    public bool Equals(TreeState other, params string[] forgiven) => _entries.Keys.Union(other._entries.Keys).Except(forgiven).All(p => At(p) == other.At(p));

    /// <summary>What differs, for a failure's message.</summary>
    public string Unlike(TreeState other) =>
        string.Join("; ", _entries.Keys.Union(other._entries.Keys).Where(p => At(p) != other.At(p)).Select(p => $"{p}: {At(p) ?? "absent"} instead of {other.At(p) ?? "absent"}"));

    private static string Describe(string path)
    {
        var status = FileStatus.Read(path, followLinks: false)!;
        var common = $"{status.Kind} {Convert.ToString((int)status.Mode, 8)} {status.User}:{status.Group}";
        if (status.Kind != FileKind.Regular)
            return status.Kind == FileKind.Link ? $"{common} -> {new FileInfo(path).LinkTarget}" : common;
        var bytes = File.ReadAllBytes(path);
        var attributes = Attributes.Select(a => LibC.Attribute(path, a)).Select(a => a is null ? "-" : Convert.ToHexString(a));
        return $"{common} {string.Join(' ', attributes)} {bytes.Length} {Convert.ToHexStringLower(SHA256.HashData(bytes))}";
    }
}
