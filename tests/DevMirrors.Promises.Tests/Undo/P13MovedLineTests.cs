using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>P13 where a client's own command, or a hand, has moved our lines or put something beside them.</summary>
[Trait("Promise", "P13")]
public class P13MovedLineTests
{
    private const string Policy = """
        version: 1
        regions:
          cn: { default: true, go: [goproxy-cn, aliyun, direct], npm: npmmirror, nuget: huawei, docker: [daocloud] }
        """;

    /// <summary>Before our apply · the same with what somebody then adds, as <c>+</c> for our part of it · after undo; null where it is refused.</summary>
    [Theory]
    [InlineData("{\n}\n", "{\n  \"debug\": true,+}\n", "{\n  \"debug\": true\n}\n")]
    [InlineData("{\n\n}\n", "{\n  \"debug\": true,+}\n", "{\n  \"debug\": true\n}\n")]
    [InlineData("{}", "{\n  \"debug\": true,+}", "{\n  \"debug\": true\n}")]
    [InlineData("{\n}\n", "{+  , \"debug\": true\n}\n", "{\n  \"debug\": true\n}\n")]
    [InlineData("{\n}\n", "{+  ,\n  \"debug\": true\n}\n", "{\n  \"debug\": true\n}\n")]
    [InlineData("{\n  \"registry-mirrors\": [\n  ]\n}\n", "[\n    \"https://own.example\",", null)]
    public async Task A_member_beside_ours_stays_and_the_file_can_be_read(string before, string with, string? after)
    {
        using var world = new World();
        world.Policy(Policy);
        world.Write(world.DaemonJson, before);
        await world.Expect(0, "apply", "--yes", "--only", "docker");
        var ours = await File.ReadAllTextAsync(world.DaemonJson);
        var edited = after is null ? ours.Replace("[", with, StringComparison.Ordinal) : with.Replace("+", ours[1..ours.LastIndexOf('}')], StringComparison.Ordinal);
        await File.WriteAllTextAsync(world.DaemonJson, edited);

        var answer = await world.Expect(after is null ? 3 : 0, "undo", "--only", "docker");

        Assert.Equal(after ?? edited, await File.ReadAllTextAsync(world.DaemonJson));
        Assert.Equal(after is null, answer.Error.Contains("DEVM4013", StringComparison.Ordinal));
    }

    [RealClientTheory("go", "npm", "dotnet")]
    [InlineData("go", "GOFLAGS=-x\nGOTOOLCHAIN=local\n", "go env -w GO111MODULE=on", "GO111MODULE=on\nGOFLAGS=-x\nGOTOOLCHAIN=local\n")]
    [InlineData("go", "GOFLAGS=-x\nGOPROXY=off\nGOTOOLCHAIN=local\n", "go env -w GO111MODULE=on", "GO111MODULE=on\nGOFLAGS=-x\nGOPROXY=off\nGOTOOLCHAIN=local\n")]
    [InlineData("npm", "fund=false\n", "npm config set audit=false", "fund=false\naudit=false\n")]
    [InlineData("npm", "@a:registry=https://a.example/\nregistry=https://own.example/\n; a comment\nfund=false\n", "npm config set audit=false", null)]
    [InlineData("nuget", null, "dotnet nuget add source https://theirs.example/v3/index.json --name theirs", null)]
    public async Task After_a_clients_own_command_nothing_of_ours_stays(string ecosystem, string? before, string command, string? after)
    {
        using var world = new World();
        world.Policy(Policy);
        var path = ecosystem switch { "go" => world.GoEnv, "npm" => world.Npmrc, _ => world.NuGetConfig };
        var nugets = """<configuration><packageSources><add key="mine" value="https://mirrors.cloud.tencent.com/nuget/" /></packageSources></configuration>""";
        world.Write(path, before ?? nugets);
        await world.Expect(0, "apply", "--yes", "--only", ecosystem);
        var ours = await File.ReadAllTextAsync(path);
        var words = command.Split(' ');
        Assert.Equal(0, (await world.Ask(words[0], words[1..])).ExitCode);
        var edited = await File.ReadAllTextAsync(path);
        Assert.NotEqual(ours, edited);

        await world.Expect(0, "undo", "--only", ecosystem);

        var key = ecosystem switch { "go" => "GOPROXY", "npm" => "registry", _ => "packageSources/mine" };
        Assert.Equal(Find(ecosystem, key, before ?? nugets), Find(ecosystem, key, await File.ReadAllTextAsync(path)));
        Assert.Contains(words[^1].TrimEnd('/'), await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        if (after is not null)
            Assert.Equal(after, await File.ReadAllTextAsync(path));
    }

    [RealClientFact("go")]
    public async Task An_apply_after_go_env_w_does_not_take_our_value_for_the_baseline()
    {
        using var world = new World();
        world.Policy(Policy);
        world.Write(world.GoEnv, "GOFLAGS=-x\nGOTOOLCHAIN=local\n");
        await world.Expect(0, "apply", "--yes", "--only", "go");
        await world.Ask("go", "env", "-w", "GO111MODULE=on");
        world.Policy(Policy.Replace("goproxy-cn, aliyun", "aliyun, goproxy-cn", StringComparison.Ordinal));
        await world.Expect(0, "apply", "--yes", "--only", "go");

        await world.Expect(0, "undo", "--only", "go");

        Assert.Equal("GO111MODULE=on\nGOFLAGS=-x\nGOTOOLCHAIN=local\n", await File.ReadAllTextAsync(world.GoEnv));
    }

    [Fact]
    public async Task What_doctor_mended_and_somebody_edited_is_refused_and_remembered_and_our_keys_still_go()
    {
        using var world = new World();
        world.Policy(Policy);
        world.Write(world.GoEnv, "GOPRIVATE=a.example\r\nGOFLAGS=-mod=mod\r\n");
        await world.Run("doctor", "--only", "go", "--fix", "--yes");
        await world.Expect(0, "apply", "--yes", "--only", "go");
        var edited = (await File.ReadAllTextAsync(world.GoEnv)).Replace("-mod=mod", "-mod=vendor", StringComparison.Ordinal);
        Assert.DoesNotContain('\r', edited);
        await File.WriteAllTextAsync(world.GoEnv, edited);

        Assert.Contains("DEVM4013", (await world.Expect(3, "undo", "--only", "go")).Error, StringComparison.Ordinal);
        Assert.Equal("GOPRIVATE=a.example\nGOFLAGS=-mod=vendor\n", await File.ReadAllTextAsync(world.GoEnv));
        await world.Expect(3, "undo", "--only", "go");

        await File.WriteAllTextAsync(world.GoEnv, "GOPRIVATE=a.example\nGOFLAGS=-mod=mod\n");
        await world.Expect(0, "undo", "--only", "go");
        Assert.Equal("GOPRIVATE=a.example\r\nGOFLAGS=-mod=mod\r\n", await File.ReadAllTextAsync(world.GoEnv));
    }

    private static SettingValue? Find(string ecosystem, string key, string text) =>
        EcosystemList.Find(ecosystem)!.Formats[0].Parse("file", System.Text.Encoding.UTF8.GetBytes(text), new DiagnosticBag())!.Find(key)?.Value;
}
