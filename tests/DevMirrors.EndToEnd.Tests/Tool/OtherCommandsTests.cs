using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

public class OtherCommandsTests
{
    [Fact]
    public async Task Region_says_why_and_a_stored_choice_wins_until_auto()
    {
        using var world = ToolWorld.WithGo();

        Assert.StartsWith("global, because ", (await world.With(new() { ["TZ"] = "Europe/Berlin" }, "region")).Output);
        await world.Expect(0, "region", "set", "cn");
        Assert.StartsWith("cn, because ", (await world.With(new() { ["TZ"] = "Europe/Berlin" }, "region")).Output);
        await world.Expect(0, "region", "set", "auto");
        Assert.StartsWith("global, because ", (await world.With(new() { ["TZ"] = "Europe/Berlin" }, "region")).Output);
    }

    [Fact]
    public async Task A_region_that_this_policy_lacks_is_not_stored()
    {
        using var world = ToolWorld.WithGo();

        var answer = await world.Expect(2, "region", "set", "gobal");

        Assert.Contains("did you mean `global`?", answer.Error);
        Assert.Empty(world.Everything());
    }

    [Fact]
    public async Task Env_prints_what_a_shell_evaluates()
    {
        using var world = ToolWorld.WithGo();

        Assert.Equal("export GOPROXY='https://goproxy.cn,direct'\n", (await world.Expect(0, "env", "--region", "cn")).Output);
        Assert.Equal("GOPROXY=https://goproxy.cn,direct\n", (await world.Expect(0, "env", "--region", "cn", "--for", "github")).Output);
        var json = await world.Expect(0, "env", "--region", "cn", "--format", "json");
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal("https://goproxy.cn,direct", document.RootElement.GetProperty("variables").GetProperty("GOPROXY").GetString());
    }

    [Fact]
    public async Task Env_names_what_it_leaves_out()
    {
        using var world = new World();
        world.Policy("version: 1\nregions:\n  all:\n    default: true\n    nuget: huawei\n");

        var answer = await world.Expect(0, "env");

        Assert.Empty(answer.Output);
        Assert.Contains("info DEVM6021: ", answer.Error);
    }

    [Fact]
    public async Task The_catalogue_is_filtered_by_region_and_ecosystem()
    {
        using var world = new World();

        var answer = await world.Expect(0, "catalogue", "--region", "cn", "--only", "go", "--format", "json");

        using var json = JsonDocument.Parse(answer.Output);
        var mirrors = json.RootElement.GetProperty("mirrors").EnumerateArray().ToList();
        Assert.Contains(mirrors, m => m.GetProperty("id").GetString() == "goproxy-cn");
        Assert.All(mirrors, m => Assert.Equal("cn", m.GetProperty("region").GetString()));
        Assert.All(mirrors, m => Assert.StartsWith("go", m.GetProperty("ecosystem").GetString()));
    }

    [Fact]
    public async Task The_schema_is_json_for_editors()
    {
        using var world = new World();

        using var json = JsonDocument.Parse((await world.Expect(0, "schema")).Output);

        Assert.True(json.RootElement.TryGetProperty("properties", out _));
    }

    [Fact]
    public async Task Init_writes_a_policy_that_plan_understands_and_never_overwrites()
    {
        using var world = new World();

        await world.Expect(0, "init", "--private-npm", "@corp=https://npm.corp.example/repository/npm/", "--private-go", "git.corp.example");
        var policy = File.ReadAllText(Path.Combine(world.Repository, "mirrors.yaml"));
        await world.Expect(1, "plan", "--region", "cn", "--only", "go");
        var again = await world.Expect(2, "init");

        Assert.Contains("\"@corp\"", policy);
        Assert.Contains("error DEVM6002: ", again.Error);
        Assert.Equal(policy, File.ReadAllText(Path.Combine(world.Repository, "mirrors.yaml")));
    }

    [Theory]
    [InlineData("--private-npm", "@corp")]
    [InlineData("--private-npm", "@corp=https://me:secret@npm.corp.example/")]
    [InlineData("--private-nuget", "Corp.*=ftp://nuget.corp.example/")]
    [InlineData("--regions", "cn,atlantis")]
    public async Task Init_with_a_wrong_answer_writes_nothing(params string[] options)
    {
        using var world = new World();

        var answer = await world.Expect(2, ["init", .. options]);

        Assert.DoesNotContain("secret", answer.Error);
        Assert.False(File.Exists(Path.Combine(world.Repository, "mirrors.yaml")));
    }

    [Fact]
    [Trait("Promise", "P15")]
    public async Task Status_shows_value_file_line_and_what_overrides_it_and_leaves_the_home_as_it_was()
    {
        using var world = ToolWorld.WithGo();
        world.Write(world.GoEnv, "# mine\nGOPROXY=https://goproxy.cn,direct\n");
        var before = world.Everything();

        var inStep = await world.Expect(0, "status", "--region", "cn", "--format", "json");
        var overridden = await world.With(new() { ["GOPROXY"] = "off" }, "status", "--region", "cn", "--format", "json");

        var setting = Setting(inStep.Output, "GOPROXY");
        Assert.True(setting.GetProperty("inStep").GetBoolean());
        Assert.Equal($"{world.GoEnv}:2", setting.GetProperty("source").GetString());
        Assert.Equal(JsonValueKind.Null, setting.GetProperty("asked").ValueKind);
        Assert.Contains("GOPROXY", Setting(overridden.Output, "GOPROXY").GetProperty("shadowedBy").GetString());
        Assert.Equal(before, world.Everything());
    }

    [Fact]
    public async Task Where_a_client_says_something_else_both_are_shown_and_it_was_asked_in_another_home()
    {
        using var world = ToolWorld.WithGo();
        world.Write(world.GoEnv, "GOPROXY=https://goproxy.cn,direct\n");
        var programs = Path.Combine(world.Folder, "programs");
        world.Write(
            Path.Combine(programs, "go"),
            $"#!/bin/sh\n[ \"$HOME\" != {world.Home} ] && grep -q goproxy.cn \"$HOME/.config/go/env\" && echo x > \"$HOME/written\" && echo '{{\"GOPROXY\":\"https://me:pw@other.example\"}}'\n",
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var before = world.Everything();

        var answer = await world.With(new() { ["PATH"] = $"{programs}:/usr/bin:/bin" }, "status", "--region", "cn", "--format", "json");

        var setting = Setting(answer.Output, "GOPROXY");
        Assert.Equal("https://goproxy.cn,direct", setting.GetProperty("effective").GetString());
        Assert.Equal("https://***@other.example", setting.GetProperty("asked").GetString());
        Assert.Contains("DEVM5002", answer.Output);
        Assert.Equal(before, world.Everything());
    }

    [Fact]
    public async Task A_client_that_fails_is_simply_not_asked()
    {
        using var world = ToolWorld.WithGo();
        world.Write(Path.Combine(world.Folder, "programs", "go"), "#!/bin/sh\nexit 1\n", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var answer = await world.With(new() { ["PATH"] = $"{Path.Combine(world.Folder, "programs")}:/usr/bin:/bin" }, "status", "--region", "cn", "--format", "json");

        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(JsonValueKind.Null, Setting(answer.Output, "GOPROXY").GetProperty("asked").ValueKind);
    }

    [RealClientFact("script")]
    public async Task An_answer_that_cannot_be_is_asked_for_again_and_the_others_are_kept()
    {
        using var world = new World();

        var answer = await world.OnTerminal("cn,mars\\ncn\\ngit.corp.example\\n@corp\\n@corp=https://npm.corp.example/\\n", "init");

        Assert.True(answer.ExitCode == 0, answer.Output);
        Assert.Contains("cannot be `mars`", answer.Output);
        Assert.Equal((3, 3), (answer.Output.Split("Regions, of").Length, answer.Output.Split("A private npm scope").Length));
        var policy = await File.ReadAllTextAsync(Path.Combine(world.Repository, "mirrors.yaml"));
        Assert.Contains("git.corp.example", policy);
        Assert.Contains("https://npm.corp.example/", policy);
        Assert.DoesNotContain("ir:", policy);
    }

    [Fact]
    public async Task A_client_that_warns_is_listened_to()
    {
        using var world = ToolWorld.WithGo();
        var path = world.Program("go", "echo 'a warning' >&2 && echo '{\"GOPROXY\":\"https://other.example\"}'\n");

        var answer = await world.With(path, "status", "--region", "cn", "--format", "json");

        Assert.Equal("https://other.example", Setting(answer.Output, "GOPROXY").GetProperty("asked").GetString());
    }

    [Fact]
    public async Task A_client_that_says_a_source_twice_is_shown_with_the_first()
    {
        using var world = new World();
        world.Policy("version: 1\nregions:\n  cn:\n    default: true\n    nuget: huawei\n");
        world.Write(world.NuGetConfig, "<configuration><packageSources><add key=\"mine\" value=\"https://a.example/index.json\" /></packageSources></configuration>");
        var path = world.Program("dotnet", "printf '  1.  mine [Enabled]\\n      https://a.example/\\n  2.  MINE [Enabled]\\n      https://b.example/\\n'\n");

        var answer = await world.With(path, "status", "--format", "json");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
    }

    [Fact]
    public async Task Status_of_all_repositories_names_each_keys_owner_even_where_no_policy_is()
    {
        using var world = ToolWorld.WithGo();
        await world.Expect(0, "apply", "--region", "cn", "--yes");

        var answer = await world.RunIn(world.NewRepository("elsewhere"), "status", "--all", "--format", "json");

        Assert.Equal(0, answer.ExitCode);
        using var json = JsonDocument.Parse(answer.Output);
        var owned = Assert.Single(json.RootElement.GetProperty("owned").EnumerateArray());
        Assert.Equal(("GOPROXY", Path.Combine(world.Repository, "mirrors.yaml")), (owned.GetProperty("key").GetString(), owned.GetProperty("owner").GetString()));
    }

    private static JsonElement Setting(string output, string name) =>
        JsonDocument.Parse(output).RootElement.GetProperty("settings").EnumerateArray().Single(s => s.GetProperty("setting").GetString() == name);
}
