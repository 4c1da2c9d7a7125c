using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>A reference to a variable stays one: in the file that is edited, in the one that is lent, and in what is given back.</summary>
[Trait("Promise", "P22")]
public class P22ReferenceTests
{
    private const string Value = Canary.Stem;

    private const string Policy = """
        version: 1
        regions: { cn: { default: true, go: [m-go, direct], npm: m, nuget: m-nuget, docker: m-docker } }
        private: { npm: { "@corp": corp } }
        mirrors:
          m-go: { ecosystem: go, url: "https://go.mirror.example/" }
          m: { ecosystem: npm, url: "https://npm.mirror.example/" }
          m-nuget: { ecosystem: nuget, url: "https://nuget.mirror.example/v3/index.json" }
          m-docker: { ecosystem: docker, url: "https://docker.mirror.example" }
          corp: { ecosystem: npm, url: "https://npm.corp.example/", private: true, auth: { token-env: CORP_TOKEN } }

        """;

    [Theory]
    [InlineData(".npmrc", "//npm.corp.example/x/:_authToken=${MINE}\nregistry=https://${MINE}.old.example/\ncafile=${MINE?}\n")]
    [InlineData(".npmrc", "")]
    [InlineData(".config/go/env", "GOPRIVATE=$MINE\nGOFLAGS=${MINE}\n")]
    [InlineData(".config/docker/daemon.json", "{ \"labels\": [\"${MINE}\", \"%MINE%\"] }\n")]
    [InlineData(".nuget/NuGet/NuGet.Config", "<configuration>\n<packageSources><add key=\"nuget.org\" value=\"https://%MINE%.example/v3/index.json\" /><add key=\"b\" value=\"%MINE%/feed\" /></packageSources>\n<packageSourceCredentials><b><add key=\"ClearTextPassword\" value=\"%MINE%\" /></b></packageSourceCredentials>\n</configuration>\n")]
    public async Task In_a_file_and_back(string file, string text)
    {
        using var world = new World();
        world.Policy(Policy);
        var path = Path.Combine(world.Home, file);
        if (text.Length > 0)
            world.Write(path, text);
        var environment = new Dictionary<string, string> { ["CORP_TOKEN"] = Value, ["MINE"] = Value };

        var applied = await QuietTool.Run(world, environment, "apply", "--yes");

        Assert.True(applied.ExitCode == 0, applied.Said());
        Assert.All(world.UserFiles.Where(File.Exists), f => Assert.DoesNotContain(Value, File.ReadAllText(f)));
        Assert.Contains("//npm.corp.example/:_authToken=${CORP_TOKEN}\n", File.ReadAllText(world.Npmrc));
        foreach (var line in text.Split('\n').Where(l => l.Contains("MINE", StringComparison.Ordinal) && !l.StartsWith("registry", StringComparison.Ordinal) && !l.Contains("nuget.org", StringComparison.Ordinal)))
            Assert.Contains(line.TrimEnd(' ', '}'), File.ReadAllText(path));
        Assert.Equal(0, (await QuietTool.Run(world, environment, "undo")).ExitCode);
        Assert.Equal(text.Length == 0 ? null : text, File.Exists(path) ? File.ReadAllText(path) : null);
        Proof.Record("P22", $"references in {file}", 1, 1);
    }

    [Fact]
    public async Task In_a_lent_file()
    {
        using var world = new World();
        world.Policy(Policy);
        world.Write(world.NuGetConfig, "<configuration>\n<packageSources><clear /><add key=\"nuget.org\" value=\"https://old.example/v3/index.json\" /><add key=\"b\" value=\"https://%MINE%@feed.example/v3/index.json\" /></packageSources>\n</configuration>\n");

        var answer = await QuietTool.Run(world, new Dictionary<string, string> { ["MINE"] = Value }, "exec", "--only", "nuget", "--", "/bin/sh", "-c", "exec /bin/cat $RestoreConfigFile");

        Assert.True(answer.ExitCode == 0, answer.Said());
        Assert.Contains("https://%MINE%@feed.example/v3/index.json", answer.Output);
        Assert.DoesNotContain(Value, answer.Output);
        Proof.Record("P22", "references in a lent configuration", 1, 1);
    }
}
