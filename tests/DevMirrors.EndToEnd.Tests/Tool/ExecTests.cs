using System.Diagnostics;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

public class ExecTests
{
    [Fact]
    public async Task The_command_gets_the_regions_settings_and_the_home_stays_as_it_was()
    {
        using var world = ToolWorld.WithGo();

        var answer = await world.Expect(0, "exec", "--region", "cn", "--", "sh", "-c", "echo \"$GOPROXY\"");

        Assert.Equal("https://goproxy.cn,direct\n", answer.Output);
        Assert.Empty(world.Everything());
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 42", 42)]
    [InlineData("kill -TERM $$", 143)]
    public async Task Its_exit_code_is_ours(string script, int expected)
    {
        using var world = ToolWorld.WithGo();

        await world.Expect(expected, "exec", "--", "sh", "-c", script);
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_127_and_one_that_cannot_run_126()
    {
        using var world = ToolWorld.WithGo();
        world.Write(Path.Combine(world.Repository, "plain"), "#!/bin/sh\n");

        var missing = await world.Expect(127, "exec", "--", "no-such-command");
        var plain = await world.Expect(126, "exec", "--", "./plain");

        Assert.Contains("error DEVM6030: ", missing.Error);
        Assert.Contains("error DEVM6031: ", plain.Error);
        Assert.Empty(missing.Output + plain.Output);
    }

    [Fact]
    public async Task A_program_of_the_current_folder_is_never_taken_for_one_of_the_path()
    {
        using var world = ToolWorld.WithGo();
        world.Write(Path.Combine(world.Repository, "only-here"), "#!/bin/sh\necho planted\n", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var answer = await world.Expect(127, "exec", "--", "only-here");

        Assert.Empty(answer.Output);
    }

    [Fact]
    public async Task Generated_files_are_there_for_the_command_and_gone_after_it()
    {
        using var world = new World();
        world.Policy("version: 1\nregions:\n  all:\n    default: true\n    nuget: huawei\n");

        var answer = await world.Expect(0, "exec", "--", "sh", "-c", "ls -d \"$NUGET_COMMON_APPLICATION_DATA\" && env | grep -o '/[^=]*devmirrors-exec-[^/]*' | head -n 1");

        var folder = answer.Text.Split('\n')[^1];
        Assert.Contains("devmirrors-exec-", folder);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Without_a_valid_policy_nothing_runs()
    {
        using var world = new World();
        world.Policy("version: 1\nregions: {}\n");

        var answer = await world.Expect(2, "exec", "--", "echo", "ran");

        Assert.Empty(answer.Output);
    }

    [Fact]
    public async Task A_signal_to_us_reaches_the_command()
    {
        using var world = ToolWorld.WithGo();
        var start = new ProcessStartInfo(ToolUnderTest.Path, ["exec", "--", "sh", "-c", "trap 'echo got it; exit 7' TERM; echo ready; while :; do sleep 0.05; done"])
        {
            WorkingDirectory = world.Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = world.Home;
        using var process = Process.Start(start)!;
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);

        Assert.Equal("got it", await process.StandardOutput.ReadLineAsync());
        await process.WaitForExitAsync();
        Assert.Equal(7, process.ExitCode);
    }
}
