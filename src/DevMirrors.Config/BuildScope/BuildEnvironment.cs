namespace DevMirrors.Config;

/// <summary>What a build lends to the commands that it starts: the clients' own variables, of which none may hold a secret, because a build's log keeps them.</summary>
public static class BuildEnvironment
{
    // NuGet's clients would need a generated file, and are MSBuild's own business; docker has no variables.
    private static readonly string[] Lenders = [GoEcosystem.Id, NpmEcosystem.Id];

    /// <summary>In order; an empty value takes a variable away.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(Selection selection, Machine machine, DiagnosticBag found) =>
    [
        .. selection.Ecosystems
            .Where(chosen => chosen.Mirrors.Count > 0 && Lenders.Contains(chosen.Ecosystem))
            .Select(chosen => new EcosystemRequest(chosen, Scope.User, machine, selection.Catalogue, Journal.Empty, selection.Policy.Path))
            .SelectMany(request => Lent(request, found)),
    ];

    // All of a client's variables or none: a registry without the scopes beside it would ask a public mirror for private names.
    private static List<KeyValuePair<string, string>> Lent(EcosystemRequest request, DiagnosticBag found)
    {
        var beside = BesideThePolicy(request);
        var lent = EcosystemList.Find(request.Selection.Ecosystem)!.Lend(request, found).Variables
            .Where(v => !beside.Contains(v.Key))
            .Select(v => KeyValuePair.Create(v.Key, v.Value ?? ""))
            .ToList();
        return lent.All(v => Secrets.Mask(v.Value) == v.Value) ? lent : [];
    }

    // The hosts of programs that packages download when they are installed come from the catalogue: nobody has agreed to run what those serve.
    private static HashSet<string> BesideThePolicy(EcosystemRequest request) =>
        request.Selection.Ecosystem == NpmEcosystem.Id ? [.. NpmBinaries.Variables(request).Select(v => v.Key)] : [];
}
