namespace DevMirrors.Promises.Tests;

/// <summary>A scenario's command, traced and not disturbed: from where to where it leads, and by which calls.</summary>
internal sealed record Rehearsal(TreeState Old, TreeState New, IReadOnlyList<CallSite> Sites, IReadOnlyList<TracedCall> Calls)
{
    /// <summary>Runs it in the scene, and keeps the scene as it was before.</summary>
    public static async Task<Rehearsal> Of(Scene scene, Scenario scenario)
    {
        scenario.Prepare(scene);
        foreach (var command in scenario.Setup)
            await Expect(scene, scenario, command);
        scene.Keep();
        var old = scene.Read(scenario.OwnFile);
        await Expect(scene, scenario, scenario.Command, FaultRun.Strace(scene));
        return new Rehearsal(old, scene.Read(scenario.OwnFile), Trace.Sites(scene.TraceFile, scene.Roots), Trace.Done(scene.TraceFile));
    }

    private static async Task Expect(Scene scene, Scenario scenario, string[] command, string[]? under = null)
    {
        var answer = await scene.Run(command, scenario.OnMachine, under);
        Assert.True(answer.ExitCode == 0, $"{string.Join(' ', command)}: {answer.ExitCode}\n{answer.Error}");
    }
}
