namespace DevMirrors.Config;

/// <summary>The kept verdicts, in the user's cache folder. Nothing depends on them but speed and choice: what cannot be read is as if never measured.</summary>
public static class VerdictCache
{
    /// <summary><c>$XDG_CACHE_HOME/devmirrors/verdicts.json</c> or <c>~/.cache/…</c>, <c>~/Library/Caches/DevMirrors/…</c>, <c>%LocalAppData%\DevMirrors\Cache\…</c>; null without a home.</summary>
    public static string? PathOf(Machine machine)
    {
        var folder = machine.Os switch
        {
            OsKind.Windows => machine.Variable("LOCALAPPDATA") is { } local ? Path.Combine(local, "DevMirrors", "Cache") : machine.InHome("AppData", "Local", "DevMirrors", "Cache"),
            OsKind.MacOS => machine.InHome("Library", "Caches", "DevMirrors"),
            _ => machine.Variable("XDG_CACHE_HOME") is { } xdg && Path.IsPathRooted(xdg) ? Path.Combine(xdg, "devmirrors") : machine.InHome(".cache", "devmirrors"),
        };
        return folder is null ? null : Path.Combine(folder, "verdicts.json");
    }

    public static KeptVerdicts Read(Machine machine) =>
        PathOf(machine) is { } path && IsOurs(path, machine.Home) && StateFile.TryRead(path, StateJson.Default.KeptVerdicts, new DiagnosticBag(), out var kept) && kept is not null
            ? kept
            : KeptVerdicts.None;

    /// <summary>The kept verdicts after a probe; mirrors that rested keep theirs.</summary>
    public static KeptVerdicts After(ProbeReport report, Policy policy, KeptVerdicts before)
    {
        var now = report.Started;
        // Where nobody answered at all, it is this machine's network, and no mirror's failure.
        var isOffline = !report.Mirrors.Any(m => m.Latency is not null);
        var fresh = report.Mirrors.Where(m => m.RestsUntil is null).Select(m => Of(m, policy, before, now, isOffline)).ToList();
        var known = fresh.Select(Key).ToHashSet();
        return new KeptVerdicts([.. before.Mirrors.Where(k => !known.Contains(Key(k)) && IsWorthKeeping(k, now)), .. fresh]);
    }

    /// <summary>Keeps them; an info where they cannot be. Two probes that end at the same moment keep those of one.</summary>
    public static void Write(KeptVerdicts kept, Machine machine, DiagnosticBag found)
    {
        if (PathOf(machine) is not { } path)
            return;
        try
        {
            MakeFolders(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, StateFile.Encode(kept, StateJson.Default.KeptVerdicts), AtomicFile.Private);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            found.Add(Diagnose.VerdictsNotKept(path, e.Message));
        }
    }

    /// <summary>Deletes them, for whoever wants nothing of DevMirrors left.</summary>
    public static void Forget(Machine machine)
    {
        if (PathOf(machine) is { } path && IsOurs(path, machine.Home))
            AtomicFile.TryDelete(path);
    }

    // A week, though a good one counts for less long: its failures in a row do not.
    private static bool IsWorthKeeping(KeptVerdict kept, DateTimeOffset now) => kept.At <= now && (now < kept.Expires || now - kept.At < TimeSpan.FromDays(7));

    // One by one, so that each belongs to its parent's owner: under sudo nothing of root's may stay in a user's ~/.cache.
    private static void MakeFolders(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (Path.GetDirectoryName(folder) is { } parent)
            MakeFolders(parent);
        AtomicFile.MakeFolder(folder, AtomicFile.PrivateFolder);
    }

    private static KeptVerdict Of(MirrorReport mirror, Policy policy, KeptVerdicts before, DateTimeOffset now, bool isOffline)
    {
        var earlier = before.Of(policy, mirror.Ecosystem, mirror.Id, mirror.Url);
        var failures = isOffline ? earlier?.Failures ?? 0 : CircuitBreaker.Failures(earlier, mirror.Verdict);
        double? seconds = mirror.Latency is null ? null : Ranking.Seconds(mirror.Latency, mirror.BytesPerSecond);
        return new KeptVerdict(
            policy.Path, mirror.Ecosystem, mirror.Id, mirror.Url, KeptVerdicts.JudgedBy(policy, mirror.Ecosystem), mirror.Verdict, mirror.Because, now,
            seconds, failures, isOffline ? null : CircuitBreaker.RestsUntil(failures, now, mirror.RetryAfter))
        {
            IsVerified = mirror.IsVerified,
        };
    }

    private static (string, string, string) Key(KeptVerdict kept) => (kept.Policy, kept.Ecosystem, kept.Id);

    // Somebody else's file could steer the choice. Under sudo it is that of the home's owner.
    private static bool IsOurs(string path, string home) =>
        OperatingSystem.IsWindows() || FileStatus.Read(path, followLinks: false) is { Kind: FileKind.Regular } status
            && (status.User == UnixFile.UserId || (UnixFile.UserId == 0 && status.User == FileStatus.Read(home, followLinks: true)?.User));
}
