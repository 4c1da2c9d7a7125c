using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>Every command that restores, from a fresh clone, on a machine that has never heard of DevMirrors.</summary>
public abstract class EveryWayIntoARestoreTests(string target, bool blackHole)
{
    private static readonly string[][] Commands = [["build"], ["restore"], ["msbuild", "-t:Restore;Build"], ["pack"], ["build", "-mt"]];

    [RealClientFact("dotnet", "git")]
    public Task With_targets_for_solutions() => EachCommand(withSolutionTargets: true);

    [RealClientFact("dotnet", "git")]
    public Task Without_targets_for_solutions() => EachCommand(withSolutionTargets: false);

    private async System.Threading.Tasks.Task EachCommand(bool withSolutionTargets)
    {
        await using var world = await BuildWorld.Start(blackHole);
        await world.MakeRepository(withSolutionTargets);
        foreach (var command in Commands)
            foreach (var graph in new[] { false, true })
                await Restores(world, [command[0], target, .. command[1..], $"-p:RestoreUseStaticGraphEvaluation={graph}"], graph);
        Assert.Equal(0, world.UpstreamAsked);
    }

    private static async System.Threading.Tasks.Task Restores(BuildWorld world, string[] command, bool graph)
    {
        var clone = await world.Clone();
        var log = clone + ".binlog";
        var asked = world.Mirror.Asked.Count;

        var answer = await world.Dotnet(clone, [.. command, $"-bl:{log}"]);

        var transcript = $"dotnet {string.Join(' ', command)}\n{answer.Output}{answer.Error}";
        Assert.True(answer.ExitCode == 0, transcript);
        Assert.Contains(world.Mirror.Asked.Skip(asked), path => path.EndsWith(".nupkg", StringComparison.Ordinal));
        Assert.Equal("", await world.Status(clone));
        // Once for the whole build, however many processes it has.
        Assert.Single(answer.Output.Split('\n'), line => line.Contains("NuGet restores through"));
        var build = new BuildLog(log);
        // What a process of static graph evaluation logs at low importance reaches no binlog.
        if (graph)
            return;
        Assert.InRange(build.PolicyReads, 1, build.Applies.Select(t => t.NodeId).Distinct().Count());
        Assert.NotEmpty(build.SettingsReads);
        Assert.True(build.Applies[0].EndTime <= build.SettingsReads[0].StartTime, transcript);
    }
}

public class ProjectAndEmptyUpstreamTests() : EveryWayIntoARestoreTests("A/A.csproj", blackHole: false);

public class SolutionAndEmptyUpstreamTests() : EveryWayIntoARestoreTests("S.sln", blackHole: false);

public class XmlSolutionAndEmptyUpstreamTests() : EveryWayIntoARestoreTests("SX.slnx", blackHole: false);

public class ProjectAndSilentUpstreamTests() : EveryWayIntoARestoreTests("A/A.csproj", blackHole: true);

public class SolutionAndSilentUpstreamTests() : EveryWayIntoARestoreTests("S.sln", blackHole: true);

public class XmlSolutionAndSilentUpstreamTests() : EveryWayIntoARestoreTests("SX.slnx", blackHole: true);
