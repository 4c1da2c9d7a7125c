using System.Net;
using System.Net.Sockets;

namespace DevMirrors.Config.Tests;

/// <summary>An address on loopback that answers no attempt to connect, as a dead one does: its queue is full and nobody takes from it.</summary>
internal sealed class FullListener : IDisposable
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _queued = [];

    public FullListener(string address, int port)
    {
        var place = new IPEndPoint(IPAddress.Parse(address), port);
        _listener.Bind(place);
        _listener.Listen(0);
        for (var i = 0; i < 4; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _queued.Add(socket);
            try
            {
                socket.Connect(_listener.LocalEndPoint!);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // Queued, or waiting for ever.
            }
        }
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public void Dispose()
    {
        _queued.ForEach(s => s.Dispose());
        _listener.Dispose();
    }
}
