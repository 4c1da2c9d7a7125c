using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Every write call of every command that writes is killed or failed, one at a time.</summary>
[Trait("Promise", "P1")]
[Trait("Promise", "P2")]
[Trait("Promise", "P12")]
[Trait("Promise", "P19")]
public class P1FaultTests
{
    private const int CallsOfEachKind = 3;
    private const int SampleEvery = 61;

    public static TheoryData<string> Scenarios => [.. Scenario.All.Select(s => s.Name)];

    [RealClientTheory("strace", "unshare")]
    [MemberData(nameof(Scenarios))]
    public async Task Whatever_call_is_killed_or_fails_each_file_is_old_or_new_and_the_next_run_mends_it(string name)
    {
        var scenario = Scenario.All.Single(s => s.Name == name);
        using var scene = new Scene();
        var (old, @new, sites) = await Rehearse(scene, scenario);
        var all = scenario.Cases(sites, scene);
        var cases = Proof.Sample(all, SampleEvery);
        var (happened, flushes, failures) = (0, 0, new List<string>());
        foreach (var @case in cases)
        {
            var run = new FaultRun(scene, scenario, old, @new);
            await run.Run(@case);
            happened += run.Happened ? 1 : 0;
            flushes += run.Happened && @case.Site.Call == "fsync" ? 1 : 0;
            failures.AddRange(run.Problems.Select(p => $"{@case}\n    {p}"));
        }
        Proof.Record("P1 P2 P12 P19", name, cases.Count, all.Count, $"write calls {sites.Count}; faults that happened {happened} of {cases.Count}, {flushes} of them at fsync; failures {failures.Count}");
        Assert.True(happened > 0, "no fault has happened");
        Assert.True(failures.Count == 0, $"{failures.Count} of {cases.Count}:\n{string.Join('\n', failures.Take(25))}");
    }

    private static async Task<(TreeState Old, TreeState New, IReadOnlyList<CallSite> Sites)> Rehearse(Scene scene, Scenario scenario)
    {
        scenario.Prepare(scene);
        foreach (var command in scenario.Setup)
            await Expect(scene, scenario, command);
        scene.Keep();
        var old = scene.Read(scenario.OwnFile);
        await Expect(scene, scenario, scenario.Command, FaultRun.Strace(scene));
        var @new = scene.Read(scenario.OwnFile);
        Assert.NotEmpty(@new.FilesUnlike(old));
        return (old, @new, CallSite.First(CallsOfEachKind, Trace.Sites(scene.TraceFile, scene.Roots)));
    }

    private static async Task Expect(Scene scene, Scenario scenario, string[] command, string[]? under = null)
    {
        var answer = await scene.Run(command, scenario.OnMachine, under);
        Assert.True(answer.ExitCode == 0, $"{string.Join(' ', command)}: {answer.ExitCode}\n{answer.Error}");
    }
}
