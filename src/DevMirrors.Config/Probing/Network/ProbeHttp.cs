using System.Net;
using System.Net.Http.Headers;

namespace DevMirrors.Config;

/// <summary>
/// The connections of one mirror: every address is checked when it is connected to, redirects stay within limits, bodies are read as far as
/// asked for, and nothing of the user's (cookies, netrc, passwords) is sent.
/// </summary>
internal sealed class ProbeHttp : IDisposable
{
    private readonly ProbeTarget _target;
    private readonly Connections _connections;
    private readonly HttpMessageInvoker _http;

    public ProbeHttp(ProbeTarget target, ProbeNetwork network)
    {
        _target = target;
        _connections = new Connections(target, network);
        _http = new HttpMessageInvoker(Handler(_connections, network.Proxy));
    }

    /// <summary>Never throws: what goes wrong, the deadline included, is the reply's failure, with what had come until then.</summary>
    public async Task<ProbeReply> Send(ProbeRequest request, CancellationToken deadline)
    {
        var draft = new ReplyDraft(request.Url);
        try
        {
            await Follow(request, draft, deadline);
            return draft.Reply;
        }
        catch (Exception e)
        {
            return draft.Fail(Reason(e, draft, deadline));
        }
    }

    public void Dispose()
    {
        _connections.Dispose();
        _http.Dispose();
    }

    /// <summary>The words must not fail either: a server chose much of what they are made of.</summary>
    private static ProbeFailure Reason(Exception e, ReplyDraft draft, CancellationToken deadline)
    {
        try
        {
            return Failures.Of(e, draft, deadline);
        }
        catch (Exception)
        {
            return new ProbeFailure(FailureKind.Protocol, "the answer could not be read");
        }
    }

    private static SocketsHttpHandler Handler(Connections connections, IWebProxy? proxy) => new()
    {
        ConnectCallback = connections.Open,
        PlaintextStreamFilter = Connections.Ready,
        Proxy = proxy,
        UseProxy = proxy is not null,
        // For tunnels, which the handler secures itself.
        SslOptions = { RemoteCertificateValidationCallback = CertificateCheck.Accepts },
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        Credentials = null,
        PreAuthenticate = false,
        ActivityHeadersPropagator = null,
        EnableMultipleHttp2Connections = false,
        // A body must not wait for permission to be sent four times in every round trip; no more than this comes in vain.
        InitialHttp2StreamWindowSize = ProbeLimits.TextBytes,
        MaxResponseHeadersLength = ProbeLimits.HeaderKibibytes,
        MaxResponseDrainSize = 0,
    };

    private async Task Follow(ProbeRequest request, ReplyDraft draft, CancellationToken deadline)
    {
        UrlRules.Check(request.Url, _target, FailureKind.Blocked);
        var redirects = new Redirects(_target, request);
        while (true)
        {
            using var response = await Ask(redirects, request.Accept, draft, deadline);
            var isAnswer = response.IsSuccessStatusCode;
            if (redirects.Method != HttpMethod.Head)
                await BodyReader.Read(response, draft, isAnswer ? request.MaxBytes : BodyReader.PageBytes, isAnswer, deadline);
            if (!Redirects.IsOne(response))
                return;
            redirects.Follow(response);
        }
    }

    private async Task<HttpResponseMessage> Ask(Redirects redirects, string accept, ReplyDraft draft, CancellationToken deadline)
    {
        var message = new HttpRequestMessage(redirects.Method, redirects.Url) { VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        message.Version = redirects.Url.Scheme == "https" ? HttpVersion.Version20 : HttpVersion.Version11;
        message.Options.Set(Exchange.Key, draft.Begin(redirects.Url, deadline));
        message.Headers.TryAddWithoutValidation("Accept", accept);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        message.Headers.TryAddWithoutValidation("User-Agent", "devmirrors");
        if (redirects.Authorization is { } secret)
            message.Headers.TryAddWithoutValidation("Authorization", secret);
        if (redirects.Body is { } body)
            message.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var response = await _http.SendAsync(message, deadline);
        draft.Answered(response);
        return response;
    }
}
