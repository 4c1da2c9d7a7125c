using System.Net;
using System.Net.Sockets;

namespace DevMirrors.Testing;

/// <summary>A server that takes every connection and never answers, as a filtered upstream does.</summary>
public sealed class BlackHole : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _taken = [];
    private readonly Task _accepting;

    public BlackHole()
    {
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = Accept();
    }

    public string Url { get; }

    /// <summary>How many connections have come.</summary>
    public int Taken
    {
        get
        {
            lock (_taken)
                return _taken.Count;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        _taken.ForEach(s => s.Dispose());
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync();
                lock (_taken)
                    _taken.Add(socket);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
