using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>
/// What a build writes below obj/: whatever call is killed or fails, a restore finds a whole overlay or none, is told where it is not the
/// policy's, and the next build is right, whichever region it is for. A stamp must never vouch for an overlay that it was not made with.
/// </summary>
[Trait("Promise", "P1")]
[Trait("Promise", "P25")]
public class P1BuildTests
{
    private const int SampleEvery = 29;
    private const int SampleEveryOfTask = 61;
    private const int Attempts = 3;

    [RealClientTheory("strace", "dotnet")]
    [InlineData("the first build", null, false)]
    [InlineData("a build for another region", BuildHook.Before, false)]
    [InlineData("a build for another region, in MSBuild's own process", BuildHook.Before, true)]
    public async Task Whatever_call_is_killed_or_fails_the_next_build_is_right(string what, string? before, bool isTask)
    {
        using var scene = new Scene();
        var hook = new BuildHook(scene, isTask);
        var rest = new Dictionary<string, string?>();
        foreach (var region in new[] { BuildHook.Before, BuildHook.After })
            rest[region] = await Built(hook, null, region);
        await Built(hook, before, BuildHook.After, FaultRun.Strace(scene));
        // MSBuild keeps files of its own in the home. And it opens, makes and deletes some in other threads, in each of which strace counts anew: only what it does not do itself can be hit.
        var sites = Trace.Sites(scene.TraceFile, isTask ? [hook.Obj] : scene.Roots).Distinct().Where(s => !isTask || s.Call == "pwrite64" || TracedCall.IsRenaming(s.Call)).ToList();
        Assert.NotEqual(rest[BuildHook.Before], rest[BuildHook.After]);
        Assert.NotEmpty(sites);
        Assert.All(sites, s => Assert.StartsWith(hook.Obj, s.Zone, StringComparison.Ordinal));

        var scenario = new Scenario(what, _ => { }, [], [], [], []);
        var all = sites.SelectMany((s, i) => Fault.All.Select((f, j) => new FaultCase(scenario, s, f, (i + j) % 2 == 0))).ToList();
        var cases = Proof.Sample(all, isTask ? SampleEveryOfTask : SampleEvery);
        var (happened, problems, missed) = (0, new List<string>(), cases.ToList());
        foreach (var @case in cases)
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                hook.Clear();
                if (before is not null)
                    await hook.Run(before);
                File.Delete(scene.TraceFile);
                var answer = await hook.Run(BuildHook.After, FaultRun.Strace(scene, @case));
                if (!(@case.Fault.Kills ? answer.ExitCode == 137 : Trace.IsInjectedOnlyBelow(scene.TraceFile, hook.Obj)))
                    continue;
                happened++;
                missed.Remove(@case);
                problems.AddRange((await Judge(@case, answer, hook, before is null ? null : rest[before], rest)).Select(p => $"{@case}: {p}"));
                break;
            }
        }
        Proof.Record("P1 P25", $"below obj/: {what}", happened, all.Count, $"write calls {sites.Count}; failures {problems.Count}");
        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(25)));
        Assert.True(Fault.AreEnough(happened, cases.Count), $"only {happened} of {cases.Count} faults have happened, and not: {string.Join('\n', missed)}");
    }

    private static async Task<string?> Built(BuildHook hook, string? before, string region, string[]? under = null)
    {
        hook.Clear();
        if (before is not null)
            await hook.Run(before);
        var answer = await hook.Run(region, under);
        Assert.True(answer.ExitCode == 0 && hook.Overlay is not null, answer.Output + answer.Error);
        return hook.Overlay;
    }

    private static async Task<List<string>> Judge(FaultCase @case, Answer answer, BuildHook hook, string? old, Dictionary<string, string?> rest)
    {
        var problems = new List<string>();
        var now = hook.Overlay;
        if (now != old && now != rest[BuildHook.After])
            problems.Add($"the overlay is torn: {now}");
        if (!@case.Fault.Kills && now != rest[BuildHook.After] && !answer.Output.Contains("DEVM7", StringComparison.Ordinal))
            problems.Add($"the overlay is not the policy's, and nobody is told: {answer.Output}{answer.Error}");
        if (!@case.Fault.Kills && answer.ExitCode != 0)
            problems.Add($"ended with {answer.ExitCode}: {answer.Error}");
        if (!@case.Fault.Kills && hook.Leftovers.Count > 0 && @case.Site.Call is not ("unlink" or "unlinkat"))
            problems.Add($"leaves {string.Join(", ", hook.Leftovers)}");
        var next = @case.GoesOn ? BuildHook.After : BuildHook.Before;
        var again = await hook.Run(next);
        if (again.ExitCode != 0 || hook.Overlay != rest[next])
            problems.Add($"the next build, for {next}: {again.ExitCode} {again.Output} {hook.Overlay}");
        return problems;
    }
}
