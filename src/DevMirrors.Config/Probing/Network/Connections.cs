using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace DevMirrors.Config;

/// <summary>Opens the connections of one mirror, step by step, so that each address is checked before it is connected to and each step can be timed.</summary>
internal sealed class Connections(ProbeTarget target, ProbeNetwork network) : IDisposable
{
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Servers that chose HTTP/1.1 once: the pool speaks nothing else to them from then on, so nothing else may be offered.</summary>
    private readonly ConcurrentDictionary<DnsEndPoint, bool> _old = new();

    /// <summary>What a pool asks for when it needs one more connection. The request to a proxy that opens a tunnel is the pool's own and carries no exchange.</summary>
    public async ValueTask<Stream> Open(SocketsHttpConnectionContext context, CancellationToken token)
    {
        var exchange = Of(context.InitialRequestMessage);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(token, exchange?.Deadline ?? CancellationToken.None, _closing.Token);
        var isProxy = IsProxy(exchange, context.DnsEndPoint);
        var stream = await Connect(context.DnsEndPoint, isProxy, exchange, linked.Token);
        return exchange is null || isProxy || exchange.Url.Scheme != "https" ? stream : await Secure(stream, context, exchange, linked.Token);
    }

    /// <summary>The last step of every connection, tunnels included, which the pool secures itself.</summary>
    public static ValueTask<Stream> Ready(SocketsHttpPlaintextStreamFilterContext context, CancellationToken token)
    {
        Of(context.InitialRequestMessage)?.Ready();
        return ValueTask.FromResult(context.PlaintextStream);
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private static Exchange? Of(HttpRequestMessage request) => request.Options.TryGetValue(Exchange.Key, out var exchange) ? exchange : null;

    /// <summary>Whatever is not known to be the proxy is judged as the mirror.</summary>
    private bool IsProxy(Exchange? exchange, DnsEndPoint place) => exchange is null
        ? network.Proxy is not null
        : network.Proxy?.IsBypassed(exchange.Url) == false && network.Proxy.GetProxy(exchange.Url) is { } proxy && Leads(proxy, place);

    private static bool Leads(Uri url, DnsEndPoint place) => place.Port == url.Port && MirrorAddress.IsHostOf(url, place.Host);

    private async Task<Stream> Connect(DnsEndPoint place, bool isProxy, Exchange? exchange, CancellationToken token)
    {
        var addresses = await Resolve(place.Host, isProxy, exchange, token);
        if (!isProxy)
            addresses = Allowed(place.Host, addresses);
        exchange?.Stage = Stage.Connecting;
        var started = Stopwatch.GetTimestamp();
        try
        {
            var socket = await Dialer.Connect(addresses, place.Port, token);
            exchange?.Phases = exchange.Phases with { Connect = Stopwatch.GetElapsedTime(started) };
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException e)
        {
            throw ConnectFailures.NoConnection(place, isProxy, e.SocketErrorCode);
        }
    }

    /// <summary>A proxy's own name is no part of the mirror's time.</summary>
    private async Task<IReadOnlyList<IPAddress>> Resolve(string host, bool isProxy, Exchange? exchange, CancellationToken token)
    {
        if (IPAddress.TryParse(host, out var literal))
            return [literal];
        exchange?.Stage = isProxy ? Stage.Connecting : Stage.Resolving;
        var started = Stopwatch.GetTimestamp();
        try
        {
            var addresses = await network.Resolve(host, token).WaitAsync(token);
            if (!isProxy)
                exchange?.Phases = exchange.Phases with { Resolve = Stopwatch.GetElapsedTime(started) };
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.NoData);
        }
        catch (SocketException e)
        {
            throw ConnectFailures.NoAddress(host, isProxy, e.SocketErrorCode);
        }
    }

    private List<IPAddress> Allowed(string host, IReadOnlyList<IPAddress> addresses)
    {
        string? because = null;
        var allowed = new List<IPAddress>();
        foreach (var address in addresses)
        {
            if (AddressRules.WhyNot(address, OwnHost.MayBeInside(host, target)) is { } why)
                because ??= address.ToString() == host ? $"`{host}` is {why}" : $"`{host}` leads to `{address}`, {why}";
            else
                allowed.Add(address);
        }
        return allowed.Count > 0 ? allowed : throw new ProbeException(FailureKind.Blocked, because!);
    }

    private async Task<Stream> Secure(Stream stream, SocketsHttpConnectionContext context, Exchange exchange, CancellationToken token)
    {
        exchange.Stage = Stage.Securing;
        var started = Stopwatch.GetTimestamp();
        var secured = await Handshake.Secure(stream, context.DnsEndPoint.Host, !_old.ContainsKey(context.DnsEndPoint), token);
        exchange.Phases = exchange.Phases with { Tls = Stopwatch.GetElapsedTime(started) };
        if (secured.NegotiatedApplicationProtocol != SslApplicationProtocol.Http2)
            _old[context.DnsEndPoint] = true;
        return secured;
    }
}
