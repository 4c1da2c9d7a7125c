using System.Reflection;

namespace DevMirrors.Config;

/// <summary>The public mirrors of catalogue.tsv, which is part of the product; docs/catalogue.md explains its columns.</summary>
public sealed class MirrorCatalogue
{
    private readonly Dictionary<(string Ecosystem, string Id), CatalogueEntry> _byId = [];
    private Dictionary<(string Ecosystem, string Url), CatalogueEntry>? _byUrl;

    public MirrorCatalogue(IReadOnlyList<CatalogueEntry> entries)
    {
        Entries = entries;
        foreach (var entry in entries)
            _byId.TryAdd((entry.Ecosystem, entry.Id), entry);
    }

    public IReadOnlyList<CatalogueEntry> Entries { get; }

    /// <summary>Reads the built-in catalogue.</summary>
    public static MirrorCatalogue BuiltIn()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("catalogue.tsv")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Reads a catalogue: a header line, then nine columns a line, separated by tabs.</summary>
    internal static MirrorCatalogue Parse(string text) =>
        new([.. text.Split('\n').Skip(1).Where(l => l.Length > 0).Select(CatalogueEntry.Parse)]);

    public CatalogueEntry? Find(string ecosystem, string id) => _byId.GetValueOrDefault((ecosystem, id));

    /// <summary>The entry that this address belongs to, ignoring case of scheme and host, a default port and a trailing slash.</summary>
    public CatalogueEntry? ByUrl(string ecosystem, string url) =>
        MirrorAddress.Normalise(url) is { } address ? (_byUrl ??= IndexUrls()).GetValueOrDefault((ecosystem, address)) : null;

    /// <summary>The mirrors that a person could take instead of this one: live, verified once, meant for the same region.</summary>
    public IReadOnlyList<CatalogueEntry> Alternatives(CatalogueEntry to) =>
        [.. Entries.Where(e => e.Ecosystem == to.Ecosystem && e.Region == to.Region && e.State == MirrorState.Live && e.IsVerified)];

    private Dictionary<(string Ecosystem, string Url), CatalogueEntry> IndexUrls()
    {
        var index = new Dictionary<(string, string), CatalogueEntry>();
        foreach (var entry in Entries)
        {
            if (MirrorAddress.Normalise(entry.Url) is { } address)
                index.TryAdd((entry.Ecosystem, address), entry);
        }
        return index;
    }
}
