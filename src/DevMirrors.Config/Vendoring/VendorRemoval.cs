namespace DevMirrors.Config;

/// <summary>Plans what `remove` takes out: what `init --msbuild` put in, as far as nobody has changed it since. Reads, and never writes.</summary>
public static class VendorRemoval
{
    /// <summary>The edits. Null, and errors in <paramref name="found"/>, where nothing may be written.</summary>
    public static IReadOnlyList<RepositoryEdit>? Plan(string repository, DiagnosticBag found)
    {
        var own = new DiagnosticBag();
        var stamp = VendoredFolder.ReadStamp(repository);
        // The imports first: a build in between must not import half a folder.
        var edits = BuildFile.Names.Select(name => WithoutImport(repository, name, stamp, own)).OfType<RepositoryEdit>().ToList();
        if (stamp is not null)
            edits.AddRange(Folder(repository, stamp, own));
        else if (Directory.Exists(VendoredFolder.PathIn(repository)))
            own.Add(Diagnose.StaysInRepository(new Place(VendoredFolder.PathIn(repository)), "it does not say what DevMirrors put into it"));
        found.AddRange(own);
        return own.HasErrors ? null : edits;
    }

    private static RepositoryEdit? WithoutImport(string repository, string name, VendoredStamp? stamp, DiagnosticBag found)
    {
        var path = BuildFile.PathIn(repository, name);
        if (FileSnapshot.Read(path, found) is not { Exists: true } file || BuildFile.Parse(file, found) is not { } source || ImportElement.Find(source) is null)
            return null;
        var rest = ImportElement.Remove(source);
        var isEmpty = string.Concat(rest.Text.Where(c => !char.IsWhiteSpace(c))) == "<Project></Project>";
        // Spelt out, because a plain null would become empty bytes.
        return new RepositoryEdit(file, isEmpty && stamp?.Made.Contains(name) == true ? default(ReadOnlyMemory<byte>?) : rest.Bytes);
    }

    private static IEnumerable<RepositoryEdit> Folder(string repository, VendoredStamp stamp, DiagnosticBag found)
    {
        var folder = VendoredFolder.PathIn(repository);
        string[] folders = stamp.Made.Contains(VendoredStamp.EngFolder) ? [Path.GetDirectoryName(folder)!, folder] : [folder];
        foreach (var name in VendoredFolder.Others(repository, stamp.Files.Select(f => f.Name)))
            found.Add(Diagnose.StaysInRepository(new Place(Path.Combine(folder, name)), "DevMirrors did not write it"));
        foreach (var (path, hash) in Written(repository, stamp))
        {
            if (FileSnapshot.Read(path, found, VendoredFolder.MaxFileBytes) is not { Exists: true } present)
                continue;
            if (hash is null || Sha256.Hex(present.Bytes.Span) == hash)
                yield return new RepositoryEdit(present, default(ReadOnlyMemory<byte>?), path.StartsWith(folder, StringComparison.Ordinal) ? folders : null);
            else
                found.Add(Diagnose.StaysInRepository(new Place(path), "somebody has changed it since"));
        }
    }

    /// <summary>What `init` wrote beside the imports, the list of it last; without a hash, whatever it holds.</summary>
    private static IEnumerable<(string Path, string? Hash)> Written(string repository, VendoredStamp stamp)
    {
        if (stamp.PolicyHash is { } policy)
            yield return (Path.Combine(repository, PolicyFile.Name), policy);
        foreach (var file in stamp.Files)
            yield return (Path.Combine(VendoredFolder.PathIn(repository), file.Name), file.Hash);
        yield return (VendoredFolder.StampPathIn(repository), null);
    }
}
