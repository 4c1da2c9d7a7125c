namespace DevMirrors.Config;

/// <summary>The ecosystems, in the order in which output names them. One line each.</summary>
public static class EcosystemList
{
    public static readonly IReadOnlyList<IEcosystem> All =
    [
        new GoEcosystem(),
        new NpmEcosystem(),
        new NuGetEcosystem(),
        new DockerEcosystem(),
    ];

    public static IEcosystem? Find(string name) => All.FirstOrDefault(e => e.Name == name);
}
