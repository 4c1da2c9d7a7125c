namespace DevMirrors.Config;

/// <summary>The state folders: journal, baselines, locks and the stored region. Reading creates nothing.</summary>
public static class UserState
{
    /// <summary><c>$XDG_STATE_HOME/devmirrors</c> or <c>~/.local/state/devmirrors</c>, <c>%LocalAppData%\DevMirrors</c>, <c>~/Library/Application Support/DevMirrors</c>; <c>/var/lib/devmirrors</c> at machine scope; null without a home.</summary>
    public static string? Folder(Machine machine, Scope scope) => throw new NotSupportedException();

    /// <summary>The journal of this scope; empty where there is none. An unreadable or newer one is an error in <paramref name="found"/>, and null.</summary>
    public static Journal? ReadJournal(Machine machine, Scope scope, DiagnosticBag found) => throw new NotSupportedException();

    /// <summary>The region chosen by <c>region set</c>, or null.</summary>
    public static string? ReadRegion(Machine machine) => throw new NotSupportedException();

    /// <summary>Stores the region, or forgets it where null.</summary>
    public static void WriteRegion(Machine machine, string? region, DiagnosticBag found) => throw new NotSupportedException();
}
