namespace DevMirrors.Config;

/// <summary>Watches a daemon take in a file: a signal returns before the daemon has acted on it.</summary>
internal static class DaemonReload
{
    private const int Attempts = 40;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks until the daemon shows these addresses. False where it does not answer, or shows others after <see cref="Attempts"/>.</summary>
    public static bool Confirm(Func<IReadOnlyList<string>?> ask, IReadOnlyList<string> wanted)
    {
        var expected = wanted.Select(w => w.TrimEnd('/')).ToList();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (attempt > 0)
                Thread.Sleep(Between);
            if (ask() is not { } shown)
                return false;
            if (shown.SequenceEqual(expected))
                return true;
        }
        return false;
    }
}
