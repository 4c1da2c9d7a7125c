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
    private const int Attempts = 3;

    public static TheoryData<string> Scenarios => [.. Scenario.All.Select(s => s.Name)];

    [RealClientTheory("strace", "unshare")]
    [MemberData(nameof(Scenarios))]
    public async Task Whatever_call_is_killed_or_fails_each_file_is_old_or_new_and_the_next_run_mends_it(string name)
    {
        var scenario = Scenario.All.Single(s => s.Name == name);
        using var scene = new Scene();
        var rehearsal = await Rehearsal.Of(scene, scenario);
        Assert.NotEmpty(rehearsal.New.FilesUnlike(rehearsal.Old));
        var sites = CallSite.First(CallsOfEachKind, rehearsal.Sites);
        var all = scenario.Cases(sites, scene);
        var cases = Proof.Sample(all, SampleEvery);
        var (happened, flushes, failures) = (0, 0, new List<string>());
        foreach (var @case in cases)
        {
            var run = await Run(@case, scene, rehearsal);
            happened += run.Happened ? 1 : 0;
            flushes += run.Happened && @case.Site.Call == "fsync" ? 1 : 0;
            failures.AddRange(run.Problems.Select(p => $"{@case}\n    {p}"));
        }
        Proof.Record("P1 P2 P12 P19", name, happened, all.Count, $"write calls {sites.Count}; faults that happened {happened} of {cases.Count}, {flushes} of them at fsync; failures {failures.Count}");
        Assert.True(failures.Count == 0, $"{failures.Count} of {cases.Count}:\n{string.Join('\n', failures.Take(25))}");
        Assert.True(Fault.AreEnough(happened, cases.Count), $"only {happened} of {cases.Count} faults have happened");
    }

    // Strace counts the calls of each thread, and which thread makes a call is not always the same.
    private static async Task<FaultRun> Run(FaultCase @case, Scene scene, Rehearsal rehearsal)
    {
        var run = new FaultRun(scene, @case.Scenario, rehearsal.Old, rehearsal.New);
        for (var attempt = 0; attempt < Attempts && !run.Happened; attempt++)
            await run.Run(@case);
        return run;
    }
}
