using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>The worked example, built as its README says.</summary>
public sealed class SampleTests
{
    [RealClientFact("dotnet", "git", "go", "npm")]
    public async Task One_build_makes_the_service_the_tool_and_the_front_end_and_the_next_has_nothing_to_do()
    {
        await using var sample = await SampleWorld.Start();

        var answer = await sample.Build();

        BuildWorld.Succeeded(answer);
        Assert.Contains("0 Warning(s)", answer.Output);
        Assert.Equal("00000000-stand-in\ttea\n", (await sample.Run(sample.Orders, "tea")).Output);
        Assert.Contains("<li>fish &amp; chips</li>", File.ReadAllText(sample.Page));
        Assert.Contains("\"tea\":3.20", await sample.Prices());
        Assert.Equal("", (await sample.Run("git", "status", "--porcelain")).Text);
        Assert.Empty(sample.Proxy.Asked);

        var (asked, made) = (sample.MirrorAsked, sample.Made);
        BuildWorld.Succeeded(await sample.Build());

        Assert.Equal(asked, sample.MirrorAsked);
        Assert.Equal(made, sample.Made);
        Assert.Empty(sample.Proxy.Asked);
    }

    [RealClientFact("dotnet", "git")]
    public async Task Without_go_and_npm_the_service_is_built_and_a_warning_names_what_is_left_out()
    {
        await using var sample = await SampleWorld.Start();
        // A PATH without them: dotnet, and the shell in which MSBuild starts commands.
        var path = Directory.CreateDirectory(Path.Combine(sample.Folder, "bin")).FullName;
        foreach (var program in new[] { "dotnet", "sh" })
            File.CreateSymbolicLink(Path.Combine(path, program), RealClients.Find(program)!);

        var answer = await sample.Build(("PATH", path));

        BuildWorld.Succeeded(answer);
        Assert.True(File.Exists(sample.Service));
        Assert.Contains("warning : go is not installed, and the tool is not built", answer.Output);
        Assert.Contains("warning : npm is not installed, and the front end is not built", answer.Output);
        Assert.Contains("2 Warning(s)", answer.Output);
        Assert.Empty(sample.Proxy.Asked);
    }
}
