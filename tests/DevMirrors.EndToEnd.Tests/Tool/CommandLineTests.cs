using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

public class CommandLineTests
{
    public static TheoryData<string> Commands =>
        ["init", "plan", "apply", "check", "undo", "exec", "status", "env", "trust", "region", "region set", "doctor", "cache clean", "catalogue", "schema", "remove"];

    [Fact]
    public async Task The_version_is_one_line_and_nothing_else()
    {
        using var world = new World();

        var answer = await world.Expect(0, "--version");

        Assert.Matches(@"\A\d+\.\d+\.\d+\S*\n\z", answer.Output);
        Assert.Empty(answer.Error);
        Assert.Empty(world.Everything());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_explains_itself_with_examples(string command)
    {
        using var world = new World();

        var answer = await world.Expect(0, [.. command.Split(' '), "--help"]);

        Assert.Contains("Examples:\n", answer.Output);
        Assert.Contains($"devmirrors {command}", answer.Output[answer.Output.IndexOf("Examples:", StringComparison.Ordinal)..]);
    }

    [Theory]
    [InlineData("DEVM6010", "--only", "plan", "--ony", "go")]
    [InlineData("DEVM6010", "--region", "plan", "--regoin=cn")]
    [InlineData("DEVM6011", "catalogue", "catalouge")]
    [InlineData("DEVM6012", "docker", "plan", "--only", "go,dokcer")]
    [InlineData("DEVM6012", "machine", "plan", "--scope", "machin")]
    [InlineData("DEVM6012", "json", "plan", "--format", "jsn")]
    [InlineData("DEVM6012", "github", "env", "--for", "gihub")]
    public async Task A_mistake_is_a_diagnostic_with_the_nearest_right_thing(string code, string nearest, params string[] arguments)
    {
        using var world = ToolWorld.WithGo();

        var answer = await world.Expect(2, arguments);

        Assert.Contains($"error {code}: ", answer.Error);
        Assert.Contains($"hint: did you mean `{nearest}`?", answer.Error);
        Assert.Empty(answer.Output);
    }

    [Theory]
    [InlineData("plan", "--region")]
    [InlineData("plan", "go")]
    [InlineData("exec")]
    [InlineData("schema", "--yes")]
    [InlineData("plan", "--root", "/x")]
    public async Task What_cannot_be_understood_ends_with_2_and_one_diagnostic(params string[] arguments)
    {
        using var world = ToolWorld.WithGo();

        var answer = await world.Expect(2, arguments);

        Assert.Single(answer.Error.Split('\n'), line => line.Contains(": error DEVM60"));
    }

    [Fact]
    public async Task A_wrong_variable_is_named_like_a_wrong_option()
    {
        using var world = ToolWorld.WithGo();

        var answer = await world.With(new() { ["DEVMIRRORS_FORMAT"] = "yaml" }, "plan");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("`DEVMIRRORS_FORMAT` cannot be `yaml`", answer.Error);
    }

    [Fact]
    public async Task Options_come_from_variables_too_but_consent_and_scope_never_do()
    {
        using var world = ToolWorld.WithGo();

        var plan = await world.With(new() { ["DEVMIRRORS_REGION"] = "cn", ["DEVMIRRORS_ONLY"] = "go", ["DEVMIRRORS_FORMAT"] = "json" }, "plan");
        var apply = await world.With(new() { ["DEVMIRRORS_REGION"] = "cn", ["DEVMIRRORS_YES"] = "true", ["DEVMIRRORS_SCOPE"] = "project", ["CI"] = "true" }, "apply");

        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("\"name\": \"cn\"", plan.Output);
        Assert.Equal(4, apply.ExitCode);
        Assert.False(File.Exists(world.GoEnv));
    }

    [Fact]
    public async Task Shells_get_completions_from_the_suggest_directive()
    {
        using var world = new World();

        var answer = await world.Expect(0, "[suggest:25]", "devmirrors plan --format ");

        Assert.Contains("msbuild", answer.Output);
    }

    [Fact]
    public async Task A_scope_of_npm_is_no_response_file()
    {
        using var world = ToolWorld.WithGo();
        File.WriteAllText(Path.Combine(world.Repository, "corp"), "--version");

        var answer = await world.Expect(0, "exec", "--", "echo", "@corp", "--help", "[x]");

        Assert.Equal("@corp --help [x]", answer.Text);
    }
}
