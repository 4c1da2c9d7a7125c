namespace DevMirrors.Config;

/// <summary>What a build lends to the commands that it starts: the clients' own variables, of which none may hold a secret, because a build's log keeps them.</summary>
public static class BuildEnvironment
{
    /// <summary>In order; an empty value takes a variable away. What would need a generated file is left out: those clients are MSBuild's own business.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(Selection selection, Machine machine, DiagnosticBag found) =>
    [
        .. selection.Ecosystems
            .Where(chosen => chosen.Mirrors.Count > 0 && chosen.Ecosystem != NuGetEcosystem.EcosystemName)
            .Select(chosen => new EcosystemRequest(chosen, Scope.User, machine, selection.Catalogue, Journal.Empty, selection.Policy.Path))
            .SelectMany(request => EcosystemList.Find(request.Selection.Ecosystem)!.Lend(request, found).Variables)
            .Select(v => KeyValuePair.Create(v.Key, v.Value ?? ""))
            .Where(v => Secrets.Mask(v.Value) == v.Value),
    ];
}
