using System.Net;
using System.Net.Sockets;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

[Trait("Promise", "P32")]
[Collection(NetworkTests.Name)]
public sealed class ResolvingTests
{
    [Fact]
    public async Task A_name_that_leads_inside_is_never_connected_to()
    {
        await using var server = new BlackHole();
        var url = $"http://mirror.example:{new Uri(server.Url).Port}/";

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri(url)), target: ProbeScene.Target(url, isPrivate: false));

        Assert.Equal((FailureKind.Blocked, "`mirror.example` leads to `127.0.0.1`, a loopback address, which only a mirror with `private: true` may have for its own host"), reply.Says());
        Assert.Equal(0, server.Taken);
    }

    [Theory]
    [InlineData("169.254.169.254", "`mirror.example` leads to `169.254.169.254`, a cloud metadata address, which no mirror may have")]
    [InlineData("::ffff:127.0.0.1", "`mirror.example` leads to `::ffff:127.0.0.1`, a form of `127.0.0.1`, which no mirror may have")]
    public async Task A_name_that_changes_its_address_is_looked_at_again(string second, string because)
    {
        await using var server = RawServer.Saying("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi");
        var answers = new Queue<string>(["127.0.0.1", second]);
        var request = new ProbeRequest(new Uri($"http://mirror.example:{server.Port}/"));
        using var http = new ProbeHttp(ProbeScene.Target(request.Url.ToString()), new ProbeNetwork((_, _) => Task.FromResult(new[] { IPAddress.Parse(answers.Dequeue()) })));

        using var before = await http.Send(request, CancellationToken.None);
        using var after = await http.Send(request, CancellationToken.None);

        Assert.Equal("hi", before.Body());
        Assert.Equal((FailureKind.Blocked, because), after.Says());
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Of_a_good_and_a_bad_address_only_the_good_one_is_connected_to()
    {
        await using var good = RawServer.Saying(RawServer.Ok("good"));
        await using var bad = new RawServer(RawServer.Once(RawServer.Ok("bad")), address: "127.0.0.2", port: good.Port);

        using var reply = await ProbeScene.Send(
            new ProbeRequest(new Uri($"http://mirror.example:{good.Port}/")), ProbeScene.Leading("::ffff:127.0.0.2", "127.0.0.1"));

        Assert.Equal("good", reply.Body());
        Assert.Equal(0, bad.Connections);
    }

    [Theory]
    [InlineData("http://[::1]:PORT/", "`::1`")]
    [InlineData("http://MIRROR.example.:PORT/", "`mirror.example.`")]
    [InlineData("http://bücher.example:PORT/", "`xn--bcher-kva.example`")]
    public async Task However_a_place_is_written_it_is_judged(string url, string shown)
    {
        await using var server = new RawServer(RawServer.Once(RawServer.Ok("hi")), address: "::1");
        var request = new ProbeRequest(new Uri(url.Replace("PORT", $"{server.Port}")));

        using var refused = await ProbeScene.Send(request, ProbeScene.Leading("::1"), ProbeScene.Target(request.Url.ToString(), isPrivate: false));
        using var allowed = await ProbeScene.Send(request, ProbeScene.Leading("::1"));

        Assert.Equal(FailureKind.Blocked, refused.Failure?.Kind);
        Assert.StartsWith(shown, refused.Failure?.Because);
        Assert.Equal("hi", allowed.Body());
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task An_address_that_refuses_is_followed_by_the_next()
    {
        await using var server = RawServer.Saying(RawServer.Ok("hi"));

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri($"http://mirror.example:{server.Port}/")), ProbeScene.Leading("127.0.0.3", "127.0.0.1"));

        Assert.Equal("hi", reply.Body());
    }

    [Fact]
    public async Task A_dead_address_does_not_keep_the_next_one_waiting_for_ever()
    {
        await using var server = RawServer.Saying(RawServer.Ok("hi"));
        using var full = new FullListener("127.0.0.4", server.Port);

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri($"http://mirror.example:{server.Port}/")), ProbeScene.Leading("127.0.0.4", "127.0.0.1"));

        Assert.Equal("hi", reply.Body());
    }

    [Fact]
    public async Task Of_a_hundred_addresses_few_are_tried()
    {
        await using var server = RawServer.Saying(RawServer.Ok("hi"));
        var addresses = Enumerable.Range(10, 100).Select(i => $"127.0.1.{i}").Append("127.0.0.1").ToArray();

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri($"http://mirror.example:{server.Port}/")), ProbeScene.Leading(addresses));

        Assert.Equal((FailureKind.Connect, $"`mirror.example` refuses connections on port {server.Port}"), reply.Says());
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, "the name `mirror.example` has no address")]
    [InlineData(SocketError.NoData, "the name `mirror.example` has no address")]
    [InlineData(SocketError.TryAgain, "the name `mirror.example` was not found: no name server answers")]
    [InlineData(SocketError.NoRecovery, "the name `mirror.example` could not be resolved (NoRecovery)")]
    public async Task A_name_without_an_address_says_so(SocketError error, string because)
    {
        var network = new ProbeNetwork((_, _) => Task.FromException<IPAddress[]>(new SocketException((int)error)));

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri("https://mirror.example/")), network);

        Assert.Equal((FailureKind.Resolve, because), reply.Says());
    }

    [Fact]
    public async Task No_addresses_at_all_are_a_name_without_one()
    {
        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri("https://mirror.example/")), ProbeScene.Leading());

        Assert.Equal((FailureKind.Resolve, "the name `mirror.example` has no address"), reply.Says());
    }

    [Fact]
    public async Task A_resolver_that_never_answers_ends_with_the_deadline()
    {
        var network = new ProbeNetwork((_, _) => new TaskCompletionSource<IPAddress[]>().Task);

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri("https://mirror.example/")), network, patience: TimeSpan.FromMilliseconds(100));

        Assert.Equal((FailureKind.Timeout, "the name `mirror.example` was not resolved in time"), reply.Says());
    }

    [Fact]
    public async Task An_address_in_the_url_is_not_asked_for()
    {
        await using var server = RawServer.Saying(RawServer.Ok("hi"));
        var network = new ProbeNetwork((host, _) => Task.FromException<IPAddress[]>(new InvalidOperationException(host)));

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri(server.Url)), network);

        Assert.Equal("hi", reply.Body());
        Assert.Null(reply.Phases.Resolve);
        Assert.NotNull(reply.Phases.Connect);
    }
}
