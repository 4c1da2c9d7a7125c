using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class CatalogueCommand
{
    // Not the region of the policy: its name and its variable mean something else here.
    private static readonly Option<string> Region = CommonOptions.Named("--region", "NAME", "Only mirrors of this region: cn, ir or global");

    public static Command Define(CommandTree tree) => tree.Command(
        "catalogue",
        "List the public mirrors that DevMirrors knows, with their state and since when it is known",
        [Region, tree.Options.Only],
        [
            "devmirrors catalogue                         all of them",
            "devmirrors catalogue --region cn --only npm  those for npm in China",
            "devmirrors catalogue --format json           with sources and notes",
        ],
        (parsed, request) => Run(parsed.GetValue(Region), request));

    private static CatalogueAnswer Run(string? region, Request request)
    {
        var entries = MirrorCatalogue.BuiltIn().Entries;
        var regions = entries.Select(e => e.Region).Distinct().ToList();
        if (region is null || regions.Contains(region))
            return new CatalogueAnswer([.. entries.Where(e => IsMeant(e, region, request.Options.Only))]);
        request.Found.Add(Diagnose.UnknownValue("--region", region, regions, NearestName.Of(region, regions)));
        return new CatalogueAnswer([]);
    }

    // `--only docker` shows the other image registries too, `--only npm` the binary mirrors: they are chosen through the same ecosystem.
    private static bool IsMeant(CatalogueEntry entry, string? region, IReadOnlyList<string>? only) =>
        (region is null || entry.Region == region) && (only is null || only.Contains(EcosystemOf(entry)));

    private static string EcosystemOf(CatalogueEntry entry) => entry.Ecosystem == "oci" ? "docker" : entry.Ecosystem.Split('-')[0];

    private sealed record CatalogueAnswer(IReadOnlyList<CatalogueEntry> Entries) : IAnswer
    {
        public Outcome Outcome => Outcome.Done;

        public void WriteHuman(Request request)
        {
            if (request.Found.HasErrors)
                return;
            var rows = Entries.Select(e => new[] { e.Ecosystem, e.Id, e.Region, Json.Word(e.State), e.Verified, e.Url });
            request.Terminal.Table(["ECOSYSTEM", "ID", "REGION", "STATE", "VERIFIED", "ADDRESS"], rows);
        }

        public string ToJson(Request request) =>
            Json.Of(new CatalogueShape(1, [.. Entries.Select(Shape)], Json.Of(request.Found)), JsonShapes.Default.CatalogueShape);

        private static MirrorShape Shape(CatalogueEntry e) =>
            new(e.Ecosystem, e.Id, e.Owner, e.Url, e.Region, Json.Word(e.State), e.Verified, e.Source, e.Notes);
    }
}
