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

    private const int MostUnknown = 50;

    private readonly Policy _policy;
    private readonly Dictionary<string, MirrorDefinition> _defined = [];
    private readonly MirrorCatalogue _catalogue;
    private readonly DiagnosticBag _found;
    private int _unknown;

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
        "direct" => new Mirror(ecosystem, name.Text, MirrorKind.Direct, "", name.Place),
        "off" => new Mirror(ecosystem, name.Text, MirrorKind.Off, "", name.Place),
        var text when text.Contains("://", StringComparison.Ordinal) => Known(name, _catalogue.ByUrl(ecosystem, text)) ?? Plain(ecosystem, name),
        _ => Defined(ecosystem, name) ?? Known(name, _catalogue.Find(ecosystem, name.Text)) ?? Unknown(ecosystem, name),
    };

    /// <summary>Whether the address is a public mirror's, whatever the policy says of it. A restricted host may well hold the team's own registry.</summary>
    public bool IsPublic(Mirror mirror) =>
        IsNuGetUpstream(mirror.Ecosystem, mirror.Url) || _catalogue.ByUrl(mirror.Ecosystem, mirror.Url) is { State: not MirrorState.Restricted };

    /// <summary>Says where the policy's own mirror takes the place of a catalogue row.</summary>
    public void ReportReplacedRows()
    {
        foreach (var definition in _policy.Mirrors.Where(d => _catalogue.Find(d.Ecosystem, d.Id.Text) is not null))
            _found.Add(Diagnose.ReplacesCatalogueRow(definition.Id));
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

    private static Mirror Plain(string ecosystem, Located name) => IsNuGetUpstream(ecosystem, name.Text)
        ? new Mirror(ecosystem, Upstream, MirrorKind.Upstream, "", name.Place)
        : new Mirror(ecosystem, name.Text, MirrorKind.Mirror, name.Text, name.Place);

    // The one upstream whose address is known at compile time; npm's only the client says.
    private static bool IsNuGetUpstream(string ecosystem, string url) => ecosystem == "nuget" && MirrorAddress.AreSame(url, NuGetConstants.V3FeedUrl);

    private Mirror? Unknown(string ecosystem, Located name)
    {
        if (_unknown++ >= MostUnknown)
            return null;
        var others = Others(name.Text);
        _found.Add(others.Count > 0
            ? Diagnose.MirrorOfOtherEcosystem(name, ecosystem, others)
            : Diagnose.UnknownMirror(name, ecosystem, NearestName.Of(name.Text, Candidates(ecosystem), _found)));
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
