namespace DevMirrors.Config;

/// <summary>
/// The packages by which mirrors are judged where the policy names none: small, well known, and often renewed, so that a mirror that has
/// stopped following shows. The sums are those of public lock files: what a mirror says of itself does not count.
/// </summary>
public static class Sentinels
{
    private static readonly Place BuiltIn = new("");

    private static readonly Sentinel[] WellKnown =
    [
        new("go", "golang.org/x/sync", "v0.10.0", "h1:3NQrjDixjgGwUOCaF8w2+VYHv0Ve/vGYSbdkTa98gmQ=", BuiltIn),
        new("npm", "semver", "7.6.3", "sha512-oVekP1cKtI+CTDvHWYFUcMtsK/00wmAEfyqKfNdARm8u1wNVhSgaX7A8d4UuIlUI5e84iEwOhs7ZPYRmzU9U6A==", BuiltIn),
        new("nuget", "Microsoft.Bcl.AsyncInterfaces", "6.0.0", "UcSjPsst+DfAdJGVDsu346FX0ci0ah+lw3WRtn18NUwEqRt70HaOQ7lI72vy3+1LxtqI3T5GWwV39rQSrCzAeg==", BuiltIn),
        new("docker", "library/hello-world", "latest", null, BuiltIn),
    ];

    /// <summary>The sentinel of an ecosystem; null where there is none: nobody knows an image that every other registry has.</summary>
    public static Sentinel? For(string ecosystem, Policy policy) =>
        policy.Probe?.Sentinels.FirstOrDefault(s => s.Ecosystem == ecosystem) ?? Array.Find(WellKnown, s => s.Ecosystem == ecosystem);

    /// <summary>With its namespace, as registries have it.</summary>
    internal static string ImageName(this Sentinel sentinel) => sentinel.Name.Contains('/', StringComparison.Ordinal) ? sentinel.Name : $"library/{sentinel.Name}";

    /// <summary>Where the sum was said, for people.</summary>
    internal static string Source(this Sentinel sentinel) => sentinel.Place == BuiltIn ? "the sum that public lock files have" : $"{Path.GetFileName(sentinel.Place.File)}({sentinel.Place.Line})";
}
