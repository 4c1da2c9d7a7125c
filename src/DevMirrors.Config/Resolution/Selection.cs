namespace DevMirrors.Config;

/// <summary>What an entry of a mirror list is.</summary>
public enum MirrorKind
{
    /// <summary>A mirror with an address.</summary>
    Mirror,

    /// <summary>The client's own default; it has no address here, except for go.</summary>
    Upstream,

    /// <summary>go: fetch from version control.</summary>
    Direct,

    /// <summary>go: fetch from nowhere.</summary>
    Off,
}

/// <summary>One resolved entry of a mirror list.</summary>
/// <param name="Id">The id in the policy or catalogue; for a plain address the address itself.</param>
/// <param name="Url">Absolute; empty for upstream, direct and off.</param>
/// <param name="TokenVariable">The environment variable that holds the token, or null.</param>
/// <param name="Place">Where the region names it.</param>
public sealed record Mirror(
    string Ecosystem,
    string Id,
    MirrorKind Kind,
    string Url,
    Place Place,
    bool IsPrivate = false,
    bool IsInsecure = false,
    string? TokenVariable = null,
    CatalogueEntry? Catalogue = null)
{
    /// <summary>The id, and that it is plain http where it is: a plan says so wherever one is chosen (P31).</summary>
    public string Named => Url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? $"{Id} over plain http" : Id;
}

/// <summary>The region that applies, and why, as a sentence part: <c>because time zone Asia/Shanghai matches …</c> without the <c>because</c>.</summary>
public sealed record ResolvedRegion(Region Region, string Because);

/// <summary>What the policy chooses for this machine.</summary>
/// <param name="Catalogue">The one that it was chosen by; every later step goes by the same.</param>
public sealed record Selection(Policy Policy, ResolvedRegion Region, IReadOnlyList<EcosystemSelection> Ecosystems, MirrorCatalogue Catalogue)
{
    /// <summary>Ecosystems of which probes have found no mirror that answers: the policy's order stands.</summary>
    public IReadOnlyList<string> Dead { get; init; } = [];

    /// <summary>Whether it may change with the next probe.</summary>
    public bool DependsOnVerdicts => Ecosystems.Any(e => e.Select != SelectBy.Order);
}

/// <summary>What the policy chooses for one ecosystem.</summary>
/// <param name="Mirrors">In order, dead ones left out while a live one is there; at least one.</param>
/// <param name="Private">In the order of the policy.</param>
/// <param name="Images">docker: registries other than Docker Hub.</param>
public sealed record EcosystemSelection(
    string Ecosystem,
    string Region,
    IReadOnlyList<Mirror> Mirrors,
    Place Place,
    Fallback Fallback = Fallback.Unspecified,
    SelectBy Select = SelectBy.Order,
    Located? Replaces = null,
    Located? SumDb = null,
    Located? Audit = null,
    IReadOnlyList<PrivateBinding>? Private = null,
    IReadOnlyList<(Located Registry, Mirror Mirror)>? Images = null)
{
    /// <summary>Whether any region of the policy chooses something else than upstream: what is written for everybody may not depend on this machine's region.</summary>
    public bool UsesMirrorsSomewhere { get; init; }

    public IReadOnlyList<PrivateBinding> Private { get; } = Private ?? [];

    public IReadOnlyList<(Located Registry, Mirror Mirror)> Images { get; } = Images ?? [];
}

/// <summary>A private name pattern and the mirror that serves it in this region.</summary>
/// <param name="SameInAllRegions">Whether every region gets this mirror: only then may a tracked file carry it.</param>
public sealed record PrivateBinding(Located Pattern, Mirror Mirror, bool SameInAllRegions);
