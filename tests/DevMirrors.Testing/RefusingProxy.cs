using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace DevMirrors.Testing;

/// <summary>
/// A proxy on 127.0.0.1 that lets nothing through and remembers what was asked for: with its <see cref="Variables"/> a program reaches loopback servers alone,
/// and every other request is seen.
/// </summary>
public sealed class RefusingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly Task _accepting;

    public RefusingProxy()
    {
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = Accept();
    }

    public string Url { get; }

    /// <summary>The first line of every request: <c>CONNECT host:443 HTTP/1.1</c>.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>In both spellings, because programs differ in which they read first.</summary>
    public IReadOnlyDictionary<string, string> Variables
    {
        get
        {
            var all = new Dictionary<string, string>();
            foreach (var (name, value) in new[] { ("http_proxy", Url), ("https_proxy", Url), ("all_proxy", Url), ("no_proxy", "127.0.0.1,localhost") })
                all[name] = all[name.ToUpperInvariant()] = value;
            return all;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                await Refuse(await _listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task Refuse(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            using var reader = new StreamReader(stream);
            _asked.Enqueue(await reader.ReadLineAsync() ?? "(nothing)");
            await stream.WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        }
        catch (IOException)
        {
            // Gone already.
        }
    }
}
