using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>Two repositories with different policies in one home.</summary>
[Trait("Promise", "P30")]
public class TwoRepositoriesTests
{
    [RealClientFact("go", "npm")]
    public async Task The_second_takes_over_and_says_whose_value_it_was_and_one_undo_goes_back_to_before_the_first()
    {
        using var world = new World();
        var (a, b) = (world.NewRepository("a"), world.NewRepository("b"));
        world.Policy(Policy("goproxy-cn", "npmmirror"), a);
        world.Policy(Policy("aliyun", "tencent"), b);
        world.Write(world.GoEnv, "# mine\nGOFLAGS=-v\n");
        var before = world.Snapshot();
        Assert.Equal(0, (await world.RunIn(a, "apply", "--yes")).ExitCode);

        var asked = await world.RunIn(b, "apply");
        Assert.Equal(4, asked.ExitCode);
        var taken = await world.RunIn(b, "apply", "--yes");

        Assert.Equal(0, taken.ExitCode);
        Assert.Contains(Path.Combine(a, "mirrors.yaml"), taken.Output + taken.Error);
        Assert.Equal("https://mirrors.aliyun.com/goproxy/,direct", (await world.Ask("go", "env", "GOPROXY")).Text);
        var status = await world.RunIn(a, "status", "--all");
        Assert.Contains(Path.Combine(b, "mirrors.yaml"), status.Output + status.Error);
        var check = await world.RunIn(a, "check");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains(Path.Combine(b, "mirrors.yaml"), check.Output + check.Error);

        Assert.Equal(0, (await world.RunIn(a, "undo")).ExitCode);
        Assert.Equal(before, world.Snapshot());
    }

    [RealClientFact("go", "npm", "dotnet")]
    public async Task Exec_in_both_at_once_gives_each_its_own_mirror_and_leaves_the_home_alone()
    {
        using var world = new World();
        var (a, b) = (world.NewRepository("a"), world.NewRepository("b"));
        world.Policy(Policy("goproxy-cn", "npmmirror"), a);
        world.Policy(Policy("aliyun", "tencent"), b);

        var answers = await Task.WhenAll(
            world.RunIn(a, "exec", "--", "go", "env", "GOPROXY"),
            world.RunIn(b, "exec", "--", "go", "env", "GOPROXY"),
            world.RunIn(a, "exec", "--", "npm", "config", "get", "registry"),
            world.RunIn(b, "exec", "--", "npm", "config", "get", "registry"));

        Assert.Equal(
            ["https://goproxy.cn,direct", "https://mirrors.aliyun.com/goproxy/,direct", "https://registry.npmmirror.com/", "https://mirrors.cloud.tencent.com/npm/"],
            answers.Select(x => x.Text));
        Assert.Empty(world.Snapshot());
    }

    [Fact]
    public async Task Exec_leaves_nothing_at_all_in_the_home()
    {
        using var world = new World();
        world.Policy(Policy("goproxy-cn", "npmmirror"));

        await world.Expect(0, "exec", "--", "true");

        Assert.Empty(Directory.EnumerateFileSystemEntries(world.Home));
    }

    [RealClientFact("dotnet")]
    public async Task Exec_restores_each_repository_from_its_own_feed_and_leaves_the_home_alone()
    {
        await using var one = await LoopbackServer.Start();
        await using var two = await LoopbackServer.Start();
        one.ServeNuGetFeed(("Pack.One", "1.0.0"));
        two.ServeNuGetFeed(("Pack.Two", "1.0.0"));
        using var world = new World();
        var (a, b) = (world.NewRepository("a"), world.NewRepository("b"));
        world.Policy(Feed(one.Url), a);
        world.Policy(Feed(two.Url), b);
        // What NuGet creates by itself on the first command is not a change of ours.
        await world.Ask("dotnet", "nuget", "list", "source");
        var before = world.Snapshot();

        foreach (var (folder, package) in new[] { (a, "Pack.One"), (b, "Pack.Two") })
        {
            world.Write(Path.Combine(folder, "app.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup><PackageReference Include="{package}" Version="1.0.0" /></ItemGroup>
                </Project>
                """);
        }
        var answers = await Task.WhenAll(new[] { a, b }.Select(r => world.RunIn(r, "exec", "--", "dotnet", "restore", "-v:q", "-tl:off", "-nr:false")));

        Assert.All(answers, answer => Assert.True(answer.ExitCode == 0, answer.Output + answer.Error));
        Assert.DoesNotContain(one.Asked, path => path.Contains("two", StringComparison.Ordinal));
        Assert.DoesNotContain(two.Asked, path => path.Contains("one", StringComparison.Ordinal));
        Assert.Equal(before, world.Snapshot());
    }

    private static string Policy(string go, string npm) => $$"""
        version: 1
        regions:
          cn: { default: true, go: [{{go}}, direct], npm: {{npm}} }
        """;

    private static string Feed(string url) => $$"""
        version: 1
        regions:
          here: { default: true, nuget: local }
        mirrors:
          local: { ecosystem: nuget, url: "{{url}}/v3/index.json", insecure: true }
        """;
}
