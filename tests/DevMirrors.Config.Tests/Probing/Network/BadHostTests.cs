namespace DevMirrors.Config.Tests;

/// <summary>Addresses that are absolute until somebody asks for the host's ASCII form.</summary>
[Trait("Promise", "P32")]
[Collection(NetworkTests.Name)]
public sealed class BadHostTests
{
    private const string Bad = "http://xn--a\u00ad-./x";

    [Fact]
    public async Task A_host_that_has_no_ascii_form_is_a_failure_and_nothing_is_thrown()
    {
        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri(Bad)), target: ProbeScene.Target("http://127.0.0.1/"));

        Assert.Equal(FailureKind.Blocked, reply.Failure?.Kind);
        Assert.EndsWith("is no http address", reply.Failure?.Because);
    }

    [Fact]
    public async Task A_redirect_there_is_a_failure()
    {
        await using var server = RawServer.Saying(RawServer.To("http://xn--a%C2%AD-./x"));

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal(FailureKind.Redirect, reply.Failure?.Kind);
    }

    [Fact]
    public void A_relative_address_is_worded_too()
    {
        using var draft = new ReplyDraft(new Uri("/x", UriKind.Relative)).Reply;

        Assert.Equal(
            new ProbeFailure(FailureKind.CutShort, "the server ended the connection without an answer"),
            Failures.Of(new IOException(), new ReplyDraft(draft.Url), CancellationToken.None));
    }

    [Fact]
    public void It_has_no_origin_and_so_gets_no_token()
    {
        Assert.Null(MirrorAddress.Origin(Bad));
        Assert.Null(MirrorAddress.HostOf(new Uri(Bad)));
    }
}
