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

    private static List<KeyValuePair<string, string>> Lent(EcosystemRequest request, DiagnosticBag found)
    {
        var beside = BesideThePolicy(request);
        var loan = EcosystemList.Find(request.Selection.Ecosystem)!.Lend(request, found);
        var lent = loan.Variables.Where(v => !beside.Contains(v.Key) && Arrives(v, request.Machine)).Select(v => KeyValuePair.Create(v.Key, v.Value ?? "")).ToList();
        if (loan.OnlyTogether.Except(lent.Select(v => v.Key)).FirstOrDefault() is not { } lost)
            return lent;
        // A registry without the scopes beside it would ask a public mirror for private names.
        found.Add(Diagnose.NotLentToCommands(request.Selection.Place, request.Selection.Ecosystem, lost));
        return [];
    }

    // No secret may stand in a build's log. And dash, the /bin/sh of Debian and Ubuntu, through which a build starts its commands, passes on only names that a script could use.
    private static bool Arrives(KeyValuePair<string, string?> variable, Machine machine) =>
        Secrets.Mask(variable.Value ?? "") == (variable.Value ?? "")
        && (machine.Os == OsKind.Windows || variable.Key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'));

    // The hosts of programs that packages download when they are installed come from the catalogue: nobody has agreed to run what those serve.
    private static HashSet<string> BesideThePolicy(EcosystemRequest request) =>
        request.Selection.Ecosystem == NpmEcosystem.Id ? [.. NpmBinaries.Variables(request).Select(v => v.Key)] : [];
}
