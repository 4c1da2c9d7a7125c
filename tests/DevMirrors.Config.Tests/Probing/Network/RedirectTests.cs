namespace DevMirrors.Config.Tests;

[Trait("Promise", "P32")]
[Collection(NetworkTests.Name)]
public sealed class RedirectTests
{
    private const string Secret = "Bearer s3cret";

    [Fact]
    public async Task A_redirect_is_followed_and_its_bytes_are_counted()
    {
        await using var server = Routes(("/a", "HTTP/1.1 302 Found\r\nLocation: /b?x=1#part\r\nContent-Length: 4\r\n\r\nmove"), ("/b?x=1", RawServer.Ok("hi")));

        using var reply = await ProbeScene.Send($"{server.Url}/a");

        Assert.Equal((200, "hi", 6, $"{server.Url}/b?x=1"), (reply.Status, reply.Body(), reply.BytesRead, reply.Url.ToString()));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task As_many_redirects_as_allowed_are_followed_and_no_more()
    {
        await using var server = new RawServer((stream, head) => RawServer.Say(stream, RawServer.To($"/{int.Parse(Target(head)[1..], null) + 1}")));

        using var reply = await ProbeScene.Send($"{server.Url}/0");

        Assert.Equal((FailureKind.Redirect, $"more than 5 redirects: {Way(6)}"), reply.Says());
        Assert.Equal(6, server.Heads.Length);
        Assert.Equal(302, reply.Status);
    }

    [Fact]
    public async Task A_loop_is_seen_and_its_hosts_are_shown_without_their_secrets()
    {
        await using var server = Routes(("/a", RawServer.To("/b?token=s3cret")), ("/b?token=s3cret", RawServer.To("/a")));

        using var reply = await ProbeScene.Send($"{server.Url}/a");

        Assert.Equal((FailureKind.Redirect, $"redirects in a loop: {Way(3)}"), reply.Says());
        Assert.Equal(2, server.Heads.Length);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", nameof(FailureKind.Blocked), "`169.254.169.254` is a cloud metadata address, which no mirror may have")]
    [InlineData("http://[::ffff:169.254.169.254]/", nameof(FailureKind.Blocked), "`::ffff:169.254.169.254` is a form of `169.254.169.254`, which no mirror may have")]
    [InlineData("http://user:s3cret@127.0.0.1/", nameof(FailureKind.Redirect), "the address at `http://127.0.0.1` carries a user name")]
    [InlineData("file:///etc/passwd", nameof(FailureKind.Redirect), "`file://` is no http address")]
    [InlineData("ftp://mirror.example/", nameof(FailureKind.Redirect), "`ftp://mirror.example` is no http address")]
    [InlineData("http://mirror.example:0/", nameof(FailureKind.Redirect), "`http://mirror.example:0` is no http address")]
    [InlineData("http://mirror.example:99999/", nameof(FailureKind.Redirect), "`http://127.0.0.1:PORT` redirects to something that is no address")]
    public async Task A_redirect_to_where_a_probe_may_not_go_is_not_followed(string location, string kind, string because)
    {
        await using var server = Routes(("/", RawServer.To(location)));

        using var reply = await ProbeScene.Send($"{server.Url}/");

        Assert.Equal((Enum.Parse<FailureKind>(kind), because.Replace("PORT", $"{server.Port}")), reply.Says());
        Assert.Single(server.Heads);
    }

    [Fact]
    public async Task A_redirect_from_https_to_http_is_not_followed_even_where_plain_http_is_allowed()
    {
        using var certificate = TestAuthority.Certificate();
        await using var plain = RawServer.Saying(RawServer.Ok("hi"));
        await using var server = RawServer.Saying(RawServer.To(plain.Url), certificate);

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal((FailureKind.Redirect, $"`{server.Url}` redirects to `{plain.Url}`, from https to http"), reply.Says());
        Assert.Equal(0, plain.Connections);
    }

    [Fact]
    public async Task A_redirect_from_http_to_https_is_followed()
    {
        using var certificate = TestAuthority.Certificate();
        await using var secure = RawServer.Saying(RawServer.Ok("hi"), certificate);
        await using var server = RawServer.Saying(RawServer.To(secure.Url));

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal((null, "hi"), (reply.Failure, reply.Body()));
    }

    [Theory]
    [InlineData("http://mirror.example/", "`http://mirror.example` is plain http, which only a mirror with `insecure: true` may use for its own host")]
    [InlineData("https://user:s3cret@mirror.example/", "the address at `https://mirror.example` carries a user name")]
    [InlineData("ftp://mirror.example/", "`ftp://mirror.example` is no http address")]
    public async Task The_first_address_obeys_the_same_rules(string url, string because)
    {
        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri(url)), target: ProbeScene.Target(url, isInsecure: false));

        Assert.Equal((FailureKind.Blocked, because), reply.Says());
    }

    [Fact]
    public async Task A_redirect_to_a_name_that_leads_inside_is_not_followed_for_a_public_mirror()
    {
        // The first hop is public by its address: nothing but the name that it redirects to leads inside.
        var target = ProbeScene.Target("http://198.18.0.1/", isPrivate: false);
        var redirects = new Redirects(target, new ProbeRequest(target.Url));
        using var response = new HttpResponseMessage(System.Net.HttpStatusCode.Found);
        response.Headers.TryAddWithoutValidation("Location", "http://192.168.1.1/");

        var refused = Assert.Throws<ProbeException>(() => redirects.Follow(response));

        Assert.Equal(new ProbeFailure(FailureKind.Blocked, "`192.168.1.1` is a private address, which only a mirror with `private: true` may have for its own host"), refused.Failure);
        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri("http://inside.example/")), ProbeScene.Leading("192.168.1.1"), target);
        Assert.Equal(FailureKind.Blocked, reply.Failure?.Kind);
    }

    [Fact]
    public async Task A_secret_stays_with_its_origin()
    {
        await using var other = Routes(("/b", RawServer.Ok("hi")));
        await using var server = Routes(("/a", RawServer.To("/again")), ("/again", RawServer.To($"{other.Url}/b")));

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri($"{server.Url}/a")) { Authorization = Secret });

        Assert.Equal("hi", reply.Body());
        Assert.All(server.Heads, h => Assert.Contains($"Authorization: {Secret}", h));
        Assert.DoesNotContain("s3cret", Assert.Single(other.Heads));
    }

    [Fact]
    public async Task A_secret_that_was_left_behind_is_not_sent_again_on_the_way_back()
    {
        var back = "";
        await using var other = new RawServer((stream, _) => RawServer.Say(stream, RawServer.To(back)));
        await using var server = Routes(("/a", RawServer.To($"{other.Url}/b")), ("/c", RawServer.Ok("hi")));
        back = $"{server.Url}/c";

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri($"{server.Url}/a")) { Authorization = Secret });

        Assert.Equal("hi", reply.Body());
        Assert.Contains(Secret, server.Heads[0]);
        Assert.DoesNotContain("s3cret", server.Heads[1]);
    }

    [Fact]
    public void A_secret_is_not_for_another_host()
    {
        var target = ProbeScene.Target("https://mirror.example/");
        var redirects = new Redirects(target, new ProbeRequest(target.Url) { Authorization = Secret });
        using var response = new HttpResponseMessage(System.Net.HttpStatusCode.Found);
        response.Headers.TryAddWithoutValidation("Location", "https://other.example/");

        redirects.Follow(response);

        Assert.Null(redirects.Authorization);
    }

    [Theory]
    [InlineData(302, "GET")]
    [InlineData(303, "GET")]
    [InlineData(307, "POST")]
    [InlineData(308, "POST")]
    public async Task A_redirect_keeps_or_drops_the_body_as_its_status_says(int status, string method)
    {
        await using var server = new RawServer(async (stream, head) =>
        {
            if (head.StartsWith("POST", StringComparison.Ordinal))
                await stream.ReadExactlyAsync(new byte[2]);
            await RawServer.Say(stream, Target(head) == "/a" ? RawServer.To("/b").Replace("302", $"{status}") : RawServer.Ok("hi"));
        });

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri($"{server.Url}/a")) { Method = HttpMethod.Post, Body = "{}"u8.ToArray() });

        Assert.Equal("hi", reply.Body());
        Assert.Contains("Content-Type: application/json\r\n", server.Heads[0]);
        Assert.StartsWith($"{method} /b ", server.Heads[1]);
    }

    [Fact]
    public async Task A_redirect_without_a_place_is_an_answer_like_another()
    {
        await using var server = RawServer.Saying("HTTP/1.1 302 Found\r\nContent-Length: 5\r\n\r\nhello");

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal((null, 302, "hello", false), (reply.Failure, reply.Status, reply.Body(), reply.IsWhole));
    }

    private static RawServer Routes(params (string Path, string Answer)[] routes) =>
        new((stream, head) => RawServer.Say(stream, routes.First(r => r.Path == Target(head)).Answer));

    private static string Target(string head) => head.Split(' ')[1];

    private static string Way(int hops) => string.Join(" → ", Enumerable.Repeat("`127.0.0.1`", hops));
}
