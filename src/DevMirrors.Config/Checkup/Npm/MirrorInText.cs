using System.Text;

namespace DevMirrors.Config;

/// <summary>Looks for a mirror's address in a file, however long its lines: as it is, and percent-encoded as Yarn writes it.</summary>
internal sealed class MirrorInText
{
    private readonly IReadOnlyList<byte[]> _forms;

    private MirrorInText(CatalogueEntry entry, IReadOnlyList<byte[]> forms) => (Entry, _forms) = (entry, forms);

    public CatalogueEntry Entry { get; }

    /// <summary>Null for a mirror without a common address.</summary>
    public static MirrorInText? Of(CatalogueEntry entry)
    {
        if (!Uri.TryCreate(entry.Url, UriKind.Absolute, out var url))
            return null;
        // NuGet's are those of a file, and lie beside what it lists.
        var folder = url.AbsolutePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? url.AbsolutePath[..url.AbsolutePath.LastIndexOf('/')] : url.AbsolutePath;
        var address = $"//{url.Authority}{folder.TrimEnd('/')}/";
        return new MirrorInText(entry, [Encoding.UTF8.GetBytes(address), Encoding.UTF8.GetBytes(address.Replace("/", "%2F", StringComparison.Ordinal))]);
    }

    /// <summary>The line of the first, from 1, and how many there are; null where there is none.</summary>
    public (int Line, int Count)? Find(ReadOnlySpan<byte> bytes)
    {
        var (first, count) = (int.MaxValue, 0);
        foreach (var form in _forms)
        {
            var at = bytes.IndexOf(form);
            if (at < 0)
                continue;
            first = Math.Min(first, at);
            count += bytes.Count(form);
        }
        return count == 0 ? null : (bytes[..first].Count((byte)'\n') + 1, count);
    }
}
