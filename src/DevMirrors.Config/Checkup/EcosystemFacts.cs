namespace DevMirrors.Config;

/// <summary>What an ecosystem's own reader says, for the policy's selection, or without a policy for plain upstream.</summary>
/// <param name="IsChosen">False where no policy chooses anything for it.</param>
internal sealed record EcosystemFacts(EcosystemSelection Chosen, bool IsChosen, IReadOnlyList<Reading> Readings, IReadOnlyList<Diagnostic> Found)
{
    // Docker mostly runs for the whole machine, whoever looks.
    private static readonly Scope[] OfDocker = [Scope.User, Scope.Machine];
    private static readonly Scope[] OfOthers = [Scope.User];

    public static EcosystemFacts Read(IEcosystem ecosystem, CheckRequest request)
    {
        var chosen = request.Selection?.Ecosystems.FirstOrDefault(e => e.Ecosystem == ecosystem.Name);
        var policy = request.Selection?.Policy.Path ?? Path.Combine(request.Repository, PolicyFile.Name);
        var found = new DiagnosticBag();
        var readings = new List<Reading>();
        foreach (var scope in ecosystem.Name == DockerEcosystem.EcosystemName ? OfDocker : OfOthers)
        {
            var journal = UserState.ReadJournal(request.Machine, scope, new DiagnosticBag()) ?? Journal.Empty;
            readings.AddRange(ecosystem.Read(
                new EcosystemRequest(chosen ?? Upstream(ecosystem.Name, policy), scope, request.Machine, request.Catalogue, journal, policy), found));
        }
        return new EcosystemFacts(chosen ?? Upstream(ecosystem.Name, policy), chosen is not null, readings, found);
    }

    private static EcosystemSelection Upstream(string ecosystem, string policy) =>
        new(ecosystem, "", [new Mirror(ecosystem, "upstream", MirrorKind.Upstream, "", new Place(policy))], new Place(policy));
}
