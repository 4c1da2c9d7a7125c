using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Commands that only answer make no write call, before an apply and after it.</summary>
[Trait("Promise", "P10")]
public class P10ReadingCommandTests
{
    private static readonly string[] Commands =
        ["plan", "check", "status", "status --all", "env", "env --for github", "trust --show", "trust --list", "region", "doctor", "doctor --only go", "catalogue", "schema", "apply", "trust"];

    public static TheoryData<string> All => [.. Commands];

    [RealClientTheory("strace")]
    [MemberData(nameof(All))]
    public async Task A_command_that_answers_writes_nothing(string command)
    {
        using var scene = RefusedFile.Complete();
        await Expect(scene, command);
        Assert.Equal(0, (await scene.Run(["apply", "--yes"])).ExitCode);
        await Expect(scene, command);
        Proof.Record("P10", $"{command}: no write call", 2, 2, "before an apply and after it");
    }

    private static async Task Expect(Scene scene, string command)
    {
        var before = TreeState.Read(scene.Live);

        var answer = await scene.Run(command.Split(' '), under: FaultRun.Strace(scene));

        Assert.True(answer.ExitCode is 0 or 1 or 4, $"ended with {answer.ExitCode}: {answer.Error}");
        Assert.NotEmpty(answer.Output + answer.Error);
        // `status` asks each client in a scratch home with copies of the files, and takes that away again.
        var isLent = command.StartsWith("status", StringComparison.Ordinal);
        Assert.DoesNotContain(Trace.Sites(scene.TraceFile, scene.Roots), s => !isLent || !s.Zone.StartsWith(scene.Temporary, StringComparison.Ordinal));
        // Otherwise the trace would prove nothing.
        Assert.Contains(Trace.Done(scene.TraceFile), c => c.Call == "openat" && c.Paths.Count > 0);
        Assert.True(TreeState.Read(scene.Live).Equals(before));
    }
}
