namespace DevMirrors.Config;

/// <summary>Looks for mirrors that the catalogue knows to be dead among what the clients use.</summary>
internal sealed class DeadMirrorCheck(string ecosystem) : ICheck
{
    public string Id => "dead-mirrors";

    public string Ecosystem => ecosystem;

    public string Healthy => "no client uses a mirror that is known to be dead";

    public IEnumerable<CheckFinding> Look(CheckRequest request) =>
        from reading in request.FactsOf(ecosystem).Readings
        from address in (reading.Effective ?? "").Split(',', '|')
        let entry = request.Catalogue.ByUrl(ecosystem, address.Trim())
        where entry is { State: MirrorState.Dead }
        select Dead(reading, entry, request.Catalogue);

    private static CheckFinding Dead(Reading reading, CatalogueEntry entry, MirrorCatalogue catalogue) => CheckFinding.Error(
        $"{reading.Client} uses `{entry.Url}` for `{reading.Setting}` ({reading.Source}), and that mirror is {entry.DeadSince} ({entry.Source})",
        ReadingPlace.Of(reading.Source),
        catalogue.Alternatives(entry) is [var first, ..] ? $"take `{first.Url}` instead, or let `devmirrors apply` write what the policy chooses" : "take it out; `devmirrors catalogue` lists the mirrors that answer");
}
