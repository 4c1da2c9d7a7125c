using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Where nothing is to be changed nothing is written.</summary>
[Trait("Promise", "P10")]
public class P10NothingWrittenTests
{
    [RealClientTheory("strace", "unshare")]
    [MemberData(nameof(P1FaultTests.Scenarios), MemberType = typeof(P1FaultTests))]
    public async Task A_second_time_makes_no_write_call_and_leaves_every_file_the_same(string name)
    {
        var scenario = Scenario.All.Single(s => s.Name == name);
        using var scene = new Scene();
        scenario.Prepare(scene);
        foreach (var command in scenario.Setup.Append(scenario.Command))
            Assert.Equal(0, (await scene.Run(command, scenario.OnMachine)).ExitCode);
        var before = Marks(scene);

        var again = await scene.Run(scenario.Command, scenario.OnMachine, FaultRun.Strace(scene));

        Assert.Equal(0, again.ExitCode);
        Assert.Equal(before, Marks(scene));
        Assert.Empty(Trace.Sites(scene.TraceFile, scene.Roots));
        Proof.Record("P10", name, 1, 1, $"{before.Count} files and folders unchanged to the nanosecond");
    }

    // Every change of a file's content, name or attributes shows in when it was changed.
    private static List<(string, FileStatus?)> Marks(Scene scene) =>
        [.. Directory.EnumerateFileSystemEntries(scene.Live, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Order(StringComparer.Ordinal).Select(p => (p, FileStatus.Read(p, followLinks: false)))];
}
