using NuGet.Configuration;

namespace DevMirrors.Config;

/// <summary>
/// Finds what a name in a mirror list means: the policy's own mirrors come first, then the catalogue's mirrors of that ecosystem.
/// Keywords and addresses stand for themselves.
/// </summary>
internal sealed class MirrorNames
{
    public const string Upstream = "upstream";

    /// <summary>Go's own proxy: the one upstream whose address a mixed list must spell out.</summary>
    public const string GoUpstream = "https://proxy.golang.org";

    private readonly Policy _policy;
    private readonly Dictionary<string, MirrorDefinition> _defined = [];
    private readonly MirrorCatalogue _catalogue;
    private readonly DiagnosticBag _found;

    public MirrorNames(Policy policy, MirrorCatalogue catalogue, DiagnosticBag found)
    {
        (_policy, _catalogue, _found) = (policy, catalogue, found);
        foreach (var definition in policy.Mirrors)
            _defined.TryAdd(definition.Id.Text, definition);
    }

    /// <summary>The mirror, or null and an error.</summary>
    public Mirror? Find(string ecosystem, Located name) => name.Text switch
    {
        Upstream => new Mirror(ecosystem, Upstream, MirrorKind.Upstream, ecosystem == "go" ? GoUpstream : "", name.Place),
        "direct" => Keyword(ecosystem, name, MirrorKind.Direct),
        "off" => Keyword(ecosystem, name, MirrorKind.Off),
        var text when text.Contains("://", StringComparison.Ordinal) => Known(name, _catalogue.ByUrl(ecosystem, text)) ?? Plain(ecosystem, name),
        _ => Defined(ecosystem, name) ?? Known(name, _catalogue.Find(ecosystem, name.Text)) ?? Unknown(ecosystem, name),
    };

    /// <summary>Whether anybody can publish there. A restricted host may well hold the team's own registry, once the policy defines it.</summary>
    // off counts too: a private name that nobody may fetch is a mistake, and no client can say it of one name.
    public bool IsPublic(Mirror mirror) =>
        mirror.Kind is MirrorKind.Upstream or MirrorKind.Off
        || mirror.Catalogue is not null
        || _catalogue.ByUrl(mirror.Ecosystem, mirror.Url) is { State: not MirrorState.Restricted };

    /// <summary>Says where the policy's own mirror takes the place of a catalogue row.</summary>
    public void ReportReplacedRows()
    {
        foreach (var definition in _policy.Mirrors.Where(d => _catalogue.Find(d.Ecosystem, d.Id.Text) is not null))
            _found.Add(Diagnose.ReplacesCatalogueRow(definition.Id));
    }

    private Mirror? Keyword(string ecosystem, Located name, MirrorKind kind)
    {
        if (ecosystem == "go")
            return new Mirror(ecosystem, name.Text, kind, "", name.Place);
        _found.Add(Diagnose.KeywordOnlyForGo(name, ecosystem));
        return null;
    }

    private Mirror? Defined(string ecosystem, Located name) =>
        _defined.TryGetValue(name.Text, out var own) && Fits(own.Ecosystem, ecosystem)
            ? new Mirror(ecosystem, own.Id.Text, MirrorKind.Mirror, own.Url.Text, name.Place, own.IsPrivate, own.IsInsecure, own.TokenVariable?.Text)
            : null;

    // A registry of the team's own serves Docker Hub's images and other registries' alike; the catalogue's serve one or the other.
    private static bool Fits(string defined, string wanted) => defined == wanted || (defined is "docker" or "oci" && wanted is "docker" or "oci");

    private static Mirror? Known(Located name, CatalogueEntry? entry) => entry switch
    {
        null => null,
        { Ecosystem: "go", Id: "golang" } => new Mirror("go", entry.Id, MirrorKind.Upstream, GoUpstream, name.Place, Catalogue: entry),
        _ => new Mirror(entry.Ecosystem, entry.Id, MirrorKind.Mirror, entry.Url, name.Place, Catalogue: entry),
    };

    // npm's upstream has no address that could be known here: only the client says it.
    private static Mirror Plain(string ecosystem, Located name) => ecosystem == "nuget" && MirrorAddress.AreSame(name.Text, NuGetConstants.V3FeedUrl)
        ? new Mirror(ecosystem, Upstream, MirrorKind.Upstream, "", name.Place)
        : new Mirror(ecosystem, name.Text, MirrorKind.Mirror, name.Text, name.Place);

    private Mirror? Unknown(string ecosystem, Located name)
    {
        var others = Others(name.Text);
        _found.Add(others.Count > 0
            ? Diagnose.MirrorOfOtherEcosystem(name, ecosystem, others)
            : Diagnose.UnknownMirror(name, ecosystem, NearestName.Of(name.Text, Candidates(ecosystem))));
        return null;
    }

    private List<string> Others(string id)
    {
        var others = _catalogue.Entries.Where(e => e.Id == id).Select(e => e.Ecosystem);
        return [.. (_defined.TryGetValue(id, out var own) ? others.Prepend(own.Ecosystem) : others).Distinct()];
    }

    private IEnumerable<string> Candidates(string ecosystem)
    {
        string[] keywords = ecosystem == "go" ? [Upstream, "direct", "off"] : [Upstream];
        var own = _policy.Mirrors.Where(d => Fits(d.Ecosystem, ecosystem)).Select(d => d.Id.Text);
        return keywords.Concat(own).Concat(_catalogue.Entries.Where(e => e.Ecosystem == ecosystem).Select(e => e.Id));
    }
}
