using System.Text;

namespace DevMirrors.Config;

/// <summary>Writes and judges GOPROXY: after <c>,</c> go asks the next entry only where this one has not got the module, after <c>|</c> on any error.</summary>
internal static class GoProxyList
{
    public const string Upstream = "https://proxy.golang.org";

    /// <summary>Go's built-in value.</summary>
    public const string Default = Upstream + ",direct";

    /// <summary>The value that the policy wants; null for Go's own default.</summary>
    public static string? Text(EcosystemSelection selection) => IsDefault(selection) ? null : Join(Used(selection), selection.Fallback);

    /// <summary>The entries that count: without a fallback only the first, and <c>off</c> where the list ends in it.</summary>
    public static IReadOnlyList<Mirror> Used(EcosystemSelection selection) =>
        selection.Fallback == Fallback.Never
            ? [.. selection.Mirrors.Where((m, i) => i == 0 || m.Kind == MirrorKind.Off)]
            : selection.Mirrors;

    /// <summary>Whose value this is: only Go's own default is upstream's, and a list belongs to the catalogue only as a whole.</summary>
    public static ValueKind Judge(string value, MirrorCatalogue catalogue)
    {
        var entries = value.Split(',', '|').Select(e => e.Trim()).Where(e => e.Length > 0).ToList();
        if (entries.Count == 0)
            return ValueKind.Upstream;
        if (!value.Contains('|') && IsUpstream(entries[0]) && (entries.Count == 1 || (entries.Count == 2 && entries[1] == "direct")))
            return ValueKind.Upstream;
        var known = entries.Count(e => catalogue.ByUrl(GoEcosystem.Id, WithScheme(e)) is not null);
        return known > 0 && known == entries.Count(e => e is not ("direct" or "off")) ? ValueKind.Mirror : ValueKind.Foreign;
    }

    // The word upstream alone means whatever the client does by itself, and so does Go's default spelt out.
    private static bool IsDefault(EcosystemSelection selection) => selection.Mirrors switch
    {
        [{ Kind: MirrorKind.Upstream }] => true,
        [{ Kind: MirrorKind.Upstream }, { Kind: MirrorKind.Direct }] => selection.Fallback != Fallback.Never,
        _ => false,
    };

    private static string Join(IReadOnlyList<Mirror> entries, Fallback fallback)
    {
        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            // Never | before direct: an outage of the mirror would send every name, private ones too, to version control.
            var onAnyError = fallback != Fallback.NotFound && entry.Kind is MirrorKind.Mirror or MirrorKind.Upstream;
            text.Append(text.Length == 0 ? "" : onAnyError ? "|" : ",").Append(Entry(entry));
        }
        return text.ToString();
    }

    private static string Entry(Mirror mirror) => mirror.Kind switch
    {
        MirrorKind.Upstream => Upstream,
        MirrorKind.Direct => "direct",
        MirrorKind.Off => "off",
        _ => mirror.Url,
    };

    private static bool IsUpstream(string entry) => MirrorAddress.Normalise(WithScheme(entry)) == Upstream;

    // Go takes https where an entry names no scheme.
    private static string WithScheme(string entry) => entry.Contains("://", StringComparison.Ordinal) ? entry : "https://" + entry;
}
