using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>What a build lends to the commands that it starts, where the project asks for it.</summary>
[Trait("Promise", "P21")]
public sealed class CommandEnvironmentTests : IAsyncLifetime
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <Target Name="Commands" DependsOnTargets="DevMirrorsGetEnvironment">
            <WriteLinesToFile File="lent.txt" Lines="@(DevMirrorsEnvironment)" Overwrite="true" />
            <Exec Command="env &gt; with.txt" EnvironmentVariables="@(DevMirrorsEnvironment)" />
            <Exec Command="env &gt; without.txt" />
          </Target>
        </Project>
        """;

    private static readonly string[] Ways = ["-p:DevMirrorsUseExec=false", "-p:DevMirrorsUseExec=true"];

    private BuildWorld _world = null!;
    private string _clone = "";

    public async Task InitializeAsync()
    {
        _world = await BuildWorld.Start();
        _world.Write("mirrors.yaml", _world.Policy(more: "    go: [first, second, off]\n    npm: front\n") + """
              first: { ecosystem: go, url: "http://127.0.0.1:1/go", private: true, insecure: true }
              second: { ecosystem: go, url: "http://127.0.0.1:2/go", private: true, insecure: true }
              front: { ecosystem: npm, url: "http://127.0.0.1:3/npm/", private: true, insecure: true }
            private:
              go: { git.corp.example: direct }

            """);
        _world.Write("App/App.csproj", Project);
        _world.Write(".gitignore", "bin/\nobj/\n*.txt\n");
        BuildWorld.Succeeded(await _world.Devmirrors(_world.Origin, "init", "--msbuild"));
        await _world.Commit();
        _clone = await _world.Clone();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [RealClientFact("dotnet", "git")]
    public async Task A_command_that_asks_gets_the_regions_settings_and_the_next_one_gets_none()
    {
        OwnGoSettings("GOPRIVATE=a;b.example,x%41y.example,z@q.example,it's.example,$(HOME).example\n");

        foreach (var way in Ways)
        {
            BuildWorld.Succeeded(await Build(way));

            var with = Lines("with.txt");
            Assert.Contains("GOPROXY=http://127.0.0.1:1/go|http://127.0.0.1:2/go,off", with);
            Assert.Contains("GOPRIVATE=a;b.example,x%41y.example,z@q.example,it's.example,$(HOME).example,git.corp.example", with);
            Assert.Contains("npm_config_registry=http://127.0.0.1:3/npm/", with);
            Assert.All(Lines("lent.txt"), line => Assert.Contains(line, with));
            Assert.DoesNotContain(Lines("without.txt"), line => Lines("lent.txt").Contains(line));
            Assert.Equal("", await _world.Status(_clone));
        }
    }

    [RealClientFact("dotnet", "git")]
    public async Task Both_ways_lend_the_same_and_say_the_same()
    {
        // A scope that no file maps: npm gets nothing, and a warning stands between what go gets.
        File.WriteAllText(Path.Combine(_clone, "mirrors.yaml"), File.ReadAllText(Path.Combine(_clone, "mirrors.yaml")) + "  npm: { \"@corp\": front }\n");
        var said = new List<(string Lent, string[] Codes)>();
        foreach (var way in Ways)
        {
            var answer = await Build(way);
            BuildWorld.Succeeded(answer);
            said.Add((File.ReadAllText(Path.Combine(_clone, "App", "lent.txt")), [.. Codes(answer.Output)]));
        }

        Assert.Equal(said[0].Lent, said[1].Lent);
        Assert.Equal(said[0].Codes, said[1].Codes);
        Assert.Contains("warning DEVM7031", said[0].Codes);
        Assert.Contains("GOPROXY=", said[0].Lent);
        Assert.DoesNotContain("npm_config_registry", said[0].Lent);
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_credential_for_whatever_registry_fails_the_build_before_the_command()
    {
        File.WriteAllText(Path.Combine(_world.Home, ".npmrc"), "_auth=Y2FuYXJ5OmNhbmFyeQ==\n");
        foreach (var way in Ways)
        {
            var answer = await Build(way);
            Assert.NotEqual(0, answer.ExitCode);
            Assert.Contains("error DEVM3204", Codes(answer.Output));
            Assert.False(File.Exists(Path.Combine(_clone, "App", "with.txt")));
        }
    }

    [RealClientFact("dotnet", "git")]
    public async Task No_credential_of_the_user_gets_into_the_log()
    {
        var canary = new Canary();
        File.WriteAllText(Path.Combine(_world.Home, ".npmrc"), $"//127.0.0.1:3/npm/:_authToken={canary.At("_authToken")}\n//npm.corp.example/:_password={canary.At("_password")}\n");
        _world.Environment["NPM_TOKEN"] = canary.At("NPM_TOKEN");
        _world.Environment["NuGetPackageSourceCredentials_up"] = $"Username=u;Password={canary.At("NuGetPackageSourceCredentials_up")}";
        foreach (var way in Ways)
        {
            var log = _clone + ".binlog";
            var answer = await Build(way, $"-bl:{log}");

            BuildWorld.Succeeded(answer);
            Assert.Null(Canary.FindIn(Encoding.UTF8.GetBytes(answer.Output + answer.Error)));
            UnpackedLog.AssertHoldsNoSecret(log, "http://127.0.0.1:3/npm/");
            UnpackedLog.AssertHoldsNoSecret(log, "DevMirrorsGetEnvironment");
        }
    }

    [RealClientFact("dotnet", "git")]
    public async Task Switched_off_or_only_checking_the_same_build_lends_nothing()
    {
        foreach (var off in new[] { "-p:DevMirrorsEnabled=false", "-p:DevMirrorsMode=off", "-p:DevMirrorsMode=check" })
        {
            BuildWorld.Succeeded(await Build(off));
            Assert.Empty(Lines("lent.txt"));
            Assert.DoesNotContain(Lines("with.txt"), line => line.StartsWith("GOPROXY=", StringComparison.Ordinal));
        }
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_policy_that_is_wrong_fails_the_build_before_the_command()
    {
        File.AppendAllText(Path.Combine(_clone, "mirrors.yaml"), "nonsense: 1\n");
        foreach (var way in Ways)
        {
            var answer = await Build(way);
            Assert.NotEqual(0, answer.ExitCode);
            Assert.Matches(@"mirrors\.yaml\(\d+,1\): error DEVM1\d\d\d: ", answer.Output);
            Assert.False(File.Exists(Path.Combine(_clone, "App", "with.txt")));
        }
    }

    private Task<Answer> Build(params string[] arguments) => _world.Dotnet(_clone, ["msbuild", "App/App.csproj", "-t:Commands", "-nologo", .. arguments]);

    private string[] Lines(string file) => File.Exists(Path.Combine(_clone, "App", file)) ? File.ReadAllLines(Path.Combine(_clone, "App", file)) : [];

    private void OwnGoSettings(string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_world.Home, ".config", "go"));
        File.WriteAllText(Path.Combine(folder.FullName, "env"), text);
    }

    private static IEnumerable<string> Codes(string output) =>
        System.Text.RegularExpressions.Regex.Matches(output, @"(warning|error) DEVM\d{4}").Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);
}
