using Microsoft.AspNetCore.Connections;

namespace DevMirrors.Testing;

/// <summary>What happens to a connection of a mirror before there is a request: nothing, or a trap.</summary>
internal sealed class FarmConnections(FarmMirror mirror, CancellationToken stopping)
{
    /// <summary>Below TLS.</summary>
    public Task Accept(ConnectionContext connection, ConnectionDelegate next)
    {
        mirror.Connected();
        return mirror.Behaviour.Trap is SilentTrap trap ? Quietly(connection, trap.Take) : next(connection);
    }

    /// <summary>Above TLS, where there is any.</summary>
    public Task Open(ConnectionContext connection, ConnectionDelegate next) =>
        mirror.Behaviour.Trap is RawTrap trap ? Quietly(connection, (c, end) => trap.Take(c, mirror, end)) : next(connection);

    private async Task Quietly(ConnectionContext connection, Func<ConnectionContext, CancellationToken, Task> take)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, connection.ConnectionClosed);
        try
        {
            await take(connection, end.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            // The client has had enough, or the farm is closing.
        }
    }
}
