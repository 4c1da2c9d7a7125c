namespace DevMirrors.Config;

/// <summary>The bytes of an answer: in memory up to <see cref="ProbeLimits.MemoryBytes"/>, beyond that in a temporary file.</summary>
internal sealed class ReplyBody : IDisposable
{
    private readonly MemoryStream _memory = new();
    private FileStream? _file;

    public long Length => _file?.Length ?? _memory.Length;

    /// <summary>From the beginning; one reader at a time.</summary>
    public Stream Open()
    {
        Stream stream = _file is null ? _memory : _file;
        stream.Position = 0;
        return stream;
    }

    /// <summary>For texts, which are never longer than what is kept in memory.</summary>
    public ReadOnlyMemory<byte> Text => _memory.GetBuffer().AsMemory(0, (int)_memory.Length);

    /// <exception cref="IOException">There is no room for the temporary file.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_file is null && _memory.Length + bytes.Length > ProbeLimits.MemoryBytes)
            Spill();
        if (_file is null)
            _memory.Write(bytes);
        else
            _file.Write(bytes);
    }

    public void Clear()
    {
        _memory.SetLength(0);
        _file?.Dispose();
        _file = null;
    }

    public void Dispose() => _file?.Dispose();

    private void Spill()
    {
        var file = PrivateFile.Create();
        _memory.WriteTo(file);
        _file = file;
        _memory.SetLength(0);
        _memory.Capacity = 0;
    }
}
