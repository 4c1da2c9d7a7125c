using System.Text;
using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

public class DoctorTests
{
    private const string HubPolicy = """
        version: 1
        regions:
          here:
            default: true
            docker: [daocloud]

        """;

    [Fact]
    public async Task A_healthy_home_without_a_policy_is_0_and_stays_as_it_was()
    {
        using var world = new World();

        var answer = await world.Expect(0, "doctor", "--only", "npm,nuget");

        Assert.Contains("· info     policy\n", answer.Output);
        Assert.Contains("npm\n  ✓ ok       clients: ", answer.Output);
        Assert.DoesNotContain("\ngo\n", answer.Output);
        Assert.EndsWith("nothing is left to mend\n", answer.Output);
        Assert.Empty(world.Everything());
    }

    [Fact]
    public async Task A_submodule_has_no_policy_because_the_repository_around_it_has_one()
    {
        using var world = ToolWorld.WithGo();
        var submodule = Path.Combine(world.Repository, "sub");
        world.Write(Path.Combine(submodule, ".git"), "gitdir: ../.git/modules/sub\n");

        var answer = await Client.Run(ToolUnderTest.Path, ["doctor", "--only", "npm"], world.Home, submodule);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Contains("· info     policy\n", answer.Output);
    }

    [Fact]
    public async Task A_policy_that_is_the_root_folder_is_a_wrong_command_line_and_no_crash()
    {
        using var world = new World();

        Assert.DoesNotContain("internal error", (await world.Expect(2, "doctor", "--policy", "/")).Error);
    }

    [RealClientFact("dotnet")]
    public async Task Files_in_the_shared_temporary_folder_decide_nothing_about_the_clients_that_are_asked()
    {
        using var world = new World();
        var temporary = Path.Combine(world.Folder, "tmp");
        world.Write(Path.Combine(temporary, "global.json"), "{\"sdk\":{\"version\":\"1.0.0\",\"rollForward\":\"disable\",\"paths\":[\"./planted\"]}}");
        // Yarn runs what .yarnrc.yml of a folder above names, unless it is told not to.
        var yarn = world.Program("yarn", "[ \"$YARN_IGNORE_PATH\" = 1 ] && [ -n \"$YARN_RC_FILENAME\" ] && [ -f package.json ] && echo 4.0.1\n");

        var answer = await world.With(new(yarn) { ["TMPDIR"] = temporary }, "doctor", "--only", "npm,nuget");

        Assert.Matches(@"ok       clients: dotnet \d+\.", answer.Output);
        Assert.Contains("yarn 4.0.1", answer.Output);
    }

    [Theory]
    [InlineData("printf %02000000d 0")]
    [InlineData("yes")]
    public async Task A_client_that_says_more_than_anybody_would_read_does_not_answer(string endless)
    {
        using var world = new World();
        var bun = world.Program("bun", $"echo 1.2.3\n{endless}\n");

        var answer = await world.With(bun, "doctor", "--only", "npm");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("bun (does not answer)", answer.Output);
    }

    [RealClientFact("go")]
    public async Task What_go_takes_amiss_is_mended_so_that_go_understands_it_and_undo_gives_the_bytes_back()
    {
        using var world = new World();
        var before = "\uFEFFGOPROXY=https://goproxy.cn\r\nGOPRIVATE=corp.example\r\n";
        world.Write(world.GoEnv, before);
        Assert.Equal("corp.example\r", (await world.Ask("go", "env", "GOPRIVATE")).Output.TrimEnd('\n'));
        Assert.DoesNotContain("goproxy.cn", (await world.Ask("go", "env", "GOPROXY")).Output);

        var found = await world.Expect(1, "doctor", "--only", "go");
        Assert.Contains("~/.config/go/env(1,1): the file begins with a byte order mark", found.Output);
        Assert.Contains("~/.config/go/env(2,1): `GOPRIVATE` ends in a carriage return", found.Output);
        var asked = await world.Expect(4, "doctor", "--only", "go", "--fix");
        Assert.Contains("error DEVM8001: ", asked.Error);
        Assert.Equal(Encoding.UTF8.GetBytes(before), File.ReadAllBytes(world.GoEnv));

        var mended = await world.Run("doctor", "--only", "go", "--fix", "--yes");

        Assert.Contains("2 fixed", mended.Output);
        Assert.Equal("GOPROXY=https://goproxy.cn\nGOPRIVATE=corp.example\n", File.ReadAllText(world.GoEnv));
        Assert.Equal("corp.example\n", (await world.Ask("go", "env", "GOPRIVATE")).Output);
        Assert.Equal("https://goproxy.cn\n", (await world.Ask("go", "env", "GOPROXY")).Output);
        Assert.Contains("~/.config/go/env  (its bytes)  doctor --fix\n", (await world.Expect(0, "status", "--all")).Output);
        await world.Expect(0, "undo");
        Assert.Equal(Encoding.UTF8.GetBytes(before), File.ReadAllBytes(world.GoEnv));
    }

    [RealClientFact("npm")]
    public async Task An_empty_scope_of_the_users_is_taken_out_so_that_npm_asks_the_farther_file_again()
    {
        using var world = new World();
        world.Write(Path.Combine(world.Home, "global-npmrc"), "@corp:registry=https://npm.corp.example/\n");
        world.Write(world.Npmrc, "; mine\n@corp:registry=\n//npm.corp.example/:_authToken=hunter2hunter2\n");
        Assert.Equal("", (await world.Ask("npm", "config", "get", "@corp:registry")).Text);

        var answer = await world.Expect(0, "doctor", "--only", "npm", "--fix", "--yes");

        Assert.Contains("fixed", answer.Output);
        Assert.DoesNotContain("hunter2", answer.Output + answer.Error);
        Assert.Equal("; mine\n//npm.corp.example/:_authToken=hunter2hunter2\n", File.ReadAllText(world.Npmrc));
        Assert.Equal("https://npm.corp.example/", (await world.Ask("npm", "config", "get", "@corp:registry")).Text);
        await world.Expect(0, "undo");
        Assert.Equal("; mine\n@corp:registry=\n//npm.corp.example/:_authToken=hunter2hunter2\n", File.ReadAllText(world.Npmrc));
    }

    [Fact]
    public async Task The_json_has_the_documented_shape_and_says_what_was_fixed()
    {
        using var world = ToolWorld.WithGo();
        world.Write(world.GoEnv, "GOPRIVATE=corp.example\r\n");

        var answer = await world.Run("doctor", "--only", "go", "--region", "cn", "--fix", "--yes", "--format", "json");

        using var json = JsonDocument.Parse(answer.Output);
        Assert.Equal((1, "cn"), (json.RootElement.GetProperty("version").GetInt32(), json.RootElement.GetProperty("region").GetProperty("name").GetString()));
        var check = Assert.Single(json.RootElement.GetProperty("checks").EnumerateArray(), c => c.GetProperty("id").GetString() == "go-env-bytes");
        Assert.Equal(("go", "error", world.GoEnv, 1), (Text(check, "ecosystem"), Text(check, "status"), Text(check, "file"), check.GetProperty("line").GetInt32()));
        Assert.True(check.GetProperty("fixable").GetBoolean() && check.GetProperty("fixed").GetBoolean());
        Assert.NotEmpty(Text(check, "hint")!);
        Assert.Contains(json.RootElement.GetProperty("checks").EnumerateArray(), c => Text(c, "id") == "clients" && Text(c, "ecosystem") == "go");
        Assert.Empty(json.RootElement.GetProperty("diagnostics").EnumerateArray());
        Assert.Empty(answer.Error);
    }

    [Fact]
    public async Task A_variable_that_overrides_is_named_with_the_command_that_ends_it()
    {
        using var world = ToolWorld.WithGo();
        await world.Expect(0, "apply", "--region", "cn", "--yes");

        var answer = await world.With(new() { ["GOPROXY"] = "https://u:hunter2@other.example" }, "doctor", "--only", "go", "--region", "cn", "--verbosity", "quiet");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("`unset GOPROXY`", answer.Output);
        Assert.DoesNotContain("✓", answer.Output);
        Assert.DoesNotContain("hunter2", answer.Output + answer.Error);
    }

    [Fact]
    public async Task A_wrong_policy_is_2_and_the_files_are_looked_at_all_the_same()
    {
        using var world = new World();
        world.Policy("version: 1\nregoins: {}\n");
        world.Write(world.Npmrc, "@corp:registry=\n");

        var answer = await world.Expect(2, "doctor", "--only", "npm");

        Assert.Contains("npm-empty-scope", answer.Output);
        Assert.Contains("error DEVM1", answer.Error);
    }

    [Fact]
    public async Task Dead_mirrors_in_lockfiles_are_found_with_file_and_line_and_no_fix_touches_them()
    {
        using var world = new World();
        var path = Path.Combine(world.Repository, "web", "yarn.lock");
        const string Text = "# yarn lockfile v1\n\na@^1:\n  version \"1.0.0\"\n  resolved \"https://registry.npm.taobao.org/a/-/a-1.0.0.tgz#0\"\n";
        world.Write(path, Text);

        var answer = await world.Expect(1, "doctor", "--only", "npm", "--fix", "--yes");
        var lines = await world.Expect(1, "doctor", "--only", "npm", "--format", "msbuild");

        Assert.Contains("web/yarn.lock(5,1): this lockfile holds 1 address of `https://registry.npm.taobao.org`", answer.Output);
        Assert.StartsWith($"{path}(5,1): warning DEVM8002: npm lockfiles: ", lines.Output);
        Assert.Equal(Text, File.ReadAllText(path));
    }

    [Fact]
    public async Task What_could_move_the_cursor_is_shown_as_what_it_is()
    {
        using var world = new World();
        world.Write(world.Npmrc, "@\u001b[31mcorp:registry=\n");

        var answer = await world.Expect(1, "doctor", "--only", "npm");

        Assert.DoesNotContain('\u001b', answer.Output + answer.Error);
        Assert.Contains("\\u001B[31mcorp", answer.Output);
    }

    [RealClientFact("dotnet")]
    public async Task A_second_section_that_dotnet_passes_over_is_found_at_its_line()
    {
        using var world = new World();
        var path = Path.Combine(world.Repository, "nuget.config");
        world.Write(path, "<configuration>\n  <packageSources>\n    <clear />\n    <add key=\"one\" value=\"https://one.example/index.json\" />\n  </packageSources>\n  <packageSources>\n    <add key=\"two\" value=\"https://two.example/index.json\" />\n  </packageSources>\n</configuration>\n");
        var listed = await Client.Run("dotnet", ["nuget", "list", "source"], world.Home, world.Repository);
        Assert.Contains("one.example", listed.Output);
        Assert.DoesNotContain("two.example", listed.Output);

        var answer = await world.Expect(1, "doctor", "--only", "nuget");

        Assert.Contains("nuget.config(6,3): this is the second <packageSources> of the file", answer.Output);
    }

    [RealClientFact("dotnet")]
    public async Task A_package_that_was_really_restored_from_elsewhere_is_found()
    {
        using var world = new World();
        var feed = Directory.CreateDirectory(Path.Combine(world.Folder, "feed")).FullName;
        File.WriteAllBytes(Path.Combine(feed, "corp.lib.1.0.0.nupkg"), Packages.Nupkg("Corp.Lib", "1.0.0"));
        world.Write(Path.Combine(world.Repository, "app.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><PackageReference Include=\"Corp.Lib\" Version=\"1.0.0\" /></ItemGroup></Project>");
        var restored = await Client.Run("dotnet", ["restore", "--source", feed, "-p:NuGetAudit=false"], world.Home, world.Repository);
        Assert.True(restored.ExitCode == 0, restored.Output);
        world.Policy("version: 1\nregions:\n  here:\n    default: true\n    nuget: huawei\nprivate:\n  nuget: { \"Corp.*\": corp }\nmirrors:\n  corp: { ecosystem: nuget, url: https://nuget.corp.example/v3/index.json, private: true }\n");

        var answer = await world.Run("doctor", "--only", "nuget");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains($"`corp.lib` 1.0.0 is a private name and came from `{feed}`", answer.Output);
    }

    [RealClientFact("dockerd", "docker", AsRoot = true)]
    public async Task A_running_daemon_that_has_not_read_its_file_is_found_at_the_key()
    {
        using var world = new World();
        world.Policy(HubPolicy);
        world.Write(world.DaemonJson, "{}");
        using var daemon = await DockerDaemon.Start(Path.Combine(world.Folder, "d"), world.DaemonJson, world.Runtime);
        Assert.Contains("✓ ok       docker-daemon", (await world.Run("doctor", "--only", "docker")).Output);
        world.Write(world.DaemonJson, "{\n  \"registry-mirrors\": [\"https://docker.m.daocloud.io\"]\n}");

        var answer = await world.Expect(1, "doctor", "--only", "docker");

        Assert.Matches(@"~/\.config/docker/daemon\.json\(2,3\): dockerd \(process \d+\) uses no mirror, and its file says `https://docker\.m\.daocloud\.io`", answer.Output);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
