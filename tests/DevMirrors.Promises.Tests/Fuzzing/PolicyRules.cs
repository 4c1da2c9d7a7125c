using System.Text;
using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>What the loader and the planner owe to every policy.</summary>
internal static class PolicyRules
{
    private static readonly string[] Weakened = ["GOSUMDB=off", "GONOSUMCHECK", "GOINSECURE", "GOFLAGS", "strict-ssl", "signatureValidationMode", "trustedSigners", "GONOSUMDB=*"];

    /// <returns>Whether it is a policy.</returns>
    public static bool Check(byte[] bytes)
    {
        var found = new DiagnosticBag();
        var policy = PolicyFile.Parse("mirrors.yaml", bytes, found);
        Assert.Equal(policy is null, found.HasErrors);
        Assert.All(found, d => Assert.True(d.Message.Length < 600 && !d.Message.Any(char.IsControl), d.Message));
        Assert.All(found.Where(d => d.Severity == Severity.Error), d => Assert.True(d.Place is { Line: > 0 } || bytes.Length < 4 || Whole(d), d.ToString()));
        if (policy is null)
            return false;
        using var scratch = new ScratchMachine();
        scratch.Write("repo/mirrors.yaml", bytes);
        foreach (var region in policy.Regions)
            Plan(scratch.Machine, region.Name);
        return true;
    }

    // Too large, not UTF-8 and the like are said of the file.
    private static bool Whole(Diagnostic diagnostic) => diagnostic.Code is "DEVM1005" or "DEVM1006" or "DEVM1007" or "DEVM1008" or "DEVM1002" || diagnostic.Message.Contains("empty", StringComparison.Ordinal);

    private static void Plan(Machine machine, string region)
    {
        foreach (var scope in new[] { Scope.User, Scope.Project })
        {
            var found = new DiagnosticBag();
            var plan = MirrorRun.Plan(new RunOptions(Region: region, Scope: scope), machine, found);
            foreach (var edit in plan?.Edits ?? [])
            {
                // P35: whatever a policy says, no protection is lowered.
                var text = edit.After is { } after ? Encoding.UTF8.GetString(after.Span) : "";
                Assert.All(Weakened, w => Assert.DoesNotContain(w, text, StringComparison.OrdinalIgnoreCase));
            }
        }
    }
}
