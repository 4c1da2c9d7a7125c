namespace DevMirrors.Config;

/// <summary>What the checks look at.</summary>
/// <param name="Repository">The folder of the policy, of the repository, or the current one.</param>
/// <param name="HasPolicy">Whether there is a policy, if perhaps a wrong one.</param>
/// <param name="Selection">Null without a usable policy: the checks then go by the files alone.</param>
/// <param name="Versions">The installed clients, as they themselves say.</param>
public sealed record CheckRequest(
    Machine Machine, MirrorCatalogue Catalogue, string Repository, bool HasPolicy, Selection? Selection, IReadOnlyList<ClientVersion> Versions)
{
    /// <summary>What our own readers say of each ecosystem.</summary>
    internal IReadOnlyList<EcosystemFacts> Facts { get; init; } = [];

    internal EcosystemFacts FactsOf(string ecosystem) => Facts.First(f => f.Chosen.Ecosystem == ecosystem);

    /// <summary>The private names of an ecosystem; none without a policy.</summary>
    internal IReadOnlyList<PrivateBinding> PrivateOf(string ecosystem) => FactsOf(ecosystem).Chosen.Private;
}

/// <summary>An installed client.</summary>
/// <param name="Version">As it prints it, one line; null where it is there and does not answer.</param>
public sealed record ClientVersion(string Ecosystem, string Program, string? Version);
