using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>What each ecosystem lends to one command.</summary>
internal static class Lending
{
    /// <summary>Stands in a variable's value for the generated folder.</summary>
    public const string FolderMark = "{folder}";

    public static IReadOnlyList<(string Ecosystem, Loan Loan)> Of(Selection selection, Request request) =>
    [
        .. selection.Ecosystems
            .Where(chosen => chosen.Mirrors.Count > 0)
            .Select(chosen => new EcosystemRequest(chosen, Scope.User, request.Machine, selection.Catalogue, Journal.Empty, selection.Policy.Path))
            .Select(r => (r.Selection.Ecosystem, EcosystemList.Find(r.Selection.Ecosystem)!.Lend(r, request.Found))),
    ];
}
