using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace DevMirrors.Testing;

/// <summary>
/// A name server on an address of its own below 127.0.0.0/8, at port 53 (which takes root): every name leads to the first of its answers, then to the
/// second, and so on in turn, and each is to be forgotten at once.
/// </summary>
public sealed class RebindingNames : IAsyncDisposable
{
    private const int HeaderLength = 12;
    private const ushort Host4 = 1;

    private readonly UdpClient _socket;
    private readonly IPAddress[][] _answers;
    private readonly Task _serving;
    private int _asked;

    /// <param name="answers">IPv4 addresses; several in one answer are given together.</param>
    public RebindingNames(params IPAddress[][] answers)
    {
        _answers = answers;
        Address = new IPAddress([127, 53, (byte)Random.Shared.Next(1, 255), (byte)Random.Shared.Next(1, 255)]);
        _socket = new UdpClient(new IPEndPoint(Address, 53));
        _serving = Serve();
    }

    public IPAddress Address { get; }

    /// <summary>How often an IPv4 address was asked for.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _serving;
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                var query = await _socket.ReceiveAsync();
                await _socket.SendAsync(Answer(query.Buffer), query.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    // RFC 1035, section 4: the header, the question as it came, and an A record for each address.
    private byte[] Answer(byte[] query)
    {
        var end = HeaderLength;
        while (query[end] != 0)
            end += query[end] + 1;
        end += 5;
        var isHost = BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(end - 4)) == Host4;
        var addresses = isHost ? _answers[(Interlocked.Increment(ref _asked) - 1) % _answers.Length] : [];
        var header = query[..HeaderLength];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), 0x8180);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(6), (ushort)addresses.Length);
        header.AsSpan(8).Clear();
        return [.. header, .. query[HeaderLength..end], .. addresses.SelectMany(Record)];
    }

    // The question's own name, type A, class IN, no time to live.
    private static byte[] Record(IPAddress address) => [0xC0, HeaderLength, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, .. address.GetAddressBytes()];
}
