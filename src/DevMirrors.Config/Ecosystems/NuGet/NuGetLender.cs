namespace DevMirrors.Config;

/// <summary>
/// What one command needs to restore through the mirror. The mirror comes in under a key of ours, because NuGet keeps passwords by key, and
/// the sources that it stands in for are switched off: in a machine-wide file, the farthest of the hierarchy, so that everything of the user's
/// still counts. Where a nearer file hides that, a whole configuration replaces the hierarchy.
/// </summary>
internal static class NuGetLender
{
    public static Loan Lend(EcosystemRequest request, DiagnosticBag found)
    {
        var hierarchy = NuGetHierarchy.Load(request.Machine, request.Machine.CurrentFolder, found);
        var lent = NuGetLent.Decide(request, hierarchy, found);
        if (lent.IsNothing)
            return Loan.Nothing;
        return Hidden(request, hierarchy, lent) is { } hidden ? Whole(request, hierarchy, lent, hidden, found) : MachineWide(request, hierarchy, lent, found);
    }

    private static Loan MachineWide(EcosystemRequest request, NuGetHierarchy hierarchy, NuGetLent lent, DiagnosticBag found)
    {
        IDocument document = lent.WriteTo(new NuGetConfigDocument(null));
        foreach (var key in lent.Replaced)
            document = document.Set($"{NuGetNames.Disabled}/{key}", new SettingValue("true"));
        document = NuGetLentPrivate.WriteTo(document, request, hierarchy, lent, reachesNearerKeys: false, found);
        var links = NuGetPaths.MachineFiles(request.Machine).Select(f => KeyValuePair.Create($"nuget/NuGet/Config/{Path.GetFileName(f)}", f));
        return new Loan(
            [KeyValuePair.Create("NUGET_COMMON_APPLICATION_DATA", (string?)"{folder}/nuget")],
            [KeyValuePair.Create("nuget/NuGet/Config/devmirrors.config", TextOf(document))],
            [.. links]);
    }

    private static Loan Whole(EcosystemRequest request, NuGetHierarchy hierarchy, NuGetLent lent, (string Reason, Place Place) hidden, DiagnosticBag found)
    {
        found.Add(Diagnose.NuGetNeedsConfigFile(hidden.Place, hidden.Reason));
        var document = NuGetWholeConfig.Write(hierarchy, lent);
        document = NuGetLentPrivate.WriteTo(document, request, hierarchy, lent, reachesNearerKeys: true, found);
        return new Loan(
            [KeyValuePair.Create("RestoreConfigFile", (string?)"{folder}/nuget/nuget.config")],
            [KeyValuePair.Create("nuget/nuget.config", TextOf(document))],
            []);
    }

    /// <summary>Why a machine-wide file would not reach the command here; null where it does.</summary>
    private static (string Reason, Place Place)? Hidden(EcosystemRequest request, NuGetHierarchy hierarchy, NuGetLent lent)
    {
        if (request.Machine.Variable("RestoreConfigFile") is { } only)
            return ("the environment variable RestoreConfigFile names the only file that counts", new Place(only));
        string[] sections = hierarchy.Patterns.Count > 0 || request.Selection.Private.Count > 0
            ? [NuGetNames.Sources, NuGetNames.Disabled, NuGetNames.Mapping]
            : [NuGetNames.Sources, NuGetNames.Disabled];
        foreach (var section in sections)
            if (hierarchy.Clear(section) is { } clear)
                return ($"a `<clear />` in `{section}` hides the machine-wide settings", clear.Place);
        return lent.Mirror.Kind == MirrorKind.Mirror && hierarchy.AuditSources.FirstOrDefault(s => NuGetAddress.IsUpstream(s.Address)) is { } audit
            ? ($"the audit source `{audit.Key}` would still ask the upstream", audit.Place)
            : null;
    }

    private static string TextOf(IDocument document) => System.Text.Encoding.UTF8.GetString(document.Bytes.Span);
}
