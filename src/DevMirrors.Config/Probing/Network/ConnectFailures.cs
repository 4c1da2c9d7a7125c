using System.Net;
using System.Net.Sockets;

namespace DevMirrors.Config;

/// <summary>Why there is no connection. A proxy that is not there says nothing about a mirror's name.</summary>
internal static class ConnectFailures
{
    public static ProbeException NoAddress(string host, bool isProxy, SocketError error) =>
        new(isProxy ? FailureKind.Connect : FailureKind.Resolve, (isProxy ? $"the proxy `{host}`" : $"the name `{host}`") + error switch
        {
            SocketError.TryAgain => " was not found: no name server answers",
            SocketError.HostNotFound or SocketError.NoData => " has no address",
            _ => $" could not be resolved ({error})",
        });

    public static ProbeException NoConnection(DnsEndPoint place, bool isProxy, SocketError error) =>
        new(FailureKind.Connect, (isProxy ? $"the proxy `{place.Host}`" : $"`{place.Host}`") + error switch
        {
            SocketError.ConnectionRefused => $" refuses connections on port {place.Port}",
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => " cannot be reached: no way leads there",
            SocketError.ConnectionReset => " reset the connection",
            _ => $" cannot be connected to ({error})",
        });
}
