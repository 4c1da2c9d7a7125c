using Microsoft.AspNetCore.Connections;

namespace DevMirrors.Testing;

/// <summary>Takes the connection and never says anything, as a filtered upstream does.</summary>
public sealed record BlackHoleTrap : SilentTrap
{
    internal override async Task Take(ConnectionContext connection, CancellationToken end)
    {
        // What comes is read: a client with much to say must not find out by a full buffer.
        while (await connection.Transport.Input.ReadAsync(end) is { IsCompleted: false } read)
            connection.Transport.Input.AdvanceTo(read.Buffer.End);
        await Task.Delay(Timeout.Infinite, end);
    }
}

/// <summary>Says something at once that is not HTTP (and no TLS), and hangs up.</summary>
public sealed record NotHttpTrap(string Greeting = "SSH-2.0-farm\r\n") : SilentTrap
{
    internal override async Task Take(ConnectionContext connection, CancellationToken end) =>
        await connection.Transport.Output.WriteAsync(System.Text.Encoding.ASCII.GetBytes(Greeting), end);
}

/// <summary>Takes the connection and resets it.</summary>
public sealed record ResetTrap : SilentTrap
{
    internal override Task Take(ConnectionContext connection, CancellationToken end)
    {
        var socket = connection.Features.Get<Microsoft.AspNetCore.Connections.Features.IConnectionSocketFeature>()!.Socket;
        socket.LingerState = new System.Net.Sockets.LingerOption(true, 0);
        socket.Close();
        return Task.CompletedTask;
    }
}
