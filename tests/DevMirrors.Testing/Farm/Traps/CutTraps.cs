using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;

namespace DevMirrors.Testing;

/// <summary>Announces the whole body, sends half of it and hangs up.</summary>
public sealed record CutShortTrap : RawTrap
{
    internal override Task Answer(RawAnswer answer) => answer.Write(Half(answer));

    internal static byte[] Half(RawAnswer answer) => [.. answer.Head, .. answer.Page.Bytes.AsSpan(0, answer.Page.Bytes.Length / 2)];
}

/// <summary>Sends half of the body, then closes its own direction only and goes on listening. Without TLS.</summary>
public sealed record HalfClosedTrap : RawTrap
{
    internal override async Task Answer(RawAnswer answer)
    {
        var socket = answer.Connection.Features.Get<IConnectionSocketFeature>()!.Socket;
        // Past the pipe, which would be written out after the direction is closed.
        await socket.SendAsync(CutShortTrap.Half(answer), answer.End);
        socket.Shutdown(SocketShutdown.Send);
        await Task.Delay(Timeout.Infinite, answer.End);
    }
}
