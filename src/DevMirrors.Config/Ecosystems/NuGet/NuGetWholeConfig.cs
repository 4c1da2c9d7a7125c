namespace DevMirrors.Config;

/// <summary>
/// One file that says what the whole hierarchy says, with the lent source in place of those that it stands in for. Paths are absolute,
/// and no password is copied.
/// </summary>
internal static class NuGetWholeConfig
{
    public static IDocument Write(NuGetHierarchy hierarchy, NuGetLent lent)
    {
        IDocument document = new NuGetConfigDocument(null);
        foreach (var source in hierarchy.Enabled.Where(s => !IsReplaced(s.Key, lent)))
            document = Copy(document, NuGetNames.Sources, source);
        foreach (var patterns in hierarchy.Patterns.Where(p => !IsReplaced(p.Key, lent)))
            document = document.Set(NuGetConfigKey.Patterns(patterns.Key), new SettingValue(patterns.Items));
        foreach (var audit in hierarchy.AuditSources.Where(s => lent.Mirror.Kind != MirrorKind.Mirror || !NuGetAddress.IsUpstream(s.Address)))
            document = Copy(document, NuGetNames.Audit, audit);
        document = lent.WriteTo(document);
        return NuGetOtherSections.Copy(document, hierarchy);
    }

    private static bool IsReplaced(string key, NuGetLent lent) => lent.Replaced.Contains(key, StringComparer.OrdinalIgnoreCase);

    private static IDocument Copy(IDocument document, string section, NuGetSource source)
    {
        var key = $"{section}/{source.Key}";
        document = document.Set(key, new SettingValue(source.Written));
        foreach (var attribute in new[] { NuGetNames.ProtocolVersion, NuGetNames.AllowInsecure })
            if (source.File.Document.Find($"{key}@{attribute}") is { } written)
                document = document.Set($"{key}@{attribute}", written.Value);
        return document;
    }
}
