using System.Diagnostics;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Where locks are, who holds them, and what somebody could plant in their place.</summary>
[Trait("Promise", "P18")]
public class P18LockTests
{
    [RealClientFact("strace")]
    public async Task A_holder_that_is_killed_blocks_nobody()
    {
        using var scene = RefusedFile.Complete();
        var start = new ProcessStartInfo(RealClients.Find("strace")!) { WorkingDirectory = scene.Repository };
        foreach (var word in (string[])["-f", "-qq", "-o", scene.TraceFile, "-e", "trace=pwrite64", "-e", "inject=pwrite64:delay_enter=60000000", ToolUnderTest.Path, "apply", "--yes", "--only", "npm"])
            start.ArgumentList.Add(word);
        start.Environment["HOME"] = scene.Home;
        start.Environment["XDG_STATE_HOME"] = null;
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        using var holder = Process.Start(start)!;
        // The first write of a run is made with the lock held.
        await Held.Until(() => holder.HasExited || (File.Exists(scene.InState("lock")) && IsHeld(scene.InState("lock"))));
        Assert.False(holder.HasExited);
        holder.Kill(entireProcessTree: true);
        await holder.WaitForExitAsync();

        var next = await scene.Run(["apply", "--yes"]);

        Assert.True(next.ExitCode == 0, next.Error);
        Assert.Empty(scene.Read().Leftovers);
        Proof.Record("P18", "a holder killed while it holds the lock", 1, 1);
    }

    [Theory]
    [InlineData("rm -f \"$1\" && ln -s \"$2\" \"$1\"", "its lock is not a regular file")]
    [InlineData("rm -f \"$1\" && mkfifo \"$1\"", "its lock is not a regular file")]
    [InlineData("rm -f \"$1\" && mkdir \"$1\"", "its lock is not a regular file")]
    [InlineData("mv \"$(dirname \"$1\")\" \"$2.state\" && ln -s \"$2.state\" \"$(dirname \"$1\")\"", "it is not a folder of its own, but a link or a file")]
    public async Task A_planted_lock_is_refused_and_its_target_left_alone(string plant, string reason)
    {
        using var scene = RefusedFile.Complete();
        var target = scene.Write("target", "theirs\n", DevMirrors.Config.AtomicFile.Private);
        Directory.CreateDirectory(scene.InState(""));
        using (var shell = Process.Start("/bin/sh", ["-c", plant, "sh", scene.InState("lock"), target]))
            await shell.WaitForExitAsync();
        var before = scene.Read();

        var answer = await scene.Run(["apply", "--yes", "--only", "npm"]);

        Assert.Equal(3, answer.ExitCode);
        Assert.Contains(reason, answer.Error);
        Assert.True(scene.Read().Equals(before), scene.Read().Unlike(before));
        Proof.Record("P18", reason, 1, 1);
    }

    /// <summary>As it stands after somebody ran the tool by sudo with a program that keeps HOME, or put it there.</summary>
    [RealClientFact("unshare", "setpriv", AsRoot = true)]
    public async Task The_lock_of_another_owner_is_named_or_used()
    {
        foreach (var (mode, code) in ((string, int)[])[("0600", 3), ("0644", 3), ("0666", 0)])
        {
            using var scene = RefusedFile.Complete();
            scene.Write("home/.local/state/devmirrors/lock", "", DevMirrors.Config.AtomicFile.Private);
            scene.GiveTo(Obstacle.User);

            var answer = await scene.Script(
                $"chown 0:0 \"$1\" && chmod {mode} \"$1\" || exit 99\nbefore=$(sha256sum \"$2\")\nsetpriv --reuid {Obstacle.User} --regid {Obstacle.User} --clear-groups $tool apply --yes --only npm\n"
                + "code=$?\n[ \"$before\" = \"$(sha256sum \"$2\")\" ] && echo SAME\nexit $code",
                scene.InState("lock"), Path.Combine(scene.Home, ".npmrc"));

            Assert.True(answer.ExitCode == code, $"{mode}: {answer.ExitCode}: {answer.Error}");
            Assert.Equal(code == 3, answer.Output.Contains("SAME", StringComparison.Ordinal));
            Assert.Equal(code == 3, answer.Error.Contains("lock: error DEVM4009", StringComparison.Ordinal));
        }
        Proof.Record("P18", "the lock of another owner", 3, 3, "0600, 0644 refused by name, 0666 used");
    }

    [RealClientFact("strace")]
    public async Task State_is_for_its_user_alone_and_nothing_is_kept_in_the_shared_temporary_folder()
    {
        using var scene = RefusedFile.Complete();

        var answer = await scene.Run(["apply", "--yes"], under: FaultRun.Strace(scene));

        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.Equal(DevMirrors.Config.AtomicFile.PrivateFolder, File.GetUnixFileMode(scene.InState("")));
        Assert.All(Directory.EnumerateFiles(scene.InState(""), "*", SearchOption.AllDirectories), f => Assert.Equal(DevMirrors.Config.AtomicFile.Private, File.GetUnixFileMode(f)));
        var elsewhere = Trace.Sites(scene.TraceFile, [Path.GetTempPath().TrimEnd('/')]).Where(s => !(s.Zone + "/").StartsWith(scene.Live + "/", StringComparison.Ordinal));
        Assert.Empty(elsewhere);
        Proof.Record("P18", "modes of the state, and no write call in the temporary folder", 1, 1);
    }

    private static bool IsHeld(string path)
    {
        using var flock = Process.Start("flock", ["-n", path, "true"]);
        flock.WaitForExit();
        return flock.ExitCode == 1;
    }
}
