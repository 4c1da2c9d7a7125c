namespace DevMirrors.Config;

/// <summary>Carries over what a replaced hierarchy says besides sources: folders and options, and who may sign.</summary>
internal static class NuGetOtherSections
{
    private static readonly string[] Paths = ["globalPackagesFolder", "repositoryPath"];

    public static IDocument Copy(IDocument document, NuGetHierarchy hierarchy)
    {
        // The farthest first, so that nearer files win.
        document = hierarchy.Files.Reverse().Aggregate(document, Copy);
        var signers = hierarchy.Files.Select(f => f.Document.RawSection("trustedSigners")).FirstOrDefault(s => s is not null);
        return ((NuGetConfigDocument)document).WithSection(signers);
    }

    private static IDocument Copy(IDocument document, NuGetFile file)
    {
        foreach (var item in file.Document.Items("config").Where(i => !i.Key.StartsWith("http_proxy.", StringComparison.OrdinalIgnoreCase)))
            document = document.Set($"config/{item.Key}", new SettingValue(Paths.Contains(item.Key, StringComparer.OrdinalIgnoreCase) ? Absolute(item.Values[0], file) : item.Values[0]));
        foreach (var item in file.Document.Items("fallbackPackageFolders"))
            document = document.Set($"fallbackPackageFolders/{item.Key}", new SettingValue(Absolute(item.Values[0], file)));
        return document;
    }

    private static string Absolute(string path, NuGetFile file) =>
        path.StartsWith('%') || path.StartsWith('~') ? path : Path.GetFullPath(path, Path.GetDirectoryName(file.Path)!);
}
