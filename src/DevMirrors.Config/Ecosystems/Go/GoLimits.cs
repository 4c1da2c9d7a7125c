namespace DevMirrors.Config;

/// <summary>Says what go cannot do of what the policy asks for.</summary>
internal static class GoLimits
{
    public static void Report(EcosystemSelection selection, DiagnosticBag found)
    {
        foreach (var binding in selection.Private.Where(b => b.Mirror.Kind == MirrorKind.Mirror && !GoSettings.CanAsk(selection, b)))
            found.Add(Diagnose.GoHasOneListForAllNames(binding.Pattern.Place, binding.Pattern.Text, binding.Mirror.Id));
        ReportFallback(selection, found);
        foreach (var mirror in selection.Mirrors.Where(m => m.TokenVariable is not null))
            found.Add(Diagnose.GoReadsNoTokenVariable(mirror.Place, mirror.Id, mirror.TokenVariable!));
        if (selection.SumDb is null && selection.Mirrors[0].Catalogue is { } entry && entry.Notes.Contains("no checksum database", StringComparison.Ordinal))
            found.Add(Diagnose.GoMirrorWithoutSumDb(selection.Mirrors[0].Place, entry.Id));
    }

    private static void ReportFallback(EcosystemSelection selection, DiagnosticBag found)
    {
        var unused = selection.Mirrors.Except(GoProxyList.Used(selection)).ToList();
        if (unused.Count > 0)
            found.Add(Diagnose.GoEntriesUnused(unused[0].Place, selection.Mirrors[0].Id, [.. unused.Select(m => m.Id)]));
        if (selection.Fallback == Fallback.AnyError && selection.Mirrors is [_, .., { Kind: MirrorKind.Direct } direct])
            found.Add(Diagnose.GoOutageStopsBeforeDirect(direct.Place));
    }
}
