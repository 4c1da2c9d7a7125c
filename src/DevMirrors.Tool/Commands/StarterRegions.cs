using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>The regions that init can write: those that the catalogue has mirrors for, and everybody else.</summary>
internal static class StarterRegions
{
    private const string Everybody = "global";

    private static readonly (string Name, string[] Zones)[] Zoned =
    [
        ("cn", ["Asia/Shanghai", "Asia/Urumqi"]),
        ("ir", ["Asia/Tehran"]),
    ];

    public static IReadOnlyList<string> Names => [.. Zoned.Select(r => r.Name), Everybody];

    /// <summary>The regions of these names, the default one last even where it was not named.</summary>
    public static IReadOnlyList<RegionAnswer> Of(IReadOnlyList<string> names, DiagnosticBag found)
    {
        foreach (var name in names.Where(n => !Names.Contains(n)))
            found.Add(Diagnose.UnknownValue("--regions", name, Names, NearestName.Of(name, Names)));
        var zoned = Zoned.Where(r => names.Contains(r.Name)).Select(r => new RegionAnswer(r.Name, r.Zones, Mirrors(r.Name)));
        return [.. zoned, new RegionAnswer(Everybody, [], new Dictionary<string, IReadOnlyList<string>>())];
    }

    // The catalogue names the better known ones first. npm and NuGet take one mirror, the others a second to fall back to.
    private static Dictionary<string, IReadOnlyList<string>> Mirrors(string region) =>
        EcosystemList.All.ToDictionary(
            e => e.Name,
            e => (IReadOnlyList<string>)[.. MirrorCatalogue.BuiltIn().Entries
                .Where(m => m.Ecosystem == e.Name && m.Region == region && m.State == MirrorState.Live)
                .Take(e.Name is "go" or "docker" ? 2 : 1)
                .Select(m => m.Id)]);
}
