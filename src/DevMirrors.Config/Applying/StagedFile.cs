namespace DevMirrors.Config;

/// <summary>A file's new bytes in a temporary file beside it, dressed like it; gone with this object unless they took its place.</summary>
internal sealed class StagedFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;
    private bool _keepsTemp;

    /// <summary>Whether a rename was tried: one that reports an error may have happened.</summary>
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

    /// <summary>Whether a temporary file is still there after <see cref="Dispose"/>, because it could not be deleted.</summary>
    public bool IsLeft { get; private set; }

    /// <summary>Makes sure of the bytes.</summary>
    public void Flush() => AtomicFile.Flush(_stream);

    /// <summary>Puts them in the file's place; the folder is not flushed yet.</summary>
    public void Replace()
    {
        _stream.Dispose();
        MayBeInPlace = true;
        AtomicFile.Replace(_stream.Name, _path);
        _keepsTemp = true;
    }

    /// <summary>Like <see cref="Replace"/>, but only where the file holds <paramref name="before"/> at that very moment. False where it does not: it then is as somebody else has made it.</summary>
    /// <param name="before">Null: there is to be no file.</param>
    public bool ReplaceOnly(ReadOnlyMemory<byte>? before)
    {
        _stream.Dispose();
        MayBeInPlace = true;
        switch (Swap.Run(_stream.Name, _path, before))
        {
            case SwapResult.Done:
                return true;
            case SwapResult.Unsupported:
                AtomicFile.Replace(_stream.Name, _path);
                return true;
            case SwapResult.Stuck:
                // What somebody else wrote is in the temporary file now.
                _keepsTemp = true;
                throw new IOException($"somebody else changed it meanwhile, and what they wrote is in `{_stream.Name}`");
            default:
                MayBeInPlace = false;
                return false;
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (!_keepsTemp)
            IsLeft = !AtomicFile.TryDelete(_stream.Name);
    }
}
