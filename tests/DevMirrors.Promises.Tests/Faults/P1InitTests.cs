using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>What `init` writes in a repository after a kill, an error and under sudo.</summary>
[Trait("Promise", "P1")]
public class P1InitTests
{
    /// <summary>The calls by which files come to their places, and the one that makes sure of their bytes.</summary>
    [RealClientTheory("strace")]
    [InlineData("renameat2", 1)]
    [InlineData("renameat2", 3)]
    [InlineData("fsync", 2)]
    public async Task What_a_killed_init_leaves_is_ours_and_the_next_one_finishes_and_takes_it_away(string call, int when)
    {
        using var world = new World();
        var killed = await Init(world, ["-e", $"trace={call}", "-e", $"inject={call}:signal=KILL:when={when}"], "--msbuild");
        Assert.Equal(137, killed.ExitCode);
        Assert.NotEmpty(Temps(world));

        var doctor = await QuietTool.Run(world, "doctor", "--only", "go");
        var next = await QuietTool.Run(world, "init", "--msbuild");

        Assert.Contains("a killed run has left this temporary file in the repository", doctor.Output);
        Assert.True(next.ExitCode == 0, next.Said());
        Assert.DoesNotContain("DEVM6308", next.Error);
        Assert.Empty(Temps(world));
        Assert.Equal(0, (await QuietTool.Run(world, "check")).ExitCode & 2);
        var removed = await QuietTool.Run(world, "remove");
        Assert.DoesNotContain("DEVM6313", removed.Error);
        // A policy that the killed run has put in its place already is somebody's for the next one.
        Assert.Equal([".git"], Directory.EnumerateFileSystemEntries(world.Repository).Select(Path.GetFileName).Where(n => n != "mirrors.yaml"));
        Proof.Record("P1", $"init --msbuild, {call} {when}", 1, 1, "doctor finds what is left, init and remove take it away");
    }

    [RealClientFact("strace")]
    public async Task Remove_takes_away_what_a_killed_init_has_left()
    {
        using var world = new World();
        Assert.Equal(0, (await QuietTool.Run(world, "init", "--msbuild")).ExitCode);
        File.Delete(Path.Combine(world.Repository, "eng/devmirrors/README.md"));
        Assert.Equal(137, (await Init(world, ["-e", "trace=renameat2", "-e", "inject=renameat2:signal=KILL:when=1"], "--msbuild", "--update")).ExitCode);
        Assert.NotEmpty(Temps(world));

        var answer = await QuietTool.Run(world, "remove");

        Assert.True(answer.ExitCode == 0, answer.Said());
        Assert.DoesNotContain("DEVM6313", answer.Error);
        Assert.Equal([".git"], Directory.EnumerateFileSystemEntries(world.Repository).Select(Path.GetFileName));
        Proof.Record("P1", "remove after a killed init --msbuild", 1, 1);
    }

    [RealClientTheory("strace")]
    [InlineData("pwrite64", "ENOSPC")]
    [InlineData("fsync", "EIO")]
    public async Task A_policy_that_cannot_be_written_whole_is_not_there_at_all(string call, string error)
    {
        using var world = new World();

        var failed = await Init(world, ["-e", $"trace={call}", "-e", $"inject={call}:error={error}:when=1"]);

        Assert.Equal(3, failed.ExitCode);
        Assert.Contains("mirrors.yaml: error DEVM6003: ", failed.Error);
        Assert.Equal([".git"], Directory.EnumerateFileSystemEntries(world.Repository).Select(Path.GetFileName));
        Assert.Equal(0, (await QuietTool.Run(world, "init")).ExitCode);
        Proof.Record("P1", $"init, {call} fails with {error}", 1, 1, "no policy");
    }

    [RealClientFact("chown", AsRoot = true)]
    public async Task Under_sudo_a_new_policy_belongs_to_the_owner_of_its_folder()
    {
        using var world = new World();
        LibC.ChangeOwner(world.Repository, Obstacle.User);

        var answer = await QuietTool.Run(world, "init");

        Assert.True(answer.ExitCode == 0, answer.Said());
        Assert.Equal(Obstacle.User, DevMirrors.Config.FileStatus.Read(Path.Combine(world.Repository, "mirrors.yaml"), followLinks: false)!.User);
        Proof.Record("P1", "init as root in another user's folder", 1, 1);
    }

    private static Task<Answer> Init(World world, string[] injected, params string[] more) => Client.Run(
        RealClients.Find("strace")!, ["-f", "-qq", "-o", Path.Combine(world.Folder, "trace"), .. injected, ToolUnderTest.Path, "init", .. more],
        world.Home, world.Repository, new Dictionary<string, string>(world.Environment) { ["PATH"] = "/nowhere" });

    private static List<string> Temps(World world) =>
        [.. Directory.EnumerateFiles(world.Repository, ".devmirrors-*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })];
}
