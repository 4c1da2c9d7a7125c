using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>P23: the real dockerd gives the Docker Hub login to every mirror that asks, so no mirror is written for who is logged in.</summary>
[Trait("Promise", "P23")]
public class P23DockerLoginTests
{
    private static readonly string Login = Convert.ToBase64String(Encoding.UTF8.GetBytes("hub-user:CANARY-of-the-hub"));

    [RealClientFact("dockerd", "docker", AsRoot = true)]
    public async Task Who_is_logged_in_to_the_hub_gets_no_mirror_and_the_login_goes_nowhere()
    {
        using var world = new World();
        await using var mirror = await Mirror();
        world.Policy(Policy(mirror.Url));
        world.Write(world.DaemonJson, "{}");
        using var daemon = await DockerDaemon.Start(Path.Combine(world.Folder, "d"), world.DaemonJson, world.Runtime);
        LogIn(world);

        var refused = await world.Expect(3, "apply", "--yes");
        await Pull(world, daemon);

        Assert.Contains("DEVM3417", refused.Error, StringComparison.Ordinal);
        Assert.Equal("{}", await File.ReadAllTextAsync(world.DaemonJson));
        Assert.Empty(mirror.Heard);
        // The Hub alone, and not even that: the daemon's proxy lets nothing through.
        Assert.NotEmpty(daemon.AskedOutside);
        Assert.All(daemon.AskedOutside, asked => Assert.StartsWith("CONNECT registry-1.docker.io:443 ", asked, StringComparison.Ordinal));
        Proof.Record("P23", "docker: a login to the Hub, then mirrors", 1, 1, "the real dockerd asks the mirror nothing");
    }

    /// <summary>The reason: should this fail one day, dockerd has been mended, and mirrors need not be refused any more.</summary>
    [RealClientFact("dockerd", "docker", AsRoot = true)]
    public async Task A_login_that_comes_later_is_sent_to_the_mirror_and_check_says_so()
    {
        using var world = new World();
        await using var mirror = await Mirror();
        world.Policy(Policy(mirror.Url));
        world.Write(world.DaemonJson, "{}");
        using var daemon = await DockerDaemon.Start(Path.Combine(world.Folder, "d"), world.DaemonJson, world.Runtime);
        await world.Expect(0, "apply", "--yes");
        LogIn(world);

        await Pull(world, daemon);
        var check = await world.Expect(0, "check");

        Assert.Contains(mirror.Heard, h => h.Authorization == "Basic " + Login);
        Assert.All(daemon.AskedOutside, asked => Assert.StartsWith("CONNECT registry-1.docker.io:443 ", asked, StringComparison.Ordinal));
        Assert.Contains("DEVM3418", check.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Login, check.Error + check.Output, StringComparison.Ordinal);
    }

    private static async Task<LoopbackServer> Mirror()
    {
        var server = await LoopbackServer.Start();
        server.RequirePassword("nobody", "else");
        return server;
    }

    private static string Policy(string url) => $$"""
        version: 1
        regions:
          here: { default: true, docker: corp }
        mirrors:
          corp: { ecosystem: docker, url: "{{url}}", insecure: true }
        """;

    private static void LogIn(World world) =>
        world.Write(Path.Combine(world.Home, ".docker", "config.json"), $$"""{ "auths": { "https://index.docker.io/v1/": { "auth": "{{Login}}" } } }""");

    // It fails, for the mirror serves nothing and the Hub cannot be reached.
    private static Task<Answer> Pull(World world, DockerDaemon daemon) =>
        world.Ask("timeout", "20", "docker", "-H", "unix://" + daemon.Socket, "pull", "busybox");
}
