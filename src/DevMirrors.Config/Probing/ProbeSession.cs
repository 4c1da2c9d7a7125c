namespace DevMirrors.Config;

/// <summary>The requests of one mirror's probe: sent, counted, reported, and what is wrong with an answer written down.</summary>
internal sealed class ProbeSession(ProbeTarget target, ProbeHttp http, Action<int, int, long> progress, CancellationToken deadline)
{
    private int _done;
    private int _total;

    public ProbeTarget Target { get; } = target;

    public Observation Seen { get; } = new(target);

    public bool IsOver => deadline.IsCancellationRequested;

    /// <summary>The mirror's address, with a slash at its end, and a path below it.</summary>
    public Uri Below(string path) => new($"{Target.Url.AbsoluteUri.TrimEnd('/')}/{path}");

    /// <summary>Sends a request; what is wrong with the answer is left to the caller.</summary>
    public async Task<ProbeReply> Send(ProbeRequest request)
    {
        Interlocked.Increment(ref _total);
        if (Target.Token is { } token && request.Authorization is null && MirrorAddress.Origin(request.Url.AbsoluteUri) is { } origin && origin == MirrorAddress.Origin(Target.Url.AbsoluteUri))
            request = request with { Authorization = $"Bearer {token}" };
        var reply = await http.Send(request, deadline).ConfigureAwait(false);
        Seen.Add(reply);
        progress(Interlocked.Increment(ref _done), _total, Seen.BytesRead);
        return reply;
    }

    /// <summary>Sends a request whose answer the client cannot do without. Null, and a finding, where it is not the expected one.</summary>
    /// <param name="what">What is asked for, for people: <c>the service index</c>.</param>
    public async Task<ProbeReply?> Need(string what, ProbeRequest request)
    {
        var reply = await Send(request).ConfigureAwait(false);
        if (AnswerRules.Judge(what, reply) is not { } wrong)
            return reply;
        Seen.Add(wrong);
        reply.Dispose();
        return null;
    }

    /// <summary>As <see cref="Need"/>, for an answer that must be JSON.</summary>
    public async Task<ProbeJson?> NeedJson(string what, ProbeRequest request)
    {
        using var reply = await Need(what, request with { Accept = request.Accept == "*/*" ? "application/json" : request.Accept }).ConfigureAwait(false);
        if (reply is null)
            return null;
        if (ProbeJson.Parse(reply) is { } json)
            return json;
        Seen.Add(Verdict.Captive, $"{what} is {AnswerRules.Kind(reply)}, not JSON");
        return null;
    }
}
