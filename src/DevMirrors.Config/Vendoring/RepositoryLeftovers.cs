namespace DevMirrors.Config;

/// <summary>Temporary files of ours that a killed run has left in a repository.</summary>
internal static class RepositoryLeftovers
{
    /// <summary>In the root and in the vendored folder; those that a run is just writing are among them.</summary>
    public static IReadOnlyList<string> Find(string repository) => [.. new[] { repository, VendoredFolder.PathIn(repository) }.SelectMany(In)];

    /// <summary>Deletes them; call it with the repository held.</summary>
    public static void Tidy(string repository, Machine machine)
    {
        if (Find(repository) is not { Count: > 0 } left)
            return;
        // `apply --scope project` writes into the root as well, under the lock of the state.
        var state = UserState.Existing(machine, Scope.User);
        using var quiet = state is null ? null : StateLock.Take(state, TimeSpan.Zero, new DiagnosticBag());
        foreach (var path in left.Where(p => state is null || quiet is not null || Path.GetDirectoryName(p) != repository))
            AtomicFile.TryDelete(path);
    }

    private static IEnumerable<string> In(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, AtomicFile.TempPattern, new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }).Where(AtomicFile.IsTemp)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
