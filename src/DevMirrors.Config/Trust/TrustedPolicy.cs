namespace DevMirrors.Config;

/// <summary>What a person has agreed to, as trust.json keeps it.</summary>
/// <param name="Path">The policy's absolute path, as it was named: a link counts by its own.</param>
/// <param name="Hash">The policy's <see cref="Policy.Hash"/> at that time.</param>
public sealed record TrustedPolicy(string Path, string Hash, PolicyReach Reach);

/// <summary>The body of trust.json.</summary>
internal sealed record TrustRecords(IReadOnlyList<TrustedPolicy> Policies)
{
    public static readonly TrustRecords Empty = new([]);

    public TrustedPolicy? Find(string path, Machine machine) => Policies.FirstOrDefault(p => IsSame(p.Path, path, machine));

    public TrustRecords Without(IReadOnlyList<string> paths, Machine machine) =>
        new([.. Policies.Where(p => !paths.Any(path => IsSame(p.Path, path, machine)))]);

    public TrustRecords With(TrustedPolicy policy, Machine machine) =>
        new([.. Without([policy.Path], machine).Policies.Append(policy).OrderBy(p => p.Path, StringComparer.Ordinal)]);

    private static bool IsSame(string one, string other, Machine machine) =>
        string.Equals(one, other, machine.Os == OsKind.Windows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
