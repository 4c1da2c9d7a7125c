using NuGet.Configuration;

namespace DevMirrors.Config;

/// <summary>The source that one command gets, and those that it stands in for.</summary>
/// <param name="Key">A new one, which no stored password belongs to, or that of a source with this very address, whose password then counts.</param>
/// <param name="IsNew">Whether the key is a new one.</param>
/// <param name="Replaced">Keys of sources that are switched on now.</param>
/// <param name="Patterns">What was mapped to them.</param>
/// <param name="AuditKey">Of the audit source, which no stored password belongs to either.</param>
internal sealed record NuGetLent(
    Mirror Mirror, string Key, bool IsNew, string Address, IReadOnlyList<string> Replaced, IReadOnlyList<string> Patterns, string? Audit, string AuditKey, bool IsNothing)
{
    public static NuGetLent Decide(EcosystemRequest request, NuGetHierarchy hierarchy, DiagnosticBag found)
    {
        var mirror = request.Selection.Mirrors[0];
        var isMirror = mirror.Kind == MirrorKind.Mirror;
        var address = isMirror ? mirror.Url : NuGetConstants.V3FeedUrl;
        var served = StandsInFor(request, hierarchy, found);
        var present = served.Concat(hierarchy.Enabled).FirstOrDefault(s => NuGetAddress.Same(s.Address, address));
        var replaced = served.Where(s => !NuGetAddress.Same(s.Address, address)).ToList();
        // An entry of ours hides what farther files map to a key that is there already.
        var patterns = hierarchy.Patterns.Where(p => (present is null ? served : [.. served, present]).Any(s => s.Key.Equals(p.Key, StringComparison.OrdinalIgnoreCase))).SelectMany(p => p.Items);
        var audit = NuGetAudit.Address(request);
        return new NuGetLent(
            mirror, present?.Key ?? Free("devmirrors-" + (isMirror ? mirror.Id : "upstream"), hierarchy), present is null, address, [.. replaced.Select(s => s.Key)],
            [.. patterns.Distinct(StringComparer.OrdinalIgnoreCase)], audit, Free(NuGetAudit.Key, hierarchy), replaced.Count == 0 && audit is null && request.Selection.Private.Count == 0);
    }

    /// <summary>Adds the source, where it stands in for any, and its mapping.</summary>
    public IDocument WriteTo(IDocument document)
    {
        if (Replaced.Count > 0)
        {
            if (IsNew)
                document = WriteSource(document, Key, Mirror with { Url = Address });
            document = document.Set(NuGetConfigKey.Patterns(Key), new SettingValue(Patterns));
        }
        return Audit is null ? document : document.Set(NuGetConfigKey.AuditSource(AuditKey), new SettingValue(Audit));
    }

    public static IDocument WriteSource(IDocument document, string key, Mirror mirror)
    {
        document = document.Set(NuGetConfigKey.Source(key), new SettingValue(mirror.Url));
        return mirror.IsInsecure ? document.Set(NuGetConfigKey.SourceAttribute(key, NuGetNames.AllowInsecure), new SettingValue("true")) : document;
    }

    private static List<NuGetSource> StandsInFor(EcosystemRequest request, NuGetHierarchy hierarchy, DiagnosticBag found)
    {
        var keys = NuGetReplaced.Keys(request, hierarchy, found);
        return [.. hierarchy.Enabled.Where(s =>
            keys.Contains(s.Key, StringComparer.OrdinalIgnoreCase)
            || request.Selection.Replaces is null && request.Catalogue.ByUrl(NuGetEcosystem.EcosystemName, s.Address) is not null)];
    }

    // A password that somebody keeps under this name was given for another server.
    private static string Free(string wanted, NuGetHierarchy hierarchy)
    {
        var key = string.Concat(wanted.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'));
        var free = key;
        for (var n = 2; hierarchy.Credentials(free) is not null; n++)
            free = $"{key}-{n}";
        return free;
    }
}
