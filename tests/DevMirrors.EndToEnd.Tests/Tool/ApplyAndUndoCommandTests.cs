using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

public class ApplyAndUndoCommandTests
{
    private static string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToolWorld.GoPolicy)));

    [Fact]
    public async Task Without_a_terminal_apply_needs_consent_and_says_how_to_give_it()
    {
        using var world = ToolWorld.WithGo();

        var answer = await world.With(new() { ["CI"] = "true" }, "apply", "--region", "cn");

        Assert.Equal(4, answer.ExitCode);
        Assert.Contains("error DEVM6001: ", answer.Error);
        Assert.Contains("`goproxy.cn`", answer.Error);
        Assert.Contains($"DEVMIRRORS_TRUST={Hash}", answer.Error);
        Assert.Contains("+GOPROXY=https://goproxy.cn,direct", answer.Error);
        Assert.Equal("skipped   go     ~/.config/go/env\n", answer.Output);
        Assert.Empty(world.Everything());
    }

    [Fact]
    public async Task The_hash_of_this_policy_is_consent_and_that_of_another_is_not()
    {
        using var world = ToolWorld.WithGo();

        var other = await world.With(new() { ["DEVMIRRORS_TRUST"] = new string('0', 64) }, "apply", "--region", "cn");
        var both = await world.With(new() { ["DEVMIRRORS_TRUST"] = $"{new string('0', 64)},{Hash}" }, "apply", "--region", "cn");

        Assert.Equal((4, 0), (other.ExitCode, both.ExitCode));
        Assert.Equal(ToolWorld.GoEnvForCn, File.ReadAllText(world.GoEnv));
    }

    [Fact]
    public async Task An_empty_list_of_hashes_is_no_consent()
    {
        using var world = ToolWorld.WithGo();

        var answer = await world.With(new() { ["DEVMIRRORS_TRUST"] = "," }, "apply", "--region", "cn");

        Assert.Equal(4, answer.ExitCode);
    }

    [Fact]
    public async Task Apply_reports_each_file_and_a_second_one_has_nothing_to_ask()
    {
        using var world = ToolWorld.WithGo();

        var first = await world.Expect(0, "apply", "--region", "cn", "--yes");
        var second = await world.Expect(0, "apply", "--region", "cn");

        Assert.Equal("written   go     ~/.config/go/env\n", first.Output);
        Assert.Equal("in step: nothing to change\n", second.Output);
    }

    [Fact]
    public async Task The_json_of_apply_and_undo_adds_a_result_to_each_edit()
    {
        using var world = ToolWorld.WithGo();

        var apply = await world.Expect(0, "apply", "--region", "cn", "--yes", "--format", "json");
        var undo = await world.Expect(0, "undo", "--format", "json");

        Assert.All([apply, undo], answer =>
        {
            using var json = JsonDocument.Parse(answer.Output);
            Assert.Equal("written", Assert.Single(json.RootElement.GetProperty("edits").EnumerateArray()).GetProperty("result").GetString());
        });
        Assert.False(File.Exists(world.GoEnv));
    }

    [Fact]
    public async Task A_file_that_cannot_be_parsed_is_left_alone_and_the_others_are_written()
    {
        using var world = new World();
        world.Policy(ToolWorld.GoPolicy.Replace("go: [goproxy-cn, direct]", "go: [goproxy-cn, direct]\n    nuget: huawei"));
        world.Write(world.NuGetConfig, "<configuration><packageSources>");

        var answer = await world.Expect(3, "apply", "--region", "cn", "--yes");

        Assert.Contains("error DEVM3001: ", answer.Error);
        Assert.Contains("written   go     ~/.config/go/env\n", answer.Output);
        Assert.Contains("refused   nuget", answer.Output);
        Assert.Equal("<configuration><packageSources>", File.ReadAllText(world.NuGetConfig));
        Assert.Equal(ToolWorld.GoEnvForCn, File.ReadAllText(world.GoEnv));
    }

    [Fact]
    public async Task Undo_needs_neither_policy_nor_consent()
    {
        using var world = ToolWorld.WithGo();
        world.Write(world.GoEnv, "# mine\nGOFLAGS=-v\n");
        await world.Expect(0, "apply", "--region", "cn", "--yes");
        File.Delete(Path.Combine(world.Repository, "mirrors.yaml"));

        var answer = await world.Expect(0, "undo");

        Assert.Equal("restored  go     ~/.config/go/env\n", answer.Output);
        Assert.Equal("# mine\nGOFLAGS=-v\n", File.ReadAllText(world.GoEnv));
    }

    [Fact]
    public async Task Undo_of_nothing_is_done()
    {
        using var world = new World();

        var answer = await world.Expect(0, "undo");

        Assert.StartsWith("nothing to undo", answer.Output);
        Assert.Empty(world.Everything());
    }

    [Fact]
    public async Task A_secret_in_a_users_file_is_in_no_output()
    {
        using var world = ToolWorld.WithGo();
        const string Canary = "c4n4ry-s3cr3t";
        world.Write(world.GoEnv, $"GOPROXY=https://me:{Canary}@old.example/go\n");

        foreach (var arguments in new[] { "plan", "plan --format json", "plan --verbosity detailed", "status", "status --format json", "apply --yes", "check", "undo" })
        {
            var answer = await world.Run([.. arguments.Split(' '), .. arguments.StartsWith("undo", StringComparison.Ordinal) ? Array.Empty<string>() : ["--region", "cn"]]);
            Assert.DoesNotContain(Canary, answer.Output + answer.Error);
        }
    }
}
