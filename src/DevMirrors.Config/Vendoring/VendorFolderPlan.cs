namespace DevMirrors.Config;

/// <summary>Plans the files of the vendored folder. A folder that is there already changes only with <c>--update</c>.</summary>
internal sealed class VendorFolderPlan(VendorRequest request, VendoredStamp? stamp, DiagnosticBag found)
{
    private readonly string _folder = VendoredFolder.PathIn(request.Repository);

    public IReadOnlyList<RepositoryEdit> Edits()
    {
        if (stamp is not null && !request.Update)
        {
            Leave(stamp);
            return [];
        }
        if (stamp is not null && VersionOrder.Compare(stamp.Version, request.Carried.Version) > 0)
            found.Add(Diagnose.VendoredGoesBack(StampPlace, stamp.Version, request.Carried.Version));
        var edits = request.Carried.Files.Select(Put).OfType<RepositoryEdit>().Concat(Outdated()).ToList();
        foreach (var name in VendoredFolder.Others(request.Repository, edits.Select(e => Path.GetFileName(e.Path))))
            found.Add(Diagnose.UnknownVendoredFile(new Place(Path.Combine(_folder, name))));
        return edits;
    }

    private Place StampPlace => new(VendoredFolder.StampPathIn(request.Repository));

    private void Leave(VendoredStamp present)
    {
        if (present.Version != request.Carried.Version)
            found.Add(Diagnose.OtherVersionVendored(StampPlace, present.Version, request.Carried.Version, VersionOrder.Compare(present.Version, request.Carried.Version) > 0));
        VendoredDrift.OfFiles(request.Repository, found);
    }

    private RepositoryEdit? Put(CarriedFile file)
    {
        if (FileSnapshot.Read(Path.Combine(_folder, file.Name), found, VendoredFolder.MaxFileBytes) is not { } present)
            return null;
        var edit = new RepositoryEdit(present, file.Bytes);
        if (edit.Action == EditAction.Update && !request.Update)
            found.Add(Diagnose.NotOurFolder(new Place(present.Path)));
        return edit;
    }

    // What the old version had and this one has not; somebody's own bytes under such a name stay.
    private IEnumerable<RepositoryEdit> Outdated()
    {
        foreach (var old in stamp?.Files ?? [])
        {
            if (request.Carried.Find(old.Name) is null
                && FileSnapshot.Read(Path.Combine(_folder, old.Name), new DiagnosticBag(), VendoredFolder.MaxFileBytes) is { Exists: true } present
                && Sha256.Hex(present.Bytes.Span) == old.Hash)
                yield return new RepositoryEdit(present, default(ReadOnlyMemory<byte>?));
        }
    }
}
