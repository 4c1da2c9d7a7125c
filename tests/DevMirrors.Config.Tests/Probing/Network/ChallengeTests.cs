namespace DevMirrors.Config.Tests;

/// <summary>Registries that offer a password as well as a token for everybody.</summary>
[Collection(NetworkTests.Name)]
public sealed class ChallengeTests
{
    [Theory]
    [InlineData("WWW-Authenticate: BASIC realm=\"a, Bearer x\"\r\nWWW-Authenticate: Bearer realm=\"https://a.example/\"")]
    [InlineData("WWW-Authenticate: BASIC realm=\"a, Bearer x\", Bearer realm=\"https://a.example/\"")]
    public async Task A_token_is_preferred_to_a_password(string headers)
    {
        await using var server = RawServer.Saying(Refusing(headers));

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal("Bearer realm=\"https://a.example/\"", reply.Challenge);
    }

    [Fact]
    public async Task A_bearer_in_quotes_is_no_challenge()
    {
        await using var server = RawServer.Saying(Refusing("WWW-Authenticate: Basic realm=\"a, Bearer x\", charset=\"UTF-8\""));

        using var reply = await ProbeScene.Send(server.Url);

        Assert.StartsWith("Basic ", reply.Challenge);
        Assert.Null(RegistryToken.Challenge(reply));
    }

    [Theory]
    [InlineData("Bearer realm=\"REALM/token?repo=a\",service=\"x\"", "/token?repo=a&scope=repository%3Alibrary%2Fb%3Apull&service=x")]
    [InlineData("Bearer realm=REALM/token, service=x", "/token?scope=repository%3Alibrary%2Fb%3Apull&service=x")]
    public async Task The_realm_is_asked_as_it_says(string challenge, string path)
    {
        await using var server = new RawServer((stream, head) => RawServer.Say(
            stream, head.StartsWith("GET /v2/ ", StringComparison.Ordinal) ? Refusing($"WWW-Authenticate: {challenge}", head) : RawServer.Ok("""{"token":"t"}""")));
        using var http = new ProbeHttp(ProbeScene.Target(server.Url), ProbeScene.Leading());
        var session = new ProbeSession(ProbeScene.Target(server.Url), http, (_, _, _) => { }, CancellationToken.None);

        using var refused = await session.Send(new ProbeRequest(session.Below("v2/")));
        var token = await RegistryToken.Get(session, RegistryToken.Challenge(refused)!.Value, "library/b");

        Assert.Equal("Bearer t", token);
        Assert.StartsWith($"GET {path} HTTP/1.1\r\n", server.Heads[1]);
    }

    private static string Refusing(string headers, string head = "") => $"HTTP/1.1 401 No\r\n{headers.Replace("REALM", Origin(head))}\r\nContent-Length: 0\r\n\r\n";

    /// <summary>As the request's own head says.</summary>
    private static string Origin(string head) => head.Split("\r\n").Where(l => l.StartsWith("Host: ", StringComparison.Ordinal)).Select(l => $"http://{l[6..]}").FirstOrDefault("");
}
