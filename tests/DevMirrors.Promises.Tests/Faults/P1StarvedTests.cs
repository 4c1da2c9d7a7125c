using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>What a system may refuse beside the writing itself.</summary>
[Trait("Promise", "P1")]
[Trait("Promise", "P9")]
public class P1StarvedTests
{
    [RealClientFact("strace")]
    public async Task Without_a_thread_more_everything_is_written_by_the_one_there_is()
    {
        const int last = 16;
        var refused = 0;
        for (var when = 1; when <= last; when++)
        {
            using var scene = RefusedFile.Complete();
            var old = scene.Read();

            var answer = await scene.Run(["apply", "--yes"], under: Strace(scene, "clone,clone3", $"clone,clone3:error=EAGAIN:when={when}+"));

            // The first threads are the runtime's own: without them there is no process, and nothing has begun.
            var isOurs = answer.ExitCode == 0;
            refused += isOurs && Trace.Injected(scene.TraceFile) > 0 ? 1 : 0;
            Assert.True(isOurs ? scene.Read().FilesUnlike(old).Count == 4 : scene.Read().Equals(old), $"{when}: {answer.ExitCode} {answer.Error}");
            Assert.Empty(scene.Read().Leftovers);
        }
        Assert.True(refused > 0, "no thread of ours was refused");
        Proof.Record("P1", "threads that cannot be started", refused, last, "the others were the runtime's own, or came too late");
    }

    [RealClientTheory("strace")]
    [InlineData("flistxattr", "EIO")]
    [InlineData("flistxattr", "EACCES")]
    [InlineData("fgetxattr", "EIO")]
    [InlineData("fsetxattr", "ENOSPC")]
    [InlineData("fremovexattr", "EIO")]
    public async Task Attributes_that_cannot_be_carried_over_fail_the_apply(string call, string error)
    {
        using var scene = RefusedFile.Complete();
        // An access list on the others' file: the daemon's has none, and whatever its folder gave the new one must go.
        var only = call == "fremovexattr" ? "docker" : "nuget";
        var old = scene.Read();

        var answer = await scene.Run(["apply", "--yes", "--only", only], under: Strace(scene, call, $"{call}:error={error}:when=1"));

        Assert.True(Trace.Injected(scene.TraceFile) > 0, $"{call} was not called");
        Assert.Equal(3, answer.ExitCode);
        Assert.Contains($"{(call == "fgetxattr" ? "fsetxattr" : call)}: ", answer.Error);
        Assert.True(scene.Read().Equals(old), scene.Read().Unlike(old));
        Proof.Record("P9", $"{call} fails", 1, 1);
    }

    private static string[] Strace(Scene scene, string trace, string inject) =>
        [RealClients.Find("strace")!, "-f", "-qq", "-o", scene.TraceFile, "-e", $"trace={trace}", "-e", $"inject={inject}"];
}
