using System.Diagnostics;
using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>What is wrong with the machine's files: exit code 3, the file is left alone, and the others are still served.</summary>
[Trait("Promise", "P7")]
[Trait("Promise", "P14")]
public class BadMachineTests
{
    private const string Policy = """
        version: 1
        regions:
          cn: { default: true, go: [goproxy-cn, direct], npm: npmmirror, nuget: huawei, docker: daocloud }
        """;

    public static TheoryData<string, string, string, string> Unparsable => new()
    {
        { "go", ".config/go/env", "GOFLAGS=-v\n<<<<<<< ours\n", "(2,1): error DEVM3001: this is not a valid go env file: it holds the marks of a merge conflict" },
        { "npm", ".npmrc", "a=b\n_password=CANARY\0\n", "(2,17): error DEVM3001: this is not a valid .npmrc: byte 0x00" },
        { "nuget", ".nuget/NuGet/NuGet.Config", "<configuration>\n  <a key=\"CANARY\">\n</configuration>\n", "(3,3): error DEVM3001: this is not a valid NuGet.Config: " },
        { "nuget", ".nuget/NuGet/NuGet.Config", "<!DOCTYPE a [<!ENTITY b \"CANARY\">]>\n<configuration/>\n", "(1,1): error DEVM3001: this is not a valid NuGet.Config: it has a document type (`<!DOCTYPE`)" },
        { "docker", ".config/docker/daemon.json", "{\n  \"registry-mirrors\": [\"https://u:CANARY@a.example\",]\n}\n", "(2,53): error DEVM3001: this is not a valid daemon.json: " },
    };

    [Theory]
    [MemberData(nameof(Unparsable))]
    public async Task A_file_that_cannot_be_parsed_is_left_alone_and_the_others_are_written(string ecosystem, string path, string content, string expected)
    {
        using var world = WithDaemonFile();
        var file = Path.Combine(world.Home, path);
        world.Write(file, content);

        var plan = await world.Expect(3, "plan");
        var apply = await world.Expect(3, "apply", "--yes", "--format", "json");
        var check = await world.Expect(3, "check", "--format", "msbuild");

        Assert.Contains($"~/{path}{expected}", plan.Error);
        Assert.Contains("\n  hint: mend the file by hand", plan.Error);
        Assert.Contains($"{file}{expected}", check.Output);
        Assert.Equal(Refused(ecosystem), Results(apply));
        Assert.Equal(content, File.ReadAllText(file));
        Assert.DoesNotContain("CANARY", plan.Output + plan.Error + apply.Output + check.Output);
    }

    [Fact]
    public async Task A_file_that_may_not_be_written_is_named_with_the_reason_and_the_others_are_written()
    {
        using var world = WithDaemonFile();
        world.Write(world.Npmrc, "fund=false\n", UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var plan = await world.Expect(1, "plan");
        var apply = await world.Expect(3, "apply", "--yes");
        var again = await world.Expect(3, "apply", "--yes", "--format", "json");

        Assert.DoesNotContain("error", plan.Error);
        Assert.Contains("~/.npmrc: error DEVM4001: this file is not written: it is read-only (mode 0440)\n  hint: ", apply.Error);
        Assert.Contains("refused   npm", apply.Output);
        Assert.Equal("refused", Results(again)["npm"]);
        Assert.Equal("fund=false\n", File.ReadAllText(world.Npmrc));
        Assert.Equal("GOPROXY=https://goproxy.cn,direct\n", File.ReadAllText(world.GoEnv));
    }

    [Fact]
    public async Task A_fifo_in_the_place_of_a_file_is_neither_waited_for_nor_written()
    {
        using var world = WithDaemonFile();
        await MakeFifo(world.Npmrc);

        var apply = await world.Expect(3, "apply", "--yes");

        Assert.Contains("~/.npmrc: error DEVM3002: this file is left alone: it is not a regular file\n  hint: ", apply.Error);
        Assert.Contains("written   go", apply.Output);
    }

    [Fact]
    public async Task A_fifo_in_the_place_of_the_journal_is_not_waited_for()
    {
        using var world = WithDaemonFile();
        var journal = Path.Combine(world.Home, ".local", "state", "devmirrors", "journal.json");
        Directory.CreateDirectory(Path.GetDirectoryName(journal)!);
        await MakeFifo(journal);

        var apply = await world.Expect(3, "apply", "--yes");

        Assert.Contains("journal.json: error DEVM4009: DevMirrors cannot use its state folder: it is not a regular file\n  hint: ", apply.Error);
        Assert.False(File.Exists(world.GoEnv));
    }

    [Theory]
    [InlineData("rel/home")]
    [InlineData("")]
    public async Task Without_an_absolute_home_nothing_is_written(string home)
    {
        using var world = new World();
        world.Policy(Policy);

        var apply = await Client.Run(ToolUnderTest.Path, ["apply", "--yes"], world.Home, world.Repository, new Dictionary<string, string> { ["HOME"] = home, ["DOTNET_CLI_HOME"] = world.Home });

        Assert.Equal(3, apply.ExitCode);
        Assert.Contains("error DEVM4009: DevMirrors cannot use its state folder: there is no home folder to keep it in\n  hint: ", apply.Error);
        Assert.Equal([".git", "mirrors.yaml"], Directory.EnumerateFileSystemEntries(world.Repository).Select(Path.GetFileName).Order());
        Assert.Empty(Directory.EnumerateFiles(world.Home, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_relative_go_env_file_is_out_of_step_because_go_does_not_use_the_mirror()
    {
        using var world = new World();
        world.Policy(Policy);

        var check = await Client.Run(ToolUnderTest.Path, ["check", "--only", "go"], world.Home, world.Repository, new Dictionary<string, string> { ["GOENV"] = "x/y" });

        Assert.Equal(1, check.ExitCode);
        Assert.Contains("warning DEVM3103: ", check.Error);
        Assert.Contains("warning DEVM5001: go does not use what the policy wants for `GOPROXY`: environment variable GOENV overrides it", check.Error);
    }

    [Fact]
    public async Task What_a_path_says_to_a_terminal_is_shown_and_not_done()
    {
        using var world = new World();
        world.Policy(Policy);
        var file = Path.Combine(world.Home, "a\u001b[31mb\nc");

        var plan = await Client.Run(ToolUnderTest.Path, ["plan", "--only", "npm"], world.Home, world.Repository, new Dictionary<string, string> { ["npm_config_userconfig"] = file });

        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("npm: create ~/a\\u001B[31mb\\u000Ac\n", plan.Output);
        Assert.DoesNotContain('\u001b', plan.Output + plan.Error);
    }

    [Theory]
    [InlineData(3, "exec|--|echo|ran", "not-there: error DEVM4003: writing failed: there is no such folder, which is where exec keeps what it lends\n  hint: ")]
    [InlineData(1, "plan", "")]
    public async Task Without_a_cache_folder_and_a_temporary_one_exec_says_so_and_plan_goes_on(int expected, string arguments, string message)
    {
        using var world = new World();
        world.Policy("version: 1\nregions:\n  here: { default: true, go: goproxy-cn, npm: upstream, nuget: huawei }\n");

        world.Write(Path.Combine(world.Home, "file"), "");
        var nowhere = new Dictionary<string, string> { ["TMPDIR"] = Path.Combine(world.Folder, "not-there"), ["XDG_CACHE_HOME"] = Path.Combine(world.Home, "file", "cache") };

        var answer = await Client.Run(ToolUnderTest.Path, arguments.Split('|'), world.Home, world.Repository, nowhere);

        Assert.True(answer.ExitCode == expected, answer.Error);
        Assert.Contains(message, answer.Error);
        Assert.DoesNotContain("ran", answer.Output);
    }

    [Fact]
    public async Task In_a_folder_that_is_gone_there_is_no_policy()
    {
        using var world = new World();

        var answer = await Client.Run("/bin/sh", ["-c", "mkdir gone && cd gone && rmdir ../gone && exec \"$0\" plan", ToolUnderTest.Path], world.Home);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("error DEVM1001: ", answer.Error);
    }

    [Fact]
    public async Task A_closed_standard_error_costs_an_exit_code_and_not_the_process()
    {
        using var world = new World();
        world.Policy(Policy);

        var answer = await Client.Run("/bin/sh", ["-c", "exec \"$0\" plan 2>&-", ToolUnderTest.Path], world.Home, world.Repository);

        Assert.InRange(answer.ExitCode, 0, 4);
    }

    private static World WithDaemonFile()
    {
        var world = new World();
        world.Policy(Policy);
        world.Write(world.DaemonJson, "{}\n");
        return world;
    }

    private static Dictionary<string, string> Refused(string ecosystem) =>
        new[] { "go", "npm", "nuget", "docker" }.ToDictionary(e => e, e => e == ecosystem ? "refused" : "written");

    private static Dictionary<string, string> Results(Answer answer)
    {
        using var json = JsonDocument.Parse(answer.Output);
        return json.RootElement.GetProperty("edits").EnumerateArray().ToDictionary(e => e.GetProperty("ecosystem").GetString()!, e => e.GetProperty("result").GetString()!);
    }

    private static async Task MakeFifo(string path)
    {
        using var process = Process.Start("mkfifo", [path]);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
