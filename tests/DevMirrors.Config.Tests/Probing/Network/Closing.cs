using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DevMirrors.Config.Tests;

/// <summary>A server that reads what comes first, says one thing, and closes.</summary>
internal sealed class Closing : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public Closing(string text = "", bool resets = false)
    {
        _listener.Start();
        _serving = Serve(text, resets);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task Serve(string text, bool resets)
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync();
                await socket.ReceiveAsync(new byte[4096]);
                await socket.SendAsync(Encoding.Latin1.GetBytes(text));
                socket.LingerState = new LingerOption(resets, 0);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }
}
