namespace DevMirrors.Config.Tests;

public class PolicyTemplateTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Chosen = new()
    {
        ["go"] = ["goproxy-cn", "aliyun"],
        ["npm"] = ["npmmirror"],
        ["docker"] = ["daocloud", "1ms"],
    };

    [Fact]
    public void A_starter_policy_loads_without_a_word()
    {
        var (policy, found) = PolicyExample.Parse(PolicyTemplate.Render(PolicyAnswers.Common(Chosen)));

        Assert.Empty(found);
        Assert.Equal(["cn", "global"], policy!.Regions.Select(r => r.Name));
        Assert.Equal(["goproxy-cn", "aliyun", "direct"], policy.Regions[0].For("go")!.Mirrors.Select(m => m.Text));
        Assert.Equal(["upstream", "direct"], policy.Regions[1].For("go")!.Mirrors.Select(m => m.Text));
        Assert.True(policy.Regions[1].IsDefault);
    }

    [Fact]
    public void Private_names_are_bound_to_servers_of_their_own()
    {
        var answers = PolicyAnswers.Common(Chosen) with
        {
            Private =
            [
                new("npm", "@corp", "https://npm.corp.example/"),
                new("npm", "@lab", "https://npm.lab.example/"),
                new("npm", "@ops", "https://npm.corp.example/"),
                new("nuget", "Corp.*", "https://nuget.corp.example/v3/index.json"),
                new("go", "git.corp.example", null),
            ],
        };

        var (policy, found) = PolicyExample.Parse(PolicyTemplate.Render(answers));

        Assert.Empty(found);
        Assert.Equal(
            ["git.corp.example=direct", "@corp=private-npm", "@lab=private-npm-2", "@ops=private-npm", "Corp.*=private-nuget"],
            policy!.Private.SelectMany(p => p.Rules).Select(r => $"{r.Pattern.Text}={r.Mirrors[0].Mirror.Text}"));
        Assert.Equal(3, policy.Mirrors.Count);
    }

    [Fact]
    public void An_answer_cannot_add_a_key()
    {
        var answers = PolicyAnswers.Common(Chosen) with { Private = [new("npm", "@a\": x\nextends: \"y", "https://a.example/\nprivate: false")] };

        var (policy, found) = PolicyExample.Parse(PolicyTemplate.Render(answers));

        Assert.Null(policy);
        Assert.DoesNotContain(found, d => d.Code is "DEVM1018" or "DEVM1009");
    }
}
