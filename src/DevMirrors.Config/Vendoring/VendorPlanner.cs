using System.Text;

namespace DevMirrors.Config;

/// <summary>What `init --msbuild` is asked for.</summary>
/// <param name="Repository">The policy's folder, absolute.</param>
/// <param name="Update">Whether a folder of another version, or one that somebody changed, is brought to the tool's.</param>
/// <param name="NewPolicy">The starter policy to write; null where there is a policy.</param>
public sealed record VendorRequest(string Repository, CarriedFiles Carried, bool Update, RepositoryEdit? NewPolicy);

/// <summary>Plans what `init --msbuild` writes: the folder, and the imports in the two files that MSBuild looks for. Reads, and never writes.</summary>
public static class VendorPlanner
{
    /// <summary>The edits, unchanged files included. Null, and errors in <paramref name="found"/>, where nothing may be written.</summary>
    public static IReadOnlyList<RepositoryEdit>? Plan(VendorRequest request, DiagnosticBag found)
    {
        var own = new DiagnosticBag();
        var stamp = VendoredFolder.ReadStamp(request.Repository);
        var folder = new VendorFolderPlan(request, stamp, own).Edits();
        var imports = BuildFile.Names.Select(name => Import(request.Repository, name, own)).OfType<RepositoryEdit>().ToList();
        found.AddRange(own);
        if (own.HasErrors)
            return null;
        NestedBuildFiles.Look(request.Repository, found);
        var policy = request.NewPolicy is { } edit ? [edit] : Array.Empty<RepositoryEdit>();
        // The imports last: where they are, the folder is. The policy after the stamp, which says whose it is: a run that is killed between them is made again.
        return [.. folder, Stamp(request, stamp, imports, own), .. policy, .. imports];
    }

    private static RepositoryEdit? Import(string repository, string name, DiagnosticBag found)
    {
        var path = BuildFile.PathIn(repository, name);
        if (FileSnapshot.Read(path, found) is not { } file)
            return null;
        if (!file.Exists)
            return new RepositoryEdit(file, Encoding.UTF8.GetBytes(ImportElement.NewFile(BuildFile.LineBreakIn(repository))));
        if (Path.GetFileName(path) != name)
            found.Add(Diagnose.BuildFileInOtherCase(new Place(path), name));
        if (BuildFile.Parse(file, found) is not { } source)
            return null;
        return new RepositoryEdit(file, ImportElement.Find(source) is null ? ImportElement.Add(source).Bytes : file.Bytes);
    }

    private static RepositoryEdit Stamp(VendorRequest request, VendoredStamp? old, List<RepositoryEdit> imports, DiagnosticBag found)
    {
        var made = imports.Where(i => i.Action == EditAction.Create).Select(i => Path.GetFileName(i.Path)).ToList();
        if (IsEngOurs(request.Repository, old))
            made.Add(VendoredStamp.EngFolder);
        var policy = request.NewPolicy is { After: { } bytes } ? Sha256.Hex(bytes.Span) : null;
        var before = FileSnapshot.Read(VendoredFolder.StampPathIn(request.Repository), found)!;
        if (old is not null && !request.Update)
            return new RepositoryEdit(before, (byte[])[.. before.Bytes.Span, .. VendoredStamp.Lines(policy == old.PolicyHash ? null : policy, made.Except(old.Made))]);
        var files = request.Carried.Files.Select(f => new VendoredHash(f.Hash, f.Name));
        var stamp = new VendoredStamp(request.Carried.Version, [.. files], policy ?? old?.PolicyHash, [.. (old?.Made ?? []).Union(made)]);
        return new RepositoryEdit(before, stamp.Render());
    }

    // Without a list, and with nothing else in it, it comes from a run that was killed before it had written the list.
    private static bool IsEngOurs(string repository, VendoredStamp? old)
    {
        var eng = Path.Combine(repository, VendoredStamp.EngFolder);
        return !Directory.Exists(eng) || (old is null && Directory.EnumerateFileSystemEntries(eng).Select(Path.GetFileName).ToList() is ["devmirrors"]);
    }
}
