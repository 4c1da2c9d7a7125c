using System.Net;
using System.Net.Sockets;

namespace DevMirrors.Config;

/// <summary>Connects to the first of several addresses that answers, giving each a head start over the next: a dead one must not eat the deadline.</summary>
internal static class Dialer
{
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>Whoever answers for the name chooses how many there are.</summary>
    private const int Most = 6;

    public static async Task<Socket> Connect(IReadOnlyList<IPAddress> addresses, int port, CancellationToken token)
    {
        using var race = CancellationTokenSource.CreateLinkedTokenSource(token);
        var waiting = new Queue<IPAddress>(addresses.Take(Most));
        var running = new List<Task<Socket>>();
        Exception? first = null;
        while (running.Count + waiting.Count > 0)
        {
            if (waiting.TryDequeue(out var address))
                running.Add(Dial(address, port, race.Token));
            await Settle(running, waiting.Count > 0, race.Token);
            if (running.Find(t => t.IsCompletedSuccessfully) is { } won)
            {
                await race.CancelAsync();
                running.ForEach(t => _ = Drop(t, won));
                return won.Result;
            }
            first ??= running.Find(t => t.IsFaulted)?.Exception?.InnerException;
            running.RemoveAll(t => t.IsCompleted);
            token.ThrowIfCancellationRequested();
        }
        throw first ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task Settle(List<Task<Socket>> running, bool hasMore, CancellationToken token)
    {
        Task any = Task.WhenAny(running);
        if (hasMore)
            await Task.WhenAny(any, Task.Delay(HeadStart, token));
        else
            await any;
    }

    private static async Task<Socket> Dial(IPAddress address, int port, CancellationToken token)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task Drop(Task<Socket> loser, Task<Socket> won)
    {
        if (loser == won)
            return;
        try
        {
            (await loser).Dispose();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Lost anyway.
        }
    }
}
