using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

public sealed class InitAndRemoveTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    private string PathOf(string name) => Path.Combine(_world.Repository, name);

    [Fact]
    public async Task Init_and_remove_give_the_same_tree_and_touch_nothing_of_the_users()
    {
        File.WriteAllText(PathOf("Directory.Build.targets"), "<Project>\r\n  <PropertyGroup />\r\n</Project>\r\n");
        var before = Tree();

        var init = await _world.Expect(0, "init", "--msbuild");
        var after = Tree();
        var again = await _world.Expect(0, "init", "--msbuild");

        Assert.Contains("changed Directory.Build.targets\n", init.Output);
        Assert.Contains("created Directory.Solution.targets\n", init.Output);
        Assert.Contains("created eng/devmirrors (15 files)\n", init.Output);
        Assert.StartsWith("nothing to change: ", again.Output);
        Assert.Equal(after, Tree());
        Assert.Empty(_world.Everything());

        var remove = await _world.Expect(0, "remove");

        Assert.Contains("deleted mirrors.yaml\n", remove.Output);
        Assert.Equal(before, Tree());
        Assert.Contains("DEVM6314", (await _world.Expect(0, "remove")).Error);
        Assert.Empty(_world.Everything());
    }

    [Fact]
    public async Task A_policy_that_is_there_stays_and_one_in_a_parent_folder_decides_where_the_folder_goes()
    {
        _world.Policy(ToolWorld.GoPolicy);
        Directory.CreateDirectory(PathOf("src"));

        var answer = await Client.Run(ToolUnderTest.Path, ["init", "--msbuild", "--format", "json"], _world.Home, PathOf("src"));

        using var json = JsonDocument.Parse(answer.Output);
        Assert.Equal(PathOf("mirrors.yaml"), json.RootElement.GetProperty("path").GetString());
        Assert.Contains(json.RootElement.GetProperty("files").EnumerateArray(), f => f.GetProperty("path").GetString() == PathOf("eng/devmirrors/version") && f.GetProperty("action").GetString() == "create");
        Assert.Equal(ToolWorld.GoPolicy, File.ReadAllText(PathOf("mirrors.yaml")));
        Assert.False(Directory.Exists(PathOf("src/eng")));
    }

    [Fact]
    public async Task A_broken_policy_is_told_before_anything_is_written()
    {
        _world.Policy("version: 1\nregoins: {}\n");
        var before = Tree();

        var answer = await _world.Expect(2, "init", "--msbuild");

        Assert.Contains("mirrors.yaml(2,1): error DEVM1017: ", answer.Error);
        Assert.Equal(before, Tree());
    }

    [Fact]
    public async Task A_file_that_is_no_project_is_named_with_its_place_and_nothing_is_written()
    {
        File.WriteAllText(PathOf("Directory.Build.targets"), "<Project>\n  <PropertyGroup>\n</Project>\n");
        var before = Tree();

        var answer = await _world.Expect(3, "init", "--msbuild");

        Assert.Contains("Directory.Build.targets(3,3): error DEVM3002: ", answer.Error);
        Assert.Equal(before, Tree());
    }

    [Fact]
    public async Task Update_alone_is_a_mistake() =>
        Assert.Contains("DEVM6013", (await _world.Expect(2, "init", "--update")).Error);

    [Fact]
    public async Task Every_command_that_reads_the_policy_tells_of_another_version_and_check_and_status_of_changed_files()
    {
        _world.Policy(ToolWorld.GoPolicy);
        await _world.Expect(0, "init", "--msbuild");
        var own = (await _world.Expect(0, "--version")).Text;
        File.WriteAllText(PathOf("eng/devmirrors/version"), File.ReadAllText(PathOf("eng/devmirrors/version")).Replace(own, "0.0.1"));
        File.AppendAllText(PathOf("eng/devmirrors/README.md"), "more\n");

        foreach (var command in new[] { "plan", "env", "check", "status" })
        {
            var answer = await _world.Run(command, "--region", "global");
            Assert.Contains("warning DEVM6305: builds use version 0.0.1 of `eng/devmirrors`, and this is DevMirrors " + own, answer.Error);
            Assert.Equal(command is "check" or "status", answer.Error.Contains("README.md: warning DEVM6307: "));
        }
        Assert.Empty((await _world.Expect(0, "--version")).Error);

        var left = await _world.Expect(0, "init", "--msbuild");
        Assert.Contains("warning DEVM6301: ", left.Error);
        await _world.Expect(0, "init", "--msbuild", "--update");
        Assert.Empty((await _world.Expect(0, "check", "--region", "global")).Error);
    }

    [Fact]
    public async Task What_git_would_leave_out_of_a_commit_is_named()
    {
        Directory.Delete(PathOf(".git"));
        var git = await Client.Run("git", ["init", "--quiet", "."], _world.Home, _world.Repository);
        Assert.Equal(0, git.ExitCode);
        File.WriteAllText(PathOf(".gitignore"), "*.dll\n");

        var answer = await _world.Expect(0, "init", "--msbuild");

        Assert.Contains("eng/devmirrors/CliWrap.dll: warning DEVM6311: git ignores this file and 8 more", answer.Error);
        File.AppendAllText(PathOf(".gitignore"), "!eng/devmirrors/**\n");
        Assert.DoesNotContain("DEVM6311", (await _world.Expect(0, "init", "--msbuild")).Error);
    }

    [Fact]
    public async Task Remove_from_the_machine_gives_everything_back_in_every_repository_and_leaves_no_record()
    {
        _world.Policy(ToolWorld.GoPolicy);
        _world.Write(_world.GoEnv, "# mine\n");
        var other = _world.NewRepository("other");
        _world.Policy("version: 1\nregions:\n  all:\n    default: true\n    npm: npmmirror\nprivate:\n  npm: { \"@corp\": inside }\nmirrors:\n  inside: { ecosystem: npm, url: https://npm.corp.example/, private: true }\n", other);
        await _world.Expect(0, "apply", "--yes", "--region", "cn");
        var applied = await _world.RunIn(other, "apply", "--yes", "--scope", "project", "--only", "npm");
        Assert.True(File.Exists(Path.Combine(other, ".npmrc")), applied.Output + applied.Error);
        await _world.Expect(0, "region", "set", "cn");

        var answer = await _world.Expect(0, "remove", "--machine");

        Assert.Equal("# mine\n", File.ReadAllText(_world.GoEnv));
        Assert.False(File.Exists(Path.Combine(other, ".npmrc")));
        Assert.False(Directory.Exists(State), answer.Output + answer.Error);
        Assert.True(File.Exists(PathOf("mirrors.yaml")));
        await _world.Expect(0, "remove", "--machine");
    }

    [Fact]
    public async Task Remove_from_the_machine_keeps_the_record_of_what_cannot_be_given_back()
    {
        _world.Policy(ToolWorld.GoPolicy);
        _world.Write(_world.GoEnv, "GOPROXY=https://go.mine.example\n");
        await _world.Expect(0, "apply", "--yes", "--region", "cn");
        File.WriteAllText(_world.GoEnv, "GOPROXY=https://go.other.example\n");

        var answer = await _world.Expect(3, "remove", "--machine");

        Assert.Contains("DEVM4013", answer.Error);
        Assert.Contains("warning DEVM6316: ", answer.Error);
        Assert.True(File.Exists(Path.Combine(State, "journal.json")));
        Assert.Equal("GOPROXY=https://go.other.example\n", File.ReadAllText(_world.GoEnv));
    }

    private string State => Path.Combine(_world.Home, ".local", "state", "devmirrors");

    private string Tree() =>
        string.Join('\n', Directory.EnumerateFileSystemEntries(_world.Repository, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(p => $"{p} {File.GetUnixFileMode(p)} {(File.Exists(p) ? Convert.ToHexString(File.ReadAllBytes(p)) : "folder")}"));
}
