using System.Text;

namespace DevMirrors.Config;

/// <summary>
/// The nearest settings file of one project's restore: it switches off the sources that the mirror stands in for and brings the mirror in,
/// and leaves everything else to NuGet's own hierarchy. No password stands in it.
/// </summary>
internal static class NuGetOverlay
{
    /// <summary>The file's text; null where the hierarchy says what the policy wants already.</summary>
    public static string? Write(EcosystemRequest request, NuGetHierarchy hierarchy, DiagnosticBag found)
    {
        var own = new DiagnosticBag();
        var lent = NuGetLent.Decide(request, hierarchy, own);
        // A project that restores from its own sources alone is no mistake.
        found.AddRange(own.Select(d => d.Severity == Severity.Warning ? d with { Severity = Severity.Info } : d));
        var left = LeftAudits(hierarchy, lent);
        if (lent.IsNothing && left.Count == hierarchy.AuditSources.Count)
            return null;
        var document = (lent with { Audit = null }).WriteTo(new NuGetConfigDocument(null));
        foreach (var key in lent.Replaced)
            document = document.Set($"{NuGetNames.Disabled}/{key}", new SettingValue("true"));
        document = NuGetLentPrivate.WriteTo(document, request, hierarchy, lent, reachesNearerKeys: true, found);
        var text = document.Bytes.IsEmpty ? Empty : Encoding.UTF8.GetString(document.Bytes.Span);
        text = text.Replace(End, Audit(left, left.Count < hierarchy.AuditSources.Count, lent) + End, StringComparison.Ordinal);
        return text == Empty ? null : text;
    }

    private const string End = "</configuration>";

    private const string Empty = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration>\n</configuration>\n";

    /// <summary>The audit sources that stay: what the mirror stands in for is not to be asked for vulnerabilities either.</summary>
    private static List<NuGetSource> LeftAudits(NuGetHierarchy hierarchy, NuGetLent lent)
    {
        if (lent.Mirror.Kind != MirrorKind.Mirror)
            return [.. hierarchy.AuditSources];
        var replaced = hierarchy.Sources.Where(s => lent.Replaced.Contains(s.Key, StringComparer.OrdinalIgnoreCase)).ToList();
        // An address with a password in it would be copied, and NuGet does not use it anyway.
        return [.. hierarchy.AuditSources.Where(a => !NuGetAddress.IsUpstream(a.Address) && !NuGetAddress.HoldsCredential(a.Written) && !replaced.Exists(r => NuGetAddress.Same(r.Address, a.Address)))];
    }

    // Cleared without anything left, the audit asks the package sources, which are the mirror's now.
    private static string Audit(List<NuGetSource> left, bool clears, NuGetLent lent)
    {
        if (!clears && lent.Audit is null)
            return "";
        string[] lines =
        [
            .. clears ? left.Select(Add).Prepend("<clear />") : [],
            .. lent.Audit is null ? Array.Empty<string>() : [Add(lent.AuditKey, lent.Audit, [])],
        ];
        return $"  <{NuGetNames.Audit}>\n{string.Concat(lines.Select(l => $"    {l}\n"))}  </{NuGetNames.Audit}>\n";
    }

    private static string Add(NuGetSource source) => Add(source.Key, source.Written,
        [.. new[] { NuGetNames.ProtocolVersion, NuGetNames.AllowInsecure }
            .Select(name => (name, source.File.Document.Find($"{NuGetNames.Audit}/{source.Key}@{name}")?.Value.Text))
            .Where(a => a.Text is not null)]);

    private static string Add(string key, string address, (string Name, string? Value)[] attributes) =>
        $"<add key=\"{XmlEscape.Escape(key, '"')}\" value=\"{XmlEscape.Escape(address, '"')}\"{string.Concat(attributes.Select(a => $" {a.Name}=\"{XmlEscape.Escape(a.Value!, '"')}\""))} />";
}
