using System.Net;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>Probes mirrors of a farm by their pinned sentinels, all four protocols.</summary>
internal static class FarmProbe
{
    public static readonly string[] Ecosystems = ["go", "npm", "nuget", "docker"];

    public static ProbeTarget Target(FarmMirror mirror, string ecosystem, string? id = null, bool isUpstream = false) =>
        new(ecosystem, id ?? $"m{mirror.Port}", new Uri(Address(mirror, ecosystem)), IsPrivate: true, IsInsecure: true, IsUpstream: isUpstream);

    public static Task<ProbeReport> Run(MirrorFarm farm, TimeSpan timeout, params IEnumerable<ProbeTarget> targets) => Run(farm, timeout, pins: true, targets);

    public static Task<ProbeReport> Run(MirrorFarm farm, TimeSpan timeout, bool pins, params IEnumerable<ProbeTarget> targets) =>
        new ProbeRun(new ProbeOptions(timeout, TimeSpan.FromHours(24)), new ProbeNetwork((name, stop) => Dns.GetHostAddressesAsync(name, stop)), Sentinels(farm, pins), () => DateTimeOffset.UtcNow)
            .Run([.. targets], []);

    public static Dictionary<string, Sentinel> Sentinels(MirrorFarm farm, bool pins)
    {
        var place = new Place("mirrors.yaml", 9, 5);
        var (packages, good) = (farm.Packages, farm.Packages.Good);
        return new Sentinel[]
        {
            new("go", packages.GoModule, "v1.1.0", pins ? good.GoSum("1.1.0") : null, place),
            new("npm", packages.Npm, "1.1.0", pins ? good.NpmIntegrity("1.1.0") : null, place),
            new("nuget", packages.NuGet, "1.1.0", pins ? good.NuGetHash("1.1.0") : null, place),
            new("docker", packages.Image, "latest", pins ? good.ImageDigest(packages.Newest.Version) : null, place),
        }.ToDictionary(s => s.Ecosystem);
    }

    private static string Address(FarmMirror mirror, string ecosystem) => ecosystem switch
    {
        "go" => mirror.Go,
        "npm" => mirror.Npm,
        "nuget" => mirror.NuGet,
        _ => mirror.Url,
    };
}
