namespace DevMirrors.Config.Tests;

/// <summary>What a policy allows a mirror inside is not for the hosts that the mirror leads to.</summary>
[Trait("Promise", "P32")]
[Collection(NetworkTests.Name)]
public sealed class OwnHostTests
{
    [Theory]
    [InlineData("127.0.0.2", "`127.0.0.2` is a loopback address, which only a mirror with `private: true` may have for its own host")]
    [InlineData("localhost", "`localhost` is a loopback address, which only a mirror with `private: true` may have for its own host")]
    public async Task Another_host_inside_is_asked_neither_by_a_redirect_nor_by_what_the_mirror_says(string host, string because)
    {
        await using var other = new RawServer(RawServer.Once(RawServer.Ok("no")), address: "0.0.0.0");
        await using var server = RawServer.Saying(RawServer.To($"http://{host}:{other.Port}/"));

        using var redirected = await ProbeScene.Send(server.Url);
        using var told = await ProbeScene.Send(new ProbeRequest(new Uri($"http://{host}:{other.Port}/")), target: ProbeScene.Target(server.Url));

        Assert.Equal((FailureKind.Blocked, because), redirected.Says());
        Assert.Equal((FailureKind.Blocked, because), told.Says());
        Assert.Equal(0, other.Connections);
    }

    [Fact]
    public async Task Another_name_that_leads_inside_is_not_connected_to()
    {
        await using var server = new RawServer((_, _) => Task.CompletedTask);

        using var reply = await ProbeScene.Send(
            new ProbeRequest(new Uri($"https://sub.mirror.example:{server.Port}/")), target: ProbeScene.Target($"http://mirror.example:{server.Port}/"));

        Assert.Equal(
            (FailureKind.Blocked, "`sub.mirror.example` leads to `127.0.0.1`, a loopback address, which only a mirror with `private: true` may have for its own host"),
            reply.Says());
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task Plain_http_is_for_the_own_host_only()
    {
        await using var server = RawServer.Saying(RawServer.To("http://other.example/"));

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal((FailureKind.Redirect, "`http://other.example` is plain http, which only a mirror with `insecure: true` may use for its own host"), reply.Says());
    }

    [Fact]
    public async Task Another_port_of_the_same_host_is_its_own()
    {
        await using var other = RawServer.Saying(RawServer.Ok("hi"));

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri(other.Url)), target: ProbeScene.Target("http://127.0.0.1:1/"));

        Assert.Equal("hi", reply.Body());
    }
}
