using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Clients clean their caches where nothing of the repository is run, and that folder stays in nobody's home.</summary>
[Trait("Promise", "P25")]
public class P25CleaningFolderTests
{
    // Every client but go is asked for its folder, and go stops in the middle of its cleaning.
    private const string Client = "case \"$*\" in --version) echo 1.22.22 ;; \"clean -modcache\") if [ -p FIFO ]; then echo \"$$ $PWD\" > FIFO; exec sleep 100; fi ;; *) echo \"$HOME/cache\" ;; esac";

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [InlineData("QUIT", 131)]
    public async Task A_signal_ends_the_cleaning_and_its_client_and_leaves_nothing_behind(string signal, int code)
    {
        using var scene = new ObedientClients(Client);
        using var running = await RunningTool.Start(scene, "cache", "clean", "--only", "go", "--yes");
        Assert.StartsWith(Path.Combine(scene.World.Home, ScratchFolder.Cleaning), running.Folder);
        Assert.True(Directory.Exists(running.Folder));

        Assert.Equal(code, await running.End(signal));

        await running.StartedEnds().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(Left(scene));
        Proof.Record("P25", $"{signal} while a client cleans", 1, 1);
    }

    [Fact]
    public async Task What_a_killed_cleaning_leaves_is_found_by_doctor_and_taken_away_by_the_next_and_by_remove()
    {
        foreach (var next in (string[][])[["cache", "clean", "--only", "go"], ["doctor", "--only", "go", "--fix", "--yes"], ["remove", "--machine"]])
        {
            using var scene = new ObedientClients(Client);
            using var running = await RunningTool.Start(scene, "cache", "clean", "--only", "go", "--yes");
            Assert.Equal(137, await running.End("KILL"));
            File.Delete(scene.Fifo);
            Assert.Equal([running.Folder], Left(scene));

            Assert.Contains($"`rm -r ~/{Path.GetFileName(running.Folder)}`", (await scene.Run([], "doctor", "--only", "go")).Output.Replace(scene.World.Home, "~"));
            var answer = await scene.Run([], next);

            Assert.True(Left(scene).Length == 0, answer.Said());
        }
        Proof.Record("P25", "KILL while a client cleans", 3, 3, "cache clean, doctor --fix, remove --machine");
    }

    [Fact]
    public async Task Nothing_of_a_repository_is_run_by_a_client_that_cleans_wherever_the_home_is()
    {
        using var scene = new ObedientClients(Client);
        var below = Directory.CreateDirectory(Path.Combine(scene.World.Repository, ".home")).FullName;

        var cleaned = await scene.Run([], "cache", "clean", "--packages", "--yes");
        var refused = await scene.Run(new() { ["HOME"] = below }, "cache", "clean", "--packages", "--yes");

        Assert.Contains("go clean -modcache", scene.Asked);
        Assert.Equal((0, 3), (cleaned.ExitCode, refused.ExitCode));
        Assert.False(File.Exists(scene.Canary), refused.Said());
        Proof.Record("P25", "cleaning in a home beside and in one below the repository", 2, 2, "clients that run whatever stands in their folder or above it");
    }

    private static string[] Left(ObedientClients scene) => Directory.GetDirectories(scene.World.Home, ".devmirrors-*");
}
