namespace DevMirrors.Config;

/// <summary>Tells where the vendored folder and the running tool have come apart.</summary>
public static class VendoredDrift
{
    /// <summary>Warns where the folder is of another version than the tool: one small file is read.</summary>
    /// <param name="folder">The policy's.</param>
    public static void OfVersion(string folder, string toolVersion, DiagnosticBag found)
    {
        if (VendoredFolder.ReadStamp(folder) is { } stamp && stamp.Version != toolVersion)
            found.Add(Diagnose.VendoredVersionDiffers(new Place(VendoredFolder.StampPathIn(folder)), stamp.Version, toolVersion, VersionOrder.Compare(stamp.Version, toolVersion) > 0));
    }

    /// <summary>Warns where a file is not as the folder's own list says: every file is read.</summary>
    public static void OfFiles(string folder, DiagnosticBag found)
    {
        foreach (var file in VendoredFolder.ReadStamp(folder)?.Files ?? [])
        {
            var path = Path.Combine(VendoredFolder.PathIn(folder), file.Name);
            if (FileSnapshot.Read(path, new DiagnosticBag(), VendoredFolder.MaxFileBytes) is not { Exists: true } now)
                found.Add(Diagnose.VendoredFileMissing(new Place(path)));
            else if (Sha256.Hex(now.Bytes.Span) != file.Hash)
                found.Add(Diagnose.VendoredFileChanged(new Place(path)));
        }
    }
}
