namespace DevMirrors.Config;

/// <summary>
/// Who has agreed to a policy: this user (trust.json), whoever set DEVMIRRORS_TRUST, or the machine's administrator (/etc/devmirrors/trust.yaml).
/// By content: the policy's own text, a property of the build and CI=true grant nothing, and no file is read again to decide.
/// </summary>
public static class Trust
{
    /// <summary>The environment variable that lists policies' hashes, separated by commas.</summary>
    public const string Variable = "DEVMIRRORS_TRUST";

    /// <summary>Reads and writes nothing else; a record that cannot be relied on is a warning and trusts nobody.</summary>
    public static TrustVerdict Of(Policy policy, MirrorCatalogue catalogue, Machine machine, DiagnosticBag found)
    {
        var reach = PolicyReach.Of(policy, catalogue);
        var known = Known(policy, machine, found);
        var because = Reason(policy, reach, known, machine, found);
        return new TrustVerdict(because is not null, because ?? Doubt(known), reach, known);
    }

    /// <summary>Whether DEVMIRRORS_TRUST lists the policy's hash: the one form of trust that also agrees to take keys over.</summary>
    public static bool IsNamed(Policy policy, Machine machine) =>
        (machine.Variable(Variable) ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(policy.Hash, StringComparer.OrdinalIgnoreCase);

    /// <summary>Records that this user agrees to the policy as it was loaded. False, and errors, where that cannot be recorded.</summary>
    public static bool Grant(Policy policy, MirrorCatalogue catalogue, Machine machine, DiagnosticBag found)
    {
        var agreed = new TrustedPolicy(policy.Path, policy.Hash, PolicyReach.Of(policy, catalogue));
        return TrustFile.Change(records => records.With(agreed, machine), machine, found);
    }

    /// <summary>Forgets what was agreed to for these absolute paths, whether the files are still there or not. The paths that were trusted; null, and errors, where the record cannot be changed.</summary>
    public static IReadOnlyList<string>? Revoke(IReadOnlyList<string> paths, Machine machine, DiagnosticBag found)
    {
        if (TrustFile.Read(machine, found) is not { } records)
            return null;
        List<string> known = [.. paths.Where(path => records.Find(path, machine) is not null)];
        if (known.Count == 0)
            UserState.Tidy(machine, found);
        return known.Count == 0 || TrustFile.Change(r => r.Without(known, machine), machine, found) ? known : null;
    }

    /// <summary>Every policy that this user has agreed to, by path. Null, and errors, where the record cannot be read.</summary>
    public static IReadOnlyList<TrustedPolicy>? List(Machine machine, DiagnosticBag found) => TrustFile.Read(machine, found)?.Policies;

    /// <summary>Whether this user has once agreed to the policy of this path, whatever it says now.</summary>
    public static bool IsListed(string path, Machine machine) => TrustFile.Read(machine, new DiagnosticBag())?.Find(path, machine) is not null;

    private static TrustedPolicy? Known(Policy policy, Machine machine, DiagnosticBag found)
    {
        var problems = new DiagnosticBag();
        var records = TrustFile.Read(machine, problems);
        // Not errors here: a build goes on without user-scope settings.
        found.AddRange(problems.Select(p => Diagnose.TrustUnreadable(p.Place, p.Message)));
        return records?.Find(policy.Path, machine);
    }

    private static string? Reason(Policy policy, PolicyReach reach, TrustedPolicy? known, Machine machine, DiagnosticBag found) =>
        IsNamed(policy, machine) ? $"{Variable} names its hash"
        : known?.Reach.Covers(reach) == true ? known.Hash == policy.Hash ? "you have agreed to it" : "it has changed only within what you have agreed to"
        : MachineTrust.Read(machine, found) is { } everybody && everybody.Covers(reach) ? $"{everybody.Path} agrees to all of its hosts"
        : null;

    private static string Doubt(TrustedPolicy? known) =>
        known is null ? "nobody has agreed to it" : "its hosts, private names or tokens are no longer those that you have agreed to";
}
