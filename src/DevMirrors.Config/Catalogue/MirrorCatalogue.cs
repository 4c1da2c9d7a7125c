namespace DevMirrors.Config;

public enum MirrorState
{
    Live,
    Restricted,
    Dead,
}

/// <summary>A public mirror that DevMirrors knows of.</summary>
/// <param name="Ecosystem"><c>go</c>, <c>npm</c>, <c>nuget</c>, <c>docker</c>; also <c>go-sumdb</c>, <c>npm-binary</c>, <c>oci</c>, <c>nuget-audit</c>.</param>
/// <param name="Region">Where it is meant to be used: <c>cn</c>, <c>ir</c>, <c>global</c>.</param>
/// <param name="Verified">When its state was last verified, ISO 8601, as exact as the source says.</param>
/// <param name="Source">Where that was learnt.</param>
public sealed record CatalogueEntry(
    string Ecosystem,
    string Id,
    string Owner,
    string Url,
    string Region,
    MirrorState State,
    string Verified,
    string Source,
    string Notes);

/// <summary>The public mirrors of catalogue.tsv, which is part of the product.</summary>
public sealed class MirrorCatalogue
{
    public MirrorCatalogue(IReadOnlyList<CatalogueEntry> entries) => Entries = entries;

    public IReadOnlyList<CatalogueEntry> Entries { get; }

    /// <summary>Reads the built-in catalogue.</summary>
    public static MirrorCatalogue BuiltIn() => throw new NotSupportedException();

    public CatalogueEntry? Find(string ecosystem, string id) =>
        Entries.FirstOrDefault(e => e.Ecosystem == ecosystem && e.Id == id);

    /// <summary>The entry that this address belongs to, ignoring case of scheme and host and a trailing slash.</summary>
    public CatalogueEntry? ByUrl(string ecosystem, string url) => throw new NotSupportedException();
}
