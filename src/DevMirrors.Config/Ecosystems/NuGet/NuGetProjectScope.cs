namespace DevMirrors.Config;

/// <summary>
/// The repository's nuget.config: private sources and the mapping that keeps their names away from every other source. Regional values
/// are refused there, because the file is shared.
/// </summary>
internal static class NuGetProjectScope
{
    public static IReadOnlyList<FileTarget> Targets(EcosystemRequest request, DiagnosticBag found)
    {
        var path = NuGetPaths.ProjectFile(request.RepositoryFolder);
        var hierarchy = NuGetHierarchy.Load(request.Machine, request.RepositoryFolder, new DiagnosticBag());
        var bindings = request.Selection.Private.Where(b => b.Mirror.Kind == MirrorKind.Mirror && IsShared(b, found)).ToList();
        var settings = new List<WantedSetting>();
        var mapping = new NuGetMapping(hierarchy, path, request.Journal);
        foreach (var group in bindings.GroupBy(b => b.Mirror.Id))
        {
            var mirror = group.First().Mirror;
            var source = SourceAt(hierarchy, path, mirror);
            if (NuGetCredentials.WouldMove(request.Machine, path, [request.RepositoryFolder], source?.Key ?? mirror.Id, source?.Address, mirror.Url, found))
                continue;
            var key = source?.Key ?? mirror.Id;
            settings.AddRange(NuGetSourceSettings.For(request, path, key, mirror, $"it serves {string.Join(", ", group.Select(b => b.Pattern.Text))} ({group.First().Pattern.Place})"));
            mapping.Add(key, [.. group.Select(b => b.Pattern)], found);
        }
        return [new FileTarget(NuGetEcosystem.EcosystemName, Scope.Project, path, NuGetConfigFormat.Instance, [.. settings, .. mapping.Settings()])];
    }

    private static bool IsShared(PrivateBinding binding, DiagnosticBag found)
    {
        if (!binding.SameInAllRegions)
            found.Add(Diagnose.NuGetRegionalPrivateSource(binding.Pattern.Place, binding.Pattern.Text));
        return binding.SameInAllRegions;
    }

    /// <summary>The source of this file that has the mirror's address already, whatever its name, else whichever has its name.</summary>
    private static NuGetSource? SourceAt(NuGetHierarchy hierarchy, string path, Mirror mirror) =>
        hierarchy.Sources.FirstOrDefault(s => s.File.Path == path && NuGetAddress.Same(s.Address, mirror.Url))
        ?? hierarchy.Sources.FirstOrDefault(s => s.Key.Equals(mirror.Id, StringComparison.OrdinalIgnoreCase));
}
