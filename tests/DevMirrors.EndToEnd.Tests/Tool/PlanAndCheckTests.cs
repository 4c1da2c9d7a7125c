using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

public class PlanAndCheckTests
{
    [Fact]
    public async Task A_plan_names_region_reason_and_difference_and_writes_nothing()
    {
        using var world = ToolWorld.WithGo();

        var answer = await world.With(new() { ["TZ"] = "Asia/Shanghai" }, "plan");

        Assert.Equal(1, answer.ExitCode);
        Assert.StartsWith("region cn, because time zone Asia/Shanghai matches regions.cn.when.timezone (mirrors.yaml:5)\n", answer.Output);
        Assert.Contains("go: create ~/.config/go/env\n", answer.Output);
        Assert.Contains("+GOPROXY=https://goproxy.cn,direct\n", answer.Output);
        Assert.Empty(world.Everything());
    }

    [Fact]
    public async Task The_json_of_a_plan_has_the_documented_shape()
    {
        using var world = ToolWorld.WithGo();

        var answer = await world.Expect(1, "plan", "--region", "cn", "--format", "json");

        using var json = JsonDocument.Parse(answer.Output);
        var root = json.RootElement;
        Assert.Equal(1, root.GetProperty("version").GetInt32());
        Assert.Equal("cn", root.GetProperty("region").GetProperty("name").GetString());
        Assert.NotEmpty(root.GetProperty("region").GetProperty("because").GetString()!);
        var edit = Assert.Single(root.GetProperty("edits").EnumerateArray());
        Assert.Equal(("go", "user", world.GoEnv, "create"), (Text(edit, "ecosystem"), Text(edit, "scope"), Text(edit, "path"), Text(edit, "action")));
        Assert.Contains("+GOPROXY=https://goproxy.cn,direct\n", Text(edit, "diff"));
        Assert.False(edit.TryGetProperty("result", out _));
        Assert.Empty(root.GetProperty("diagnostics").EnumerateArray());
        Assert.Empty(answer.Error);
    }

    [Fact]
    public async Task What_a_check_says_to_run_makes_the_plan_that_it_has_looked_at()
    {
        using var world = ToolWorld.WithGo();

        Assert.Contains("`devmirrors apply --region cn` mends it", (await world.Expect(1, "check", "--region", "cn")).Error);
        Assert.Contains("`devmirrors apply` mends it", (await world.With(new() { ["TZ"] = "Asia/Shanghai" }, "check")).Error);
    }

    [RealClientFact("script")]
    public async Task What_is_found_is_told_before_somebody_is_asked_and_only_then()
    {
        using var world = new World();
        world.Policy("version: 1\nregions:\n  cn:\n    default: true\n    npm: npmmirror\n");

        var answer = await world.OnTerminal("n", "apply");

        Assert.Equal(4, answer.ExitCode);
        Assert.Matches(@"warning DEVM2111: [^\0]*write 1 file\? \[y/N\] ", answer.Output);
        Assert.Equal(2, answer.Output.Split("DEVM2111").Length);
    }

    [Fact]
    public async Task An_ordinary_declaration_and_a_mark_are_shown_as_they_are()
    {
        using var world = new World();
        world.Policy("version: 1\nregions:\n  cn:\n    default: true\n    nuget: huawei\n");
        world.Write(world.NuGetConfig, "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration><packageSources>\n</packageSources></configuration>\n");

        var answer = await world.Expect(1, "plan");

        Assert.Contains("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n", answer.Output);
        Assert.DoesNotContain("***", answer.Output);
    }

    [Fact]
    public async Task A_mistake_in_the_policy_is_2_in_every_format_with_its_place()
    {
        using var world = new World();
        world.Policy(ToolWorld.GoPolicy.Replace("timezone", "timzone"));

        var human = await world.Expect(2, "plan");
        var json = await world.Expect(2, "plan", "--format", "json");
        var msbuild = await world.Expect(2, "plan", "--format", "msbuild");

        Assert.StartsWith("mirrors.yaml(5,7): error DEVM1", human.Error);
        Assert.Contains("hint: ", human.Error);
        Assert.Empty(human.Output);
        using var document = JsonDocument.Parse(json.Output);
        var diagnostic = document.RootElement.GetProperty("diagnostics")[0];
        Assert.Equal((Path.Combine(world.Repository, "mirrors.yaml"), 5, 7), (Text(diagnostic, "file"), diagnostic.GetProperty("line").GetInt32(), diagnostic.GetProperty("column").GetInt32()));
        Assert.StartsWith($"{Path.Combine(world.Repository, "mirrors.yaml")}(5,7): error DEVM1", msbuild.Output);
        Assert.Empty(msbuild.Error);
        Assert.Empty(world.Everything());
    }

    [Fact]
    public async Task Without_a_policy_there_is_nothing_to_plan()
    {
        using var world = new World();

        var answer = await world.Expect(2, "plan");

        Assert.Contains("error DEVM1", answer.Error);
        Assert.Contains("devmirrors init", answer.Error);
    }

    [Fact]
    public async Task Check_tells_1_before_apply_and_0_after_it_and_writes_nothing_itself()
    {
        using var world = ToolWorld.WithGo();

        await world.Expect(1, "check", "--region", "cn");
        Assert.Empty(world.Everything());
        await world.Expect(0, "apply", "--region", "cn", "--yes");
        var inStep = await world.Expect(0, "check", "--region", "cn");
        var differs = await world.Expect(1, "check", "--region", "global");

        Assert.Contains("in step: nothing to change", inStep.Output);
        Assert.Contains("-GOPROXY=https://goproxy.cn,direct", differs.Output);
        Assert.Equal(ToolWorld.GoEnvForCn, File.ReadAllText(world.GoEnv));
    }

    [Fact]
    public async Task A_variable_that_overrides_the_file_is_1_for_check_and_a_warning_after_apply()
    {
        using var world = ToolWorld.WithGo();
        var overriding = new Dictionary<string, string> { ["GOPROXY"] = "https://other.example" };

        var apply = await world.With(overriding, "apply", "--region", "cn", "--yes");
        var check = await world.With(overriding, "check", "--region", "cn");

        Assert.Equal((0, 1), (apply.ExitCode, check.ExitCode));
        Assert.All([apply, check], a => Assert.Contains("warning DEVM5001: go does not use what the policy wants for `GOPROXY`", a.Error));
    }

    [Fact]
    public async Task A_dead_mirror_is_an_error_of_check_alone()
    {
        using var world = new World();
        world.Policy(ToolWorld.GoPolicy.Replace("[goproxy-cn, direct]", "[goproxy-cn, huawei-old, direct]"));

        await world.Expect(1, "plan", "--region", "cn");
        var check = await world.Expect(2, "check", "--region", "cn");

        Assert.Contains("huawei-old", check.Error);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
