using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>The files that fuzzing starts from: every case file of the editors, every policy of this repository.</summary>
internal static class Seeds
{
    private static readonly string Cases = Path.Combine(Checkout.Folder, "tests", "DevMirrors.Config.Tests", "Cases");

    public static IReadOnlyList<byte[]> Of(FuzzFormat format) =>
        format == FuzzFormat.Policy ? [.. Policies().Select(File.ReadAllBytes), .. Documents()] : [[], .. Befores(format.Name).Select(File.ReadAllBytes)];

    /// <summary>What fuzzing once found, kept under a name that says what it was.</summary>
    public static IEnumerable<string> Kept(string format) => Files(Path.Combine(Checkout.Folder, "tests", "DevMirrors.Promises.Tests", "Cases", "Fuzz", format));

    private static IEnumerable<string> Befores(string ecosystem) =>
        Files(Path.Combine(Cases, ecosystem)).Where(f => Path.GetFileName(f) is "before" or "after" && new FileInfo(f).Length < 8_000);

    // Every tenth policy of the case files: they differ in a line or two.
    private static IEnumerable<string> Policies() =>
        Files(Cases).Where(f => Path.GetFileName(f) == "policy.yaml").Where((_, i) => i % 10 == 0)
            .Concat(Files(Path.Combine(Checkout.Folder, "tests", "DevMirrors.EndToEnd.Tests", "Build", "HostilePolicies")))
            .Append(Path.Combine(Checkout.Folder, "mirrors.yaml"))
            .Where(f => new FileInfo(f).Length < 8_000);

    private static IEnumerable<byte[]> Documents()
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Folder, "docs", "policy.md"));
        return text.Split("```yaml\n").Skip(1).Select(part => Encoding.UTF8.GetBytes(part[..part.IndexOf("```", StringComparison.Ordinal)]));
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];
}
