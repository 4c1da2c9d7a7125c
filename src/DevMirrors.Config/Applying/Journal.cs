namespace DevMirrors.Config;

/// <summary>What DevMirrors has written, for whom, and what was there before: the memory that `undo` and ownership need.</summary>
public sealed record Journal(IReadOnlyList<JournalFile> Files)
{
    public static readonly Journal Empty = new([]);

    /// <summary>The entry for the file of this name, even where it was written under another: a link, or a home that is reached through one.</summary>
    public JournalFile? Find(string path) => Files.FirstOrDefault(f => f.Path == path) ?? (SameFile(path) is [var newest, ..] ? newest : null);

    /// <summary>All entries for the file of this name, the one written last first. Apply makes one; a link that came later makes one file of two.</summary>
    internal IReadOnlyList<JournalFile> SameFile(string path)
    {
        if (Files.Count == 0)
            return [];
        var real = RealPath.Of(path);
        return [.. Files.Where(f => f.Path == path || RealPath.Of(f.Path) == real).Reverse()];
    }

    /// <summary>The journal with this entry for the path, or with none where null.</summary>
    internal Journal With(string path, JournalFile? file) =>
        With(Find(path) is { } known ? [known] : [], file is null ? [] : [file]);

    /// <summary>The journal with these entries in the place of those.</summary>
    internal Journal With(IReadOnlyList<JournalFile> those, IReadOnlyList<JournalFile> these) =>
        new([.. Files.Where(f => those.All(t => t.Path != f.Path)), .. these]);
}

/// <summary>One file that we wrote.</summary>
/// <param name="Repository">The folder of the policy, for project-scope files.</param>
/// <param name="BaselineExists">False where the file was absent before our first apply since the last undo.</param>
/// <param name="BaselineHash">SHA-256, lower-case hex, of the baseline's bytes, which the state folder keeps.</param>
/// <param name="BaselineMode">Unix permission bits, which we never change; null where absent or on Windows.</param>
/// <param name="WrittenHash">SHA-256 of what we wrote last, which the state folder keeps for the three-way undo.</param>
/// <param name="Folders">Those that we made for a new file, outermost first; undo removes them where they are empty.</param>
/// <param name="IsRepaired">What we wrote differs from the baseline by more than <paramref name="Keys"/>: `doctor --fix` mended lines that no key names.</param>
public sealed record JournalFile(
    string Path,
    string Ecosystem,
    string Format,
    Scope Scope,
    string? Repository,
    bool BaselineExists,
    string? BaselineHash,
    UnixFileMode? BaselineMode,
    string WrittenHash,
    IReadOnlyList<JournalKey> Keys,
    IReadOnlyList<string>? Folders = null,
    bool IsRepaired = false)
{
    public JournalKey? Find(string key) => Keys.FirstOrDefault(k => k.Key == key);
}

/// <summary>One key that we own.</summary>
/// <param name="Owner">The absolute path of the policy whose value it holds.</param>
/// <param name="Baseline">The value before our first apply; null where absent.</param>
/// <param name="Written">What we wrote; null where we removed the key.</param>
public sealed record JournalKey(string Key, string Owner, SettingValue? Baseline, SettingValue? Written);
