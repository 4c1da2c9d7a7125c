using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>P13 and P6: one file under two names, by a link to it or to a folder above it, has one record.</summary>
[Trait("Promise", "P13")]
[Trait("Promise", "P6")]
public class P13TwoNamesTests
{
    private const string Policy = """
        version: 1
        regions:
          cn: { default: true, npm: npmmirror }
        """;

    private const string Other = """
        version: 1
        regions:
          cn: { default: true, npm: upstream }
        private: { npm: { "@corp": corp } }
        mirrors:
          corp: { ecosystem: npm, url: "https://npm.corp.example/", private: true }
        """;

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task What_two_policies_wrote_under_two_names_goes_back_to_the_bytes_before_both(bool linksTheFile, bool edited)
    {
        using var world = new World();
        world.Policy(Policy);
        world.Policy(Other, world.NewRepository("other"));
        var real = linksTheFile ? Path.Combine(world.Home, "dotfiles", "npmrc") : world.Npmrc;
        world.Write(real, "color=true\n");
        var second = Path.Combine(world.Folder, "home2");
        if (linksTheFile)
            File.CreateSymbolicLink(world.Npmrc, real);
        else
            Directory.CreateSymbolicLink(second, world.Home);
        await world.Expect(0, "apply", "--yes", "--only", "npm");
        if (edited)
            await File.AppendAllTextAsync(real, "fund=false\n");

        var name = linksTheFile ? real : Path.Combine(second, ".npmrc");
        var environment = new Dictionary<string, string>(world.Environment) { ["NPM_CONFIG_USERCONFIG"] = name };
        var answer = await Client.Run(ToolUnderTest.Path, ["apply", "--yes", "--only", "npm"], world.Home, Path.Combine(world.Folder, "other"), environment);
        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        Assert.Contains("corp.example", await File.ReadAllTextAsync(real), StringComparison.Ordinal);

        await world.Expect(0, "undo", "--only", "npm");

        Assert.Equal(edited ? "color=true\nfund=false\n" : "color=true\n", await File.ReadAllTextAsync(real));
        Assert.Contains("DEVM4012", (await world.Expect(0, "undo", "--only", "npm")).Error, StringComparison.Ordinal);
    }
}
