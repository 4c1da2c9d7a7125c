namespace DevMirrors.Promises.Tests;

/// <summary>
/// Whether the calls of one run come in the order that a power cut asks for: the bytes before their name, the name before the word that
/// everything is done. What was never called cannot be failed, so that the faults alone would not miss a flush.
/// </summary>
internal sealed class FlushOrder(IReadOnlyList<TracedCall> calls)
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public int Flushes => calls.Count(c => c.IsFlush);

    /// <summary>The file's bytes, then its name, then its folder, and all that before <paramref name="until"/> begins.</summary>
    public void Written(string path, TracedCall? until)
    {
        if (RenameTo(path) is not { } rename)
        {
            _problems.Add($"{path}: no temporary file has taken its place");
            return;
        }
        var temp = rename.Paths[0];
        Demand(calls.Any(c => c.IsFlush && c.Paths.Contains(temp) && c.End < rename.Begin), $"{path}: its bytes are not flushed before the rename");
        Named(path, rename, until);
    }

    /// <summary>The removal, then the folder, where that has not gone as well.</summary>
    public void Removed(string path, TracedCall? until)
    {
        if (calls.FirstOrDefault(c => c.IsRemoval && c.Paths.Contains(path)) is not { } removal)
            _problems.Add($"{path}: nobody has removed it");
        else
            Named(path, removal, until);
    }

    public TracedCall? RenameTo(string path) => calls.LastOrDefault(c => c.IsRename && c.Paths.Count > 1 && c.Paths[1] == path && Path.GetFileName(c.Paths[0]).StartsWith(".devmirrors-", StringComparison.Ordinal));

    public TracedCall? RemovalOf(string path) => calls.LastOrDefault(c => c.IsRemoval && c.Paths.Contains(path));

    /// <summary>That everything else of ours is on disk before the first of the clients' files changes, and who that is.</summary>
    public void Before(string path, IEnumerable<string> targets)
    {
        var first = calls.FirstOrDefault(c => (c.IsRename && c.Paths.Count > 1 && targets.Contains(c.Paths[1])) || (c.IsRemoval && c.Paths.Any(targets.Contains)));
        Demand(first is not null, "no target is written");
        if (first is not null)
            Written(path, first);
    }

    private void Named(string path, TracedCall naming, TracedCall? until)
    {
        var folder = Path.GetDirectoryName(path)!;
        Demand(
            calls.Any(c => c.IsFlush && c.Paths.Contains(folder) && c.Begin > naming.End && (until is null || c.End < until.Begin)),
            $"{path}: its folder is not flushed after the {naming.Call}{(until is null ? "" : $" and before the {until.Call} of {until.Paths[^1]}")}");
    }

    private void Demand(bool holds, string otherwise)
    {
        if (!holds)
            _problems.Add(otherwise);
    }
}
