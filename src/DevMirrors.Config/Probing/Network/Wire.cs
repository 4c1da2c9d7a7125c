using System.Buffers.Binary;

namespace DevMirrors.Config;

/// <summary>The bytes of a body before they are unpacked: counts them, and keeps the last four. Packed data can be endless and hold nothing.</summary>
internal sealed class Wire(Stream stream, ReplyDraft draft, int most) : Stream
{
    private readonly byte[] _last = new byte[4];
    private long _read;

    /// <summary>The end of gzip data says how long its content is.</summary>
    public uint LastWord => BinaryPrimitives.ReadUInt32LittleEndian(_last);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_read > most)
            throw BodyReader.TooLarge(null, most);
        var read = await stream.ReadAsync(buffer, cancellationToken);
        draft.Count(read);
        _read += read;
        Remember(buffer.Span[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }

    private void Remember(ReadOnlySpan<byte> read)
    {
        if (read.Length >= 4)
            read[^4..].CopyTo(_last);
        else if (read.Length > 0)
        {
            _last.AsSpan(read.Length).CopyTo(_last);
            read.CopyTo(_last.AsSpan(4 - read.Length));
        }
    }
}
