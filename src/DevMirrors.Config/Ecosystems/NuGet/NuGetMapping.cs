namespace DevMirrors.Config;

/// <summary>
/// Extends packageSourceMapping without weakening it. NuGet's rules: the nearest patterns of a source replace its farther ones, equal
/// patterns on two sources ask both, and once anything is mapped a package without a match is not restored at all.
/// </summary>
/// <param name="path">The file to be written.</param>
/// <param name="newKey">A source that only comes in with it.</param>
internal sealed class NuGetMapping(NuGetHierarchy hierarchy, string path, Journal journal, string? newKey = null)
{
    private readonly Dictionary<string, List<string>> _wanted = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Maps the patterns to the source; one that another source has is refused.</summary>
    public void Add(string key, IReadOnlyList<Located> patterns, DiagnosticBag found)
    {
        foreach (var pattern in patterns)
        {
            if (TakenBy(key, pattern.Text) is { } other)
                found.Add(Diagnose.NuGetPatternTaken(pattern.Place, pattern.Text, other.Key, other.File.Path));
            else
                Include(key, [.. Inherited(key), pattern.Text]);
        }
    }

    public IEnumerable<WantedSetting> Settings()
    {
        if (_wanted.Count == 0)
            return [];
        foreach (var key in IsOn(NuGetFileKind.Project) ? [] : Others())
            Include(key, IsOn() ? Inherited(key) : [.. Inherited(key), "*"]);
        return _wanted.Select(w => new WantedSetting(NuGetConfigKey.Patterns(w.Key), new Wish.Include(w.Value), "private names reach their own source only, everything else the others"));
    }

    private void Include(string key, IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0)
            return;
        if (!_wanted.TryGetValue(key, out var wanted))
            _wanted[key] = wanted = [];
        wanted.AddRange(patterns.Except(wanted, StringComparer.OrdinalIgnoreCase));
    }

    // What farther files say for this source would no longer count beside an entry of ours.
    private IReadOnlyList<string> Inherited(string key) =>
        hierarchy.Patterns.FirstOrDefault(p => p.Key.Equals(key, StringComparison.OrdinalIgnoreCase))?.Items ?? [];

    private NuGetPatterns? TakenBy(string key, string pattern) => hierarchy.Patterns.FirstOrDefault(p =>
        !p.Key.Equals(key, StringComparison.OrdinalIgnoreCase) && p.Items.Contains(pattern, StringComparer.OrdinalIgnoreCase));

    /// <summary>
    /// Whether somebody else maps names. In the repository: then the sources without patterns are so on purpose. Beside it: then the
    /// repository repeats those patterns, which changes nothing here and keeps colleagues restoring.
    /// </summary>
    private bool IsOn(NuGetFileKind? kind = null) => hierarchy.Patterns.Any(p => (kind is null || p.File.Kind == kind) && !IsOurs(p));

    private bool IsOurs(NuGetPatterns patterns) =>
        patterns.File.Path == path && journal.Find(path)?.Find(NuGetConfigKey.Patterns(patterns.Key)) is { Baseline: null };

    /// <summary>Every other source that a restore here asks; the user's own feed belongs to it on a colleague's machine even where it does not here.</summary>
    private List<string> Others()
    {
        var keys = hierarchy.Enabled.Select(s => s.Key);
        if (hierarchy.Clear(NuGetNames.Sources) is not { File.Kind: NuGetFileKind.Project })
            keys = keys.Append(NuGetNames.Feed);
        if (newKey is not null)
            keys = keys.Append(newKey);
        return keys.Distinct(StringComparer.OrdinalIgnoreCase).Where(k => k == newKey || !_wanted.ContainsKey(k)).ToList();
    }
}
