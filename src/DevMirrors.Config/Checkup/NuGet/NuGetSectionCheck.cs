namespace DevMirrors.Config;

/// <summary>Looks for repeated sections and keys in the files of NuGet's hierarchy: only the first of each counts.</summary>
internal sealed class NuGetSectionCheck : ICheck
{
    private static readonly string[] Decisive = [NuGetNames.Sources, NuGetNames.Mapping];

    private static readonly string[] Read = [.. Decisive, NuGetNames.Disabled, NuGetNames.Audit, NuGetNames.Credentials, "config", "fallbackPackageFolders"];

    public string Id => "nuget-repeated-sections";

    public string Ecosystem => NuGetEcosystem.EcosystemName;

    public string Healthy => "no section, source or mapping stands twice in a file";

    public IEnumerable<CheckFinding> Look(CheckRequest request) =>
        NuGetHierarchy.Load(request.Machine, request.Machine.CurrentFolder, new DiagnosticBag()).Files.SelectMany(Of);

    private static IEnumerable<CheckFinding> Of(NuGetFile file)
    {
        foreach (var (name, line, column) in file.Document.RepeatedSections().Where(s => Read.Contains(s.Name)))
            yield return new CheckFinding(
                Decisive.Contains(name) ? CheckStatus.Error : CheckStatus.Warning,
                $"this is the second <{name}> of the file, and NuGet passes over all of it", new Place(file.Path, line, column), $"move its content into the first <{name}> and delete it");
        foreach (var item in file.Document.RepeatedItems(NuGetNames.Sources))
            yield return CheckFinding.Warning($"the source `{item.Key}` stands here once more, and NuGet takes the first", file.PlaceAt(item.Offset), "keep one of the two");
        foreach (var item in file.Document.RepeatedItems(NuGetNames.Mapping))
            yield return CheckFinding.Error($"the mapping of `{item.Key}` stands here once more, with which every restore stops", file.PlaceAt(item.Offset), $"move its patterns into the first <packageSource key=\"{item.Key}\"> and delete it");
    }
}
