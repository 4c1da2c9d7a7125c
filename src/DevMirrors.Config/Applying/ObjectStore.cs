namespace DevMirrors.Config;

/// <summary>Bytes by their SHA-256: baselines and what we wrote. They hold people's credentials, so each is 0600.</summary>
internal sealed class ObjectStore(string folder)
{
    public static string Hash(ReadOnlySpan<byte> bytes) => Sha256.Hex(bytes);

    /// <summary>Keeps the bytes, each under its hash; on disk when this returns.</summary>
    /// <param name="beside">What else is to be flushed, while the disk is waited for anyway.</param>
    public void Put(IEnumerable<ReadOnlyMemory<byte>> all, IEnumerable<Action> beside)
    {
        var missing = all.DistinctBy(b => Hash(b.Span)).Where(b => TryGet(Hash(b.Span)) is null).ToList();
        var flushes = beside.ToList();
        if (missing.Count > 0 && !Directory.Exists(folder))
        {
            AtomicFile.MakeFolder(folder, AtomicFile.PrivateFolder);
            flushes.Add(() => AtomicFile.FlushFolderOf(folder));
        }
        Put(missing, flushes);
    }

    private void Put(List<ReadOnlyMemory<byte>> missing, List<Action> beside)
    {
        var files = new List<StagedFile>();
        try
        {
            foreach (var bytes in missing)
                files.Add(new StagedFile(PathOf(Hash(bytes.Span)), AtomicFile.TempFor(PathOf("object")), bytes, AtomicFile.Private));
            DiskFlush.AllOf([.. files.Select(file => (Action)file.Flush), .. beside]);
            files.ForEach(file => file.Replace());
            if (files.Count > 0)
                AtomicFile.FlushFolder(folder);
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    /// <summary>The bytes; null, and an error, where they are lost or damaged.</summary>
    public ReadOnlyMemory<byte>? Get(string hash, DiagnosticBag found)
    {
        var bytes = TryGet(hash);
        if (bytes is null)
            found.Add(Diagnose.StateDamaged(new Place(PathOf(hash))));
        return bytes;
    }

    /// <summary>Removes what nobody refers to any more. What cannot be removed is tried again by the next run.</summary>
    public void Prune(IReadOnlySet<string> wanted)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var path in Directory.EnumerateFiles(folder).Where(p => !wanted.Contains(Path.GetFileName(p))).ToList())
            AtomicFile.TryDelete(path);
    }

    private ReadOnlyMemory<byte>? TryGet(string hash)
    {
        try
        {
            // A name from a damaged journal must not lead anywhere else.
            if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower) || !File.Exists(PathOf(hash)))
                return null;
            ReadOnlyMemory<byte> bytes = File.ReadAllBytes(PathOf(hash));
            // Spelt out, because a plain null would become empty bytes.
            return Hash(bytes.Span) == hash ? bytes : default(ReadOnlyMemory<byte>?);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string PathOf(string hash) => Path.Combine(folder, hash);
}
