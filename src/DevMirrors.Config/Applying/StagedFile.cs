namespace DevMirrors.Config;

/// <summary>A file's new bytes in a temporary file beside it, dressed like it; gone with this object unless they took its place.</summary>
internal sealed class StagedFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;
    private bool _replaced;

    /// <summary>Whether <see cref="Replace"/> was tried: a rename that reports an error may have happened.</summary>
    public bool MayBeInPlace { get; private set; }

    /// <param name="mode">Of a new file, or what a present one's mode becomes; null keeps a present file's own.</param>
    public StagedFile(string path, string temp, ReadOnlyMemory<byte> bytes, UnixFileMode? mode)
    {
        _path = path;
        _stream = AtomicFile.Create(temp);
        try
        {
            AtomicFile.Fill(_stream, path, bytes, mode);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Makes sure of the bytes.</summary>
    public void Flush() => AtomicFile.Flush(_stream);

    /// <summary>Puts them in the file's place; the folder is not flushed yet.</summary>
    public void Replace()
    {
        _stream.Dispose();
        MayBeInPlace = true;
        AtomicFile.Replace(_stream.Name, _path);
        _replaced = true;
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (!_replaced)
            AtomicFile.TryDelete(_stream.Name);
    }
}
