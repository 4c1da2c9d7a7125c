using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>Three mirrors for everything: the first serves other bytes, the second has stopped following, the third is good.</summary>
[Trait("Promise", "P33")]
public sealed class ApplyProbeTests : IAsyncLifetime, IDisposable
{
    private static readonly Behaviour[] Behaviours = [new() { Tamper = Tamper.MetadataAndBytes }, new() { Behind = 1 }, Behaviour.Healthy];

    private readonly World _world = new();
    private MirrorFarm _farm = null!;

    private FarmMirror Good => _farm[2];

    public async Task InitializeAsync()
    {
        _farm = await MirrorFarm.Start(Behaviours);
        _world.Policy(Policy("healthy"));
    }

    public async Task DisposeAsync() => await _farm.DisposeAsync();

    public void Dispose() => _world.Dispose();

    [RealClientFact("go")]
    public async Task Go_downloads_from_the_one_good_mirror_and_asks_no_other()
    {
        await Apply("go");

        var answer = await DownloadTests.GoGet(_world, _farm.Packages.GoModule + "@latest");

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        Assert.Contains(_farm.Packages.Good.GoSum("1.2.0"), answer.Output, StringComparison.Ordinal);
        AssertOnlyGoodWasAsked(r => r.Path.EndsWith("/@v/v1.2.0.zip", StringComparison.Ordinal));
    }

    [RealClientFact("npm")]
    public async Task Npm_installs_from_the_one_good_mirror_and_asks_no_other()
    {
        await Apply("npm");

        var answer = await DownloadTests.NpmInstall(_world, _farm.Packages.Npm);

        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.Contains(_farm.Packages.Good.NpmIntegrity("1.2.0"), File.ReadAllText(Path.Combine(_world.Home, "app", "package-lock.json")), StringComparison.Ordinal);
        AssertOnlyGoodWasAsked(r => r.Path.EndsWith("demo-1.2.0.tgz", StringComparison.Ordinal));
    }

    [RealClientFact("dotnet")]
    public async Task Dotnet_restores_from_the_one_good_mirror_and_asks_no_other()
    {
        await Apply("nuget");

        var answer = await DownloadTests.Restore(_world, _farm.Packages.NuGet, "1.2.0");

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        AssertOnlyGoodWasAsked(r => r.Path.EndsWith(".1.2.0.nupkg", StringComparison.Ordinal));
    }

    [RealClientFact("docker", "dockerd")]
    public async Task Dockerd_pulls_through_the_one_good_mirror_and_asks_no_other()
    {
        _world.Write(_world.DaemonJson, "{}");
        using var daemon = await DockerDaemon.Start(Path.Combine(_world.Folder, "d"), _world.DaemonJson, _world.Runtime);
        await Apply("docker");

        var answer = await _world.Ask("docker", "-H", "unix://" + daemon.Socket, "pull", "demo:1.2.0");

        Assert.True(answer.ExitCode == 0, answer.Error + daemon.Log);
        Assert.Contains("Digest: " + _farm.Packages.Good.ImageDigest("1.2.0"), answer.Output, StringComparison.Ordinal);
        AssertOnlyGoodWasAsked(r => r.Path.Contains("/blobs/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_probe_itself_names_what_is_wrong_and_ranks_the_good_one_only()
    {
        var answer = await _world.Expect(0, "probe", "--format", "json", "--timeout", "60s");

        using var json = JsonDocument.Parse(answer.Output);
        foreach (var ecosystem in new[] { "go", "npm", "nuget", "docker" })
        {
            var verdicts = json.RootElement.GetProperty("mirrors").EnumerateArray().Where(m => m.GetProperty("ecosystem").GetString() == ecosystem)
                .Select(m => m.GetProperty("verdict").GetString());
            Assert.Equal(["tampered", "stale", "healthy"], verdicts);
            Assert.Equal([$"{ecosystem}-3"], json.RootElement.GetProperty("ranking").GetProperty(ecosystem).EnumerateArray().Select(m => m.GetString()));
        }
    }

    [Fact]
    public async Task Without_a_probe_the_order_stands_and_later_plans_say_how_old_the_verdicts_are()
    {
        var before = await _world.Expect(1, "plan", "--only", "go");
        await _world.Expect(0, "probe", "--only", "go", "--timeout", "60s");
        var after = await _world.Expect(1, "plan", "--only", "go");

        Assert.Contains(_farm[0].Go + "|", before.Output, StringComparison.Ordinal);
        Assert.Contains("DEVM2110", before.Error, StringComparison.Ordinal);
        Assert.Contains($"GOPROXY={Good.Go},off", after.Output, StringComparison.Ordinal);
        Assert.Matches("DEVM2113.*`go-1` tampered .* ago.*`go-3` healthy, [0-9]+ (seconds|minutes) ago", after.Error);
    }

    [Fact]
    public async Task With_all_of_them_dead_the_order_stands_nothing_is_weakened_and_the_exit_code_is_3()
    {
        _world.Policy(Policy("fastest"));
        for (var i = 0; i < 3; i++)
            _farm[i].Behaviour = new Behaviour { Trap = new StatusTrap(500) };

        var answer = await _world.Expect(3, "apply", "--yes", "--probe", "--only", "go,npm");

        Assert.Contains("DEVM2115", answer.Error, StringComparison.Ordinal);
        Assert.Contains($"GOPROXY={_farm[0].Go}|{_farm[1].Go}|{Good.Go},off", File.ReadAllText(_world.GoEnv), StringComparison.Ordinal);
        Assert.Contains($"registry={_farm[0].Npm}", File.ReadAllText(_world.Npmrc), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mirror_that_failed_three_times_in_a_row_is_left_alone_until_somebody_names_it()
    {
        _farm[0].Behaviour = new Behaviour { Trap = new StatusTrap(503) };
        for (var i = 0; i < 3; i++)
            await _world.Expect(0, "probe", "--only", "go", "--timeout", "60s");
        var asked = _farm[0].Asked.Count;

        var resting = await _world.Expect(0, "probe", "--only", "go", "--timeout", "60s");
        Assert.Equal(asked, _farm[0].Asked.Count);
        Assert.Contains("rests", resting.Output, StringComparison.Ordinal);

        await _world.Expect(3, "probe", "--mirror", "go-1", "--timeout", "60s");
        Assert.True(_farm[0].Asked.Count > asked);
    }

    private async Task Apply(string ecosystem)
    {
        await _world.Expect(0, "apply", "--yes", "--probe", "--only", ecosystem);
        _asked = [.. _farm.Mirrors.Select(m => m.Asked.Count)];
    }

    private int[] _asked = [];

    private void AssertOnlyGoodWasAsked(Func<FarmRequest, bool> package)
    {
        Assert.Equal(_asked[0], _farm[0].Asked.Count);
        Assert.Equal(_asked[1], _farm[1].Asked.Count);
        Assert.Contains(Good.Asked.Skip(_asked[2]), r => package(r));
    }

    private string Policy(string select)
    {
        var good = _farm.Packages.Good;
        string Three(string ecosystem) => $"[{ecosystem}-1, {ecosystem}-2, {ecosystem}-3{(ecosystem == "go" ? ", off" : "")}]";
        string Mirrors(string ecosystem, Func<FarmMirror, string> url) => string.Concat(_farm.Mirrors.Select((m, i) =>
            $"  {ecosystem}-{i + 1}: {{ ecosystem: {ecosystem}, url: \"{url(m)}\", private: true, insecure: true }}\n"));
        return $$"""
            version: 1
            regions:
              here:
                default: true
                go: { mirrors: {{Three("go")}}, select: {{select}} }
                npm: { mirrors: {{Three("npm")}}, select: {{select}} }
                nuget: { mirrors: {{Three("nuget")}}, select: {{select}} }
                docker: { mirrors: {{Three("docker")}}, select: {{select}} }
            probe:
              timeout: 60s
              sentinels:
                go: { name: {{_farm.Packages.GoModule}}, version: v1.1.0, sum: "{{good.GoSum("1.1.0")}}" }
                npm: { name: {{_farm.Packages.Npm}}, version: "1.1.0", sum: "{{good.NpmIntegrity("1.1.0")}}" }
                nuget: { name: {{_farm.Packages.NuGet}}, version: "1.1.0", sum: "{{good.NuGetHash("1.1.0")}}" }
                docker: { name: {{_farm.Packages.Image}}, version: latest, sum: "{{good.ImageDigest("1.1.0")}}" }
            mirrors:

            """ + Mirrors("go", m => m.Go) + Mirrors("npm", m => m.Npm) + Mirrors("nuget", m => m.NuGet) + Mirrors("docker", m => m.Url);
    }
}
