using System.Net.Sockets;
using System.Security.Authentication;

namespace DevMirrors.Config;

/// <summary>What went wrong, in words for people. Texts of exceptions are not among them: they can hold what the server sent.</summary>
internal static class Failures
{
    public static ProbeFailure Of(Exception e, ReplyDraft draft, CancellationToken deadline)
    {
        var chain = Chain(e);
        var host = MirrorAddress.HostOf(draft.Reply.Url) is { } name ? $"`{name}`" : "the server";
        if (chain.OfType<ProbeException>().FirstOrDefault() is { } known)
            return known.Failure;
        if (chain.OfType<HttpProtocolException>().FirstOrDefault() is { } http2 && IsReset(http2))
            return new(FailureKind.CutShort, Cut(host, draft));
        if (deadline.IsCancellationRequested || chain.OfType<OperationCanceledException>().Any())
            return new(FailureKind.Timeout, InTime(host, draft));
        var socket = chain.OfType<SocketException>().FirstOrDefault()?.SocketErrorCode;
        var error = chain.OfType<HttpIOException>().FirstOrDefault()?.HttpRequestError
            ?? chain.OfType<HttpRequestException>().Select(h => (HttpRequestError?)h.HttpRequestError).FirstOrDefault(h => h is not HttpRequestError.Unknown);
        return ByError(host, draft, error) ?? ByType(host, draft, e, chain, socket);
    }

    private static ProbeFailure? ByError(string host, ReplyDraft draft, HttpRequestError? error) => error switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError => new(FailureKind.Connect, $"no connection to {host}"),
        HttpRequestError.SecureConnectionError => new(FailureKind.Tls, $"the TLS handshake with {host} failed"),
        HttpRequestError.ProxyTunnelError => new(FailureKind.Connect, $"the proxy does not let connections to {host} through"),
        HttpRequestError.ConfigurationLimitExceeded => new(FailureKind.Protocol, $"the headers of {host} are longer than {ProbeLimits.HeaderKibibytes} KiB"),
        HttpRequestError.InvalidResponse => new(FailureKind.Protocol, IsReading(draft) ? $"the body that {host} sends is not framed as HTTP asks" : $"what {host} answers is not HTTP"),
        HttpRequestError.HttpProtocolError => new(FailureKind.Protocol, $"{host} breaks the rules of HTTP/2"),
        HttpRequestError.VersionNegotiationError => new(FailureKind.Protocol, $"{host} speaks no version of HTTP that could be agreed on"),
        HttpRequestError.ResponseEnded => new(FailureKind.CutShort, Cut(host, draft)),
        _ => null,
    };

    private static ProbeFailure ByType(string host, ReplyDraft draft, Exception e, IReadOnlyList<Exception> chain, SocketError? socket) => e switch
    {
        _ when socket is SocketError.ConnectionReset => new(FailureKind.CutShort, $"{host} reset the connection{After(draft)}"),
        _ when chain.OfType<AuthenticationException>().Any() => new(FailureKind.Tls, $"the TLS handshake with {host} failed"),
        InvalidDataException => new(FailureKind.Protocol, $"the gzip data that {host} sends is broken"),
        IOException or HttpRequestException => new(FailureKind.CutShort, Cut(host, draft)),
        _ => new(FailureKind.Protocol, $"the answer of {host} could not be read ({e.GetType().Name})"),
    };

    /// <summary>NO_ERROR, INTERNAL_ERROR, REFUSED_STREAM, CANCEL, ENHANCE_YOUR_CALM: the server gave up, and broke no rule.</summary>
    private static bool IsReset(HttpProtocolException e) => e.ErrorCode is 0 or 2 or 7 or 8 or 11;

    private static string InTime(string host, ReplyDraft draft) => draft.Exchange?.Stage switch
    {
        Stage.Resolving => $"the name {host} was not resolved in time",
        Stage.Connecting => $"{host} did not take the connection in time",
        Stage.Securing => $"{host} did not finish the TLS handshake in time",
        Stage.Reading => $"the time was up{After(draft)}",
        _ => $"{host} did not answer in time",
    };

    private static string Cut(string host, ReplyDraft draft) => $"{host} ended the connection{(IsReading(draft) ? After(draft) : " without an answer")}";

    private static string After(ReplyDraft draft) => IsReading(draft) ? $" after {draft.Reply.Body.Length} bytes of the answer" : "";

    private static bool IsReading(ReplyDraft draft) => draft.Exchange?.Stage == Stage.Reading;

    private static List<Exception> Chain(Exception e)
    {
        var all = new List<Exception>();
        for (var at = e; at is not null; at = at.InnerException)
            all.Add(at);
        return all;
    }
}
