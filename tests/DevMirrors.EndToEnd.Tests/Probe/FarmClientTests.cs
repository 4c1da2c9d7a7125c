using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>The real clients accept what the farm serves: then a probe that is told the truth by the farm is told it as their mirrors would.</summary>
public class FarmClientTests
{
    [RealClientFact("go")]
    public async Task Go_downloads_from_the_farm_and_finds_the_pinned_sum()
    {
        await using var farm = await MirrorFarm.Start(Behaviour.Healthy);
        using var world = new World();

        var answer = await DownloadTests.GoGet(
            world, farm.Packages.GoModule + "@latest", new Dictionary<string, string>(world.Environment) { ["GOPROXY"] = farm[0].Go + ",off" });

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        Assert.Contains(farm.Packages.Good.GoSum("1.2.0"), answer.Output, StringComparison.Ordinal);
        Assert.Contains(farm.Packages.Good.GoModSum("1.2.0"), answer.Output, StringComparison.Ordinal);
        Assert.Contains(farm[0].Asked, r => r.Path == "/go/example.test/demo/@v/v1.2.0.zip" && r.BytesSent > 4096);
    }

    [RealClientTheory("npm")]
    [InlineData("demo")]
    [InlineData("@farm/demo")]
    public async Task Npm_installs_from_the_farm_and_locks_the_pinned_integrity(string name)
    {
        await using var farm = await MirrorFarm.Start(new FarmPackages { Npm = name }, Behaviour.Healthy);
        using var world = new World();
        world.Write(world.Npmrc, $"registry={farm[0].Npm}\n");

        var answer = await DownloadTests.NpmInstall(world, name);
        var ping = await world.Ask("npm", "ping");
        var audit = await Client.Run("npm", ["audit"], world.Home, Path.Combine(world.Home, "app"), world.Environment);

        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.Contains(farm.Packages.Good.NpmIntegrity("1.2.0"), File.ReadAllText(Path.Combine(world.Home, "app", "package-lock.json")), StringComparison.Ordinal);
        Assert.True(ping.ExitCode == 0, ping.Error);
        Assert.True(audit.ExitCode == 0, audit.Output + audit.Error);
        Assert.Contains("found 0 vulnerabilities", audit.Output, StringComparison.Ordinal);
        Assert.Contains(farm[0].Asked, r => r is { Method: "POST", Path: "/npm/-/npm/v1/security/advisories/bulk" });
    }

    [RealClientFact("dotnet")]
    public async Task Dotnet_restores_from_the_farm_with_the_audit_and_finds_the_pinned_hash()
    {
        await using var farm = await MirrorFarm.Start(Behaviour.Healthy);
        using var world = new World();
        world.Write(world.NuGetConfig, $"""
            <configuration><packageSources><clear /><add key="farm" value="{farm[0].NuGet}" allowInsecureConnections="true" /></packageSources></configuration>
            """);

        var answer = await DownloadTests.Restore(world, farm.Packages.NuGet, "1.2.0");

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        Assert.Contains(
            farm.Packages.Good.NuGetHash("1.2.0"), File.ReadAllText(Path.Combine(world.Home, ".nuget", "packages", "farm.demo", "1.2.0", ".nupkg.metadata")), StringComparison.Ordinal);
        Assert.Contains(farm[0].Asked, r => r.Path == "/nuget/v3/vulnerabilities/base.json");
    }

    [RealClientFact("docker", "dockerd", AsRoot = true)]
    public Task Dockerd_pulls_through_the_farm_and_gets_the_pinned_digest() => Pull(asksForToken: false);

    [RealClientFact("docker", "dockerd", AsRoot = true)]
    public Task Dockerd_fetches_a_token_where_the_farm_asks_for_one() => Pull(asksForToken: true);

    private static async Task Pull(bool asksForToken)
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { AsksForToken = asksForToken });
        using var world = new World();
        world.Write(world.DaemonJson, $$"""{"registry-mirrors":["{{farm[0].Url}}"]}""");
        using var daemon = await DockerDaemon.Start(Path.Combine(world.Folder, "d"), world.DaemonJson, world.Runtime);

        var answer = await world.Ask("docker", "-H", "unix://" + daemon.Socket, "pull", "demo:1.2.0");

        Assert.True(answer.ExitCode == 0, answer.Error + daemon.Log);
        Assert.Contains("Digest: " + farm.Packages.Good.ImageDigest("1.2.0"), answer.Output, StringComparison.Ordinal);
        Assert.Equal(asksForToken, farm[0].Asked.Any(r => r.Path == "/token"));
    }
}
