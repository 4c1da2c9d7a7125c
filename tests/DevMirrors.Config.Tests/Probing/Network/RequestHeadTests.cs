using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

[Collection(NetworkTests.Name)]
public sealed class RequestHeadTests
{
    [Fact]
    public async Task Nothing_of_the_users_is_sent_and_no_cookie_comes_back()
    {
        await using var server = new RawServer((stream, _) => RawServer.Say(stream, RawServer.Ok("hi").Replace("OK\r\n", "OK\r\nSet-Cookie: id=1; Path=/\r\n")));
        using var http = new ProbeHttp(ProbeScene.Target(server.Url), ProbeScene.Leading());

        for (var i = 0; i < 2; i++)
            using (await http.Send(new ProbeRequest(new Uri($"{server.Url}/a")) { Accept = "application/json" }, CancellationToken.None))
            {
            }

        var head = $"GET /a HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nAccept: application/json\r\nAccept-Encoding: identity\r\nUser-Agent: devmirrors\r\n\r\n";
        Assert.Equal([head, head], server.Heads);
    }

    [Fact]
    public async Task A_challenge_is_handed_on_and_not_answered()
    {
        await using var server = await LoopbackServer.Start();
        server.RequirePassword("user", "s3cret");

        using var reply = await ProbeScene.Send($"{server.Url}/feed");

        Assert.Equal((null, 401, "Basic realm=\"feed\"", false), (reply.Failure, reply.Status, reply.Challenge, reply.IsWhole));
        Assert.Null(Assert.Single(server.Heard).Authorization);
    }

    [Fact]
    public async Task Of_several_challenges_one_is_handed_on()
    {
        await using var server = RawServer.Saying("HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer realm=\"https://auth.example/token\",service=\"x\"\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n");

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal("Bearer realm=\"https://auth.example/token\",service=\"x\"", reply.Challenge);
    }

    [Fact]
    public async Task No_secret_is_in_any_text()
    {
        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri("http://127.0.0.1:1/a?token=s3cret")) { Authorization = "Bearer s3cret" });

        Assert.Equal(FailureKind.Connect, reply.Failure?.Kind);
        Assert.DoesNotContain("s3cret", reply.Failure!.Because);
    }

    [Fact]
    public async Task Requests_at_the_same_time_do_not_wait_for_one_another()
    {
        await using var server = await LoopbackServer.Start();
        server.Serve("/a", "hi");
        using var http = new ProbeHttp(ProbeScene.Target(server.Url), ProbeScene.Leading());

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => http.Send(new ProbeRequest(new Uri($"{server.Url}/a")), CancellationToken.None)));

        Assert.All(replies, r => Assert.Equal((null, "hi"), (r.Failure, r.Body())));
    }
}
