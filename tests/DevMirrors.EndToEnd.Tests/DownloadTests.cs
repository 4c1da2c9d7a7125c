using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>Each real client downloads a real package through the loopback mirror that apply pointed it at.</summary>
[Trait("Promise", "P15")]
public class DownloadTests
{
    [RealClientFact("go")]
    public async Task Go_downloads_through_the_second_mirror_when_the_first_answers_500()
    {
        await using var broken = await LoopbackServer.Start();
        await using var healthy = await LoopbackServer.Start();
        broken.AlwaysAnswer = 500;
        healthy.ServeGoModule("example.com/hello", "v1.0.0");
        using var world = new World();
        world.Policy($$"""
            version: 1
            regions:
              here: { default: true, go: [one, two, direct] }
            mirrors:
              one: { ecosystem: go, url: "{{broken.Url}}", insecure: true }
              two: { ecosystem: go, url: "{{healthy.Url}}", insecure: true }
            """);
        await world.Expect(0, "apply", "--yes", "--only", "go");

        var answer = await GoGet(world, "example.com/hello@v1.0.0");

        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.Contains("/example.com/hello/@v/v1.0.0.info", broken.Asked);
        Assert.Contains("/example.com/hello/@v/v1.0.0.zip", healthy.Asked);
    }

    [RealClientFact("npm", "verdaccio")]
    public async Task Npm_installs_from_verdaccio()
    {
        using var world = new World();
        using var verdaccio = await Verdaccio.Start(Path.Combine(world.Folder, "v"));
        world.Write(Path.Combine(world.Folder, "pack", "package.json"), """{ "name": "tiny-a", "version": "1.0.0" }""");
        // Published from a home of its own: npm keeps what it packs in its cache, and the install would ask nobody.
        var published = await Client.Run(
            "npm", ["publish", "--registry", verdaccio.Url, $"--//{verdaccio.Url[7..]}/:_authToken=x"], Path.Combine(world.Folder, "pack"));
        Assert.True(published.ExitCode == 0, published.Error);
        world.Policy($$"""
            version: 1
            regions:
              here: { default: true, npm: local }
            mirrors:
              local: { ecosystem: npm, url: "{{verdaccio.Url}}/", insecure: true }
            """);
        await world.Expect(0, "apply", "--yes", "--only", "npm");

        var answer = await NpmInstall(world, "tiny-a");

        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.True(File.Exists(Path.Combine(world.Home, "app", "node_modules", "tiny-a", "package.json")));
        // Its log is complete when it has ended.
        verdaccio.Dispose();
        Assert.Contains("/tiny-a/-/tiny-a-1.0.0.tgz", verdaccio.Log);
    }

    [RealClientFact("dotnet")]
    public async Task Dotnet_restores_from_the_mirror_and_asks_nothing_else()
    {
        await using var feed = await LoopbackServer.Start();
        feed.ServeNuGetFeed(("Only.In.Mirror", "1.0.0"));
        using var world = new World();
        world.Policy($$"""
            version: 1
            regions:
              here: { default: true, nuget: local }
            mirrors:
              local: { ecosystem: nuget, url: "{{feed.Url}}/v3/index.json", insecure: true }
            """);
        await world.Expect(0, "apply", "--yes", "--only", "nuget");

        var answer = await Restore(world, "Only.In.Mirror");

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        Assert.Contains("/v3/flat/only.in.mirror/1.0.0/only.in.mirror.1.0.0.nupkg", feed.Asked);
    }

    [RealClientFact("docker", "dockerd", "docker-registry", AsRoot = true)]
    public async Task A_running_dockerd_pulls_through_the_mirror_after_apply()
    {
        using var world = new World();
        using var registry = await DockerRegistry.Start(Path.Combine(world.Folder, "r"));
        world.Write(world.DaemonJson, "{}");
        using var daemon = await DockerDaemon.Start(Path.Combine(world.Folder, "d"), world.DaemonJson, world.Runtime);
        world.Policy($$"""
            version: 1
            regions:
              here: { default: true, docker: local }
            mirrors:
              local: { ecosystem: docker, url: "{{registry.Url}}", insecure: true }
            """);
        await world.Expect(0, "apply", "--yes", "--only", "docker");

        var answer = await world.Ask("docker", "-H", "unix://" + daemon.Socket, "pull", "-q", "tiny:1");

        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.Contains("library/tiny", registry.Log);
    }

    internal static async Task<Answer> GoGet(World world, string module, IReadOnlyDictionary<string, string>? environment = null)
    {
        var folder = Path.Combine(world.Home, "gomod");
        world.Write(Path.Combine(folder, "go.mod"), "module t\n\ngo 1.18\n");
        // The checksum database is a network service; without one, only the download itself is under test.
        var all = new Dictionary<string, string>(environment ?? world.Environment) { ["GOSUMDB"] = "off", ["GOPATH"] = Path.Combine(world.Home, "gopath") };
        return await Client.Run("go", ["mod", "download", "-json", module], world.Home, folder, all);
    }

    internal static async Task<Answer> NpmInstall(World world, string package)
    {
        var folder = Path.Combine(world.Home, "app");
        world.Write(Path.Combine(folder, "package.json"), """{ "private": true }""");
        return await Client.Run("npm", ["install", "--no-audit", "--no-fund", "--fetch-retries=0", package], world.Home, folder, world.Environment);
    }

    internal static async Task<Answer> Restore(World world, string package, string version = "1.0.0", string? folder = null)
    {
        folder ??= Path.Combine(world.Home, "app");
        world.Write(Path.Combine(folder, "app.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="{package}" Version="{version}" /></ItemGroup>
            </Project>
            """);
        return await Client.Run("dotnet", ["restore", "-v:q", "-tl:off", "-nr:false"], world.Home, folder, world.Environment);
    }
}
