using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DevMirrors.Config.Tests;

/// <summary>A server on loopback that answers with any bytes at all: what Kestrel would never send.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<Stream, string, Task> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly ConcurrentQueue<string> _heads = new();
    private readonly ConcurrentBag<Task> _talks = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private readonly SslProtocols _protocols;
    private int _connections;

    /// <param name="answer">Called for each head of a request; what it throws as an <see cref="IOException"/> ends the connection.</param>
    public RawServer(Func<Stream, string, Task> answer, X509Certificate2? certificate = null, string address = "127.0.0.1", int port = 0, SslProtocols protocols = SslProtocols.None)
    {
        _protocols = protocols;
        _answer = answer;
        _certificate = certificate;
        _listener = new TcpListener(IPAddress.Parse(address), port);
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}";

    public string[] Heads => [.. _heads];

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Sends this and closes.</summary>
    public static RawServer Saying(string answer, X509Certificate2? certificate = null) => new(Once(answer), certificate);

    public static Func<Stream, string, Task> Once(string answer) => async (stream, _) =>
    {
        await Say(stream, answer);
        throw new IOException("Enough.");
    };

    public static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public static string To(string location) => $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n";

    public static async Task Say(Stream stream, string text)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        await stream.FlushAsync();
    }

    /// <summary>Until the other side has had enough.</summary>
    public static async Task Wait(Stream stream)
    {
        while (await stream.ReadAsync(new byte[1024]) > 0)
        {
            // Whatever it says.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_talks);
        _stopping.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                Interlocked.Increment(ref _connections);
                _talks.Add(Talk(socket));
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task Talk(Socket socket)
    {
        await using var ending = _stopping.Token.Register(socket.Dispose);
        try
        {
            await using var stream = await Secured(new NetworkStream(socket, ownsSocket: true));
            while (await Head(stream) is { } head)
            {
                _heads.Enqueue(head);
                await _answer(stream, head);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or AuthenticationException or SocketException)
        {
            // Over.
        }
    }

    private async Task<Stream> Secured(NetworkStream stream)
    {
        if (_certificate is null)
            return stream;
        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(_certificate, clientCertificateRequired: false, _protocols, checkCertificateRevocation: false);
        return secured;
    }

    private static async Task<string?> Head(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one) > 0)
        {
            head.Append((char)one[0]);
            if (head.Length > 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n")
                return head.ToString();
        }
        return null;
    }
}
