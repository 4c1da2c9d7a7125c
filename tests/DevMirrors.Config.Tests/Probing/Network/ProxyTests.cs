using System.Net;
using System.Net.Sockets;

namespace DevMirrors.Config.Tests;

[Trait("Promise", "P32")]
[Collection(NetworkTests.Name)]
public sealed class ProxyTests
{
    [Fact]
    public async Task Plain_http_goes_through_the_proxy_whose_own_address_is_not_judged()
    {
        await using var proxy = new RawServer((stream, _) => RawServer.Say(stream, RawServer.Ok("hi")));

        using var reply = await Send("http://mirror.example/a", proxy, isPrivate: false);

        Assert.Equal((null, "hi"), (reply.Failure, reply.Body()));
        Assert.StartsWith("GET http://mirror.example/a HTTP/1.1\r\n", Assert.Single(proxy.Heads));
        Assert.True(reply.Phases is { Resolve: null, Connect: not null });
    }

    [Fact]
    public async Task Https_goes_through_a_tunnel_and_is_checked_at_its_end()
    {
        using var certificate = TestAuthority.Certificate();
        await using var server = RawServer.Saying(RawServer.Ok("hi"), certificate);
        await using var proxy = Tunnel(server.Port);

        using var reply = await Send("https://mirror.example/a", proxy, isPrivate: false);

        Assert.Equal((null, "hi"), (reply.Failure, reply.Body()));
        Assert.StartsWith("CONNECT mirror.example:443 HTTP/1.1\r\n", Assert.Single(proxy.Heads));
        Assert.StartsWith("GET /a HTTP/1.1\r\n", Assert.Single(server.Heads));
    }

    [Fact]
    public async Task A_certificate_of_another_name_is_refused_through_a_tunnel_too()
    {
        using var certificate = TestAuthority.Certificate("other.example");
        await using var server = RawServer.Saying(RawServer.Ok("hi"), certificate);
        await using var proxy = Tunnel(server.Port);

        using var reply = await Send("https://mirror.example/a", proxy, isPrivate: false);

        Assert.Equal((FailureKind.Tls, "the certificate is not for `mirror.example` but for `other.example`"), reply.Says());
        Assert.Empty(server.Heads);
    }

    [Theory]
    [InlineData("https://169.254.169.254/latest/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://localhost/")]
    public async Task An_address_inside_is_not_asked_for_through_a_proxy_either(string url)
    {
        await using var proxy = new RawServer((stream, _) => RawServer.Say(stream, RawServer.Ok("hi")));

        using var reply = await Send(url, proxy, isPrivate: false);

        Assert.Equal(FailureKind.Blocked, reply.Failure?.Kind);
        Assert.Equal(0, proxy.Connections);
    }

    [Fact]
    public async Task A_redirect_to_the_proxy_itself_is_no_way_inside()
    {
        await using var proxy = new RawServer((_, _) => Task.CompletedTask);
        await using var redirecting = new RawServer((stream, _) => RawServer.Say(stream, RawServer.To(proxy.Url)));

        using var reply = await Send("http://mirror.example/a", redirecting, isPrivate: false);

        Assert.Equal((FailureKind.Blocked, "`127.0.0.1` is a loopback address, which only a mirror with `private: true` may have for its own host"), reply.Says());
        Assert.Equal(0, proxy.Connections);
    }

    [Fact]
    public async Task What_the_proxy_is_told_to_leave_out_is_checked_as_ever()
    {
        await using var server = RawServer.Saying(RawServer.Ok("hi"));
        await using var proxy = RawServer.Saying(RawServer.Ok("no"));
        var network = ProbeScene.Leading("127.0.0.1") with { Proxy = new WebProxy(proxy.Url) { BypassList = ["mirror"] } };
        var request = new ProbeRequest(new Uri($"http://mirror.example:{server.Port}/"));

        using var inside = await ProbeScene.Send(request, network, ProbeScene.Target(request.Url.ToString(), isPrivate: false));
        using var allowed = await ProbeScene.Send(request, network);

        Assert.Equal(FailureKind.Blocked, inside.Failure?.Kind);
        Assert.Equal("hi", allowed.Body());
        Assert.Equal(0, proxy.Connections);
    }

    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "the proxy does not let connections to `mirror.example` through")]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", "the proxy does not let connections to `mirror.example` through")]
    public async Task A_proxy_that_refuses_says_so(string answer, string because)
    {
        await using var proxy = RawServer.Saying(answer);

        using var reply = await Send("https://mirror.example/a", proxy, isPrivate: false);

        Assert.Equal((FailureKind.Connect, because), reply.Says());
        Assert.All(proxy.Heads, h => Assert.DoesNotContain("Authorization", h));
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_says_so()
    {
        var network = ProbeScene.Leading("127.0.0.1") with { Proxy = new WebProxy("http://127.0.0.1:1") };

        using var tunnel = await ProbeScene.Send(new ProbeRequest(new Uri("https://mirror.example/")), network);
        using var plain = await ProbeScene.Send(new ProbeRequest(new Uri("http://mirror.example/")), network);

        Assert.Equal((FailureKind.Connect, "the proxy `127.0.0.1` refuses connections on port 1"), tunnel.Says());
        Assert.Equal((FailureKind.Connect, "the proxy `127.0.0.1` refuses connections on port 1"), plain.Says());
    }

    [Fact]
    public async Task The_mirrors_secret_is_not_for_the_proxy()
    {
        using var certificate = TestAuthority.Certificate();
        await using var server = RawServer.Saying(RawServer.Ok("hi"), certificate);
        await using var proxy = Tunnel(server.Port);
        var network = ProbeScene.Leading("127.0.0.1") with { Proxy = new WebProxy(proxy.Url) };

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri("https://mirror.example/a")) { Authorization = "Bearer s3cret" }, network);

        Assert.Equal("hi", reply.Body());
        Assert.DoesNotContain("s3cret", Assert.Single(proxy.Heads));
        Assert.Contains("s3cret", Assert.Single(server.Heads));
    }

    private static Task<ProbeReply> Send(string url, RawServer proxy, bool isPrivate) => ProbeScene.Send(
        new ProbeRequest(new Uri(url)), ProbeScene.Leading("127.0.0.1") with { Proxy = new WebProxy(proxy.Url) }, ProbeScene.Target(url, isPrivate));

    /// <summary>A proxy that connects everything to one port.</summary>
    private static RawServer Tunnel(int port) => new(async (stream, _) =>
    {
        await RawServer.Say(stream, "HTTP/1.1 200 Connected\r\n\r\n");
        using var inner = new TcpClient();
        await inner.ConnectAsync(IPAddress.Loopback, port);
        await Task.WhenAny(stream.CopyToAsync(inner.GetStream()), inner.GetStream().CopyToAsync(stream));
        throw new IOException("Over.");
    });
}
