namespace DevMirrors.Config;

/// <summary>A reply while it is coming in: whatever ends it, what has come until then is kept.</summary>
internal sealed class ReplyDraft(Uri url)
{
    /// <summary>The request that is on its way; null before the first.</summary>
    public Exchange? Exchange { get; private set; }

    public ProbeReply Reply { get; private set; } = new(url, 0, null, Phases.None, TimeSpan.Zero, 0, new ReplyBody());

    /// <summary>What came with a redirect is of no more use.</summary>
    public Exchange Begin(Uri next, CancellationToken deadline)
    {
        Reply.Body.Clear();
        Reply = Reply with { Url = next, Status = 0, BodyTime = TimeSpan.Zero };
        return Exchange = new Exchange(next, deadline);
    }

    public void Answered(HttpResponseMessage response)
    {
        var date = One(response, "Date");
        Reply = Reply with
        {
            Status = (int)response.StatusCode,
            Phases = Sum(Reply.Phases, Exchange!.Answered()),
            Protocol = response.Version.Major < 2 ? response.Version.ToString(2) : response.Version.ToString(1),
            ContentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? Wording.OneLine(types.First()) : "",
            Challenge = Challenges.Best(response),
            RetryAfter = RetryAfter.Parse(One(response, "Retry-After"), date, TimeProvider.System.GetUtcNow()),
            ContentDigest = One(response, "Docker-Content-Digest") is { } digest ? Wording.OneLine(digest) : null,
        };
    }

    /// <summary>As it comes over the wire.</summary>
    public void Count(int bytes) => Reply = Reply with { BytesRead = Reply.BytesRead + bytes };

    public void Took(TimeSpan bodyTime) => Reply = Reply with { BodyTime = bodyTime };

    public ProbeReply Fail(ProbeFailure failure) => Reply with
    {
        Failure = failure,
        Phases = Exchange is { Stage: not Stage.Reading } ? Sum(Reply.Phases, Exchange.Phases) : Reply.Phases,
    };

    private static string? One(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.First() : null;

    /// <summary>Together they are the time to the answer, redirects included.</summary>
    private static Phases Sum(Phases a, Phases b) =>
        new(Sum(a.Resolve, b.Resolve), Sum(a.Connect, b.Connect), Sum(a.Tls, b.Tls), Sum(a.FirstByte, b.FirstByte));

    private static TimeSpan? Sum(TimeSpan? a, TimeSpan? b) => a is null ? b : a + (b ?? TimeSpan.Zero);
}
