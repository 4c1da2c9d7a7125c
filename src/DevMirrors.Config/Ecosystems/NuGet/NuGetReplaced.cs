namespace DevMirrors.Config;

/// <summary>Finds the package sources that a mirror stands in for.</summary>
internal static class NuGetReplaced
{
    /// <summary>
    /// The keys, in order: those that <c>replaces</c> names, else those with the upstream's address or that we own, else those that hold a
    /// catalogue mirror, else NuGet's own key. None, and a diagnostic, where there is nothing to stand in for.
    /// </summary>
    public static IReadOnlyList<string> Keys(EcosystemRequest request, NuGetHierarchy hierarchy, DiagnosticBag found)
    {
        var sources = hierarchy.Sources;
        if (request.Selection.Replaces is { } replaces)
        {
            var named = sources.Where(s => Is(s, replaces.Text) || Baseline(request, s.Key) is { } was && NuGetAddress.Same(was, replaces.Text)).ToList();
            return named.Count > 0 ? Live(named, hierarchy) : Nothing(replaces.Place, $"`{replaces.Text}`", found);
        }
        var upstreams = sources.Where(s => NuGetAddress.IsUpstream(s.Address) || Baseline(request, s.Key) is not null || IsWanted(request, s)).ToList();
        if (upstreams.Count == 0)
            upstreams = [.. sources.Where(s => request.Catalogue.ByUrl(NuGetEcosystem.EcosystemName, s.Address) is not null)];
        if (upstreams.Count > 0)
            return Live(upstreams, hierarchy);
        return sources.Count == 0 || sources.Any(s => s.Key.Equals(NuGetNames.Feed, StringComparison.OrdinalIgnoreCase))
            ? [sources.FirstOrDefault(s => s.Key.Equals(NuGetNames.Feed, StringComparison.OrdinalIgnoreCase))?.Key ?? NuGetNames.Feed]
            : Nothing(request.Selection.Place, "the public upstream", found);
    }

    // Where one of them is switched on, those that are off are nobody's business.
    private static IReadOnlyList<string> Live(List<NuGetSource> candidates, NuGetHierarchy hierarchy)
    {
        var live = candidates.Where(s => !hierarchy.Disabled.ContainsKey(s.Key)).ToList();
        return [.. (live.Count > 0 ? live : candidates).Select(s => s.Key)];
    }

    private static bool Is(NuGetSource source, string keyOrAddress) =>
        source.Key.Equals(keyOrAddress, StringComparison.OrdinalIgnoreCase) || NuGetAddress.Same(source.Address, keyOrAddress);

    private static bool IsWanted(EcosystemRequest request, NuGetSource source) =>
        request.Selection.Mirrors[0] is { Kind: MirrorKind.Mirror } mirror && NuGetAddress.Same(mirror.Url, source.Address);

    /// <summary>What a key that we own held before; empty where it was absent, null where the key is not ours.</summary>
    private static string? Baseline(EcosystemRequest request, string key) =>
        NuGetPaths.UserFile(request.Machine) is { } path
        && request.Journal.Find(path)?.Keys.FirstOrDefault(k => k.Key.Equals(NuGetConfigKey.Source(key), StringComparison.OrdinalIgnoreCase)) is { } known
            ? known.Baseline?.Text ?? ""
            : null;

    private static IReadOnlyList<string> Nothing(Place place, string wanted, DiagnosticBag found)
    {
        found.Add(Diagnose.NuGetNothingToReplace(place, wanted));
        return [];
    }
}
