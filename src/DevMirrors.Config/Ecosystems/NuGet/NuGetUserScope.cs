using NuGet.Configuration;

namespace DevMirrors.Config;

/// <summary>
/// The user's NuGet.Config: the source that the mirror stands in for keeps its key and gets another value, nothing else. Private sources and
/// mapping there would break other repositories.
/// </summary>
internal static class NuGetUserScope
{
    public static IReadOnlyList<FileTarget> Targets(EcosystemRequest request, DiagnosticBag found)
    {
        if (NuGetPaths.UserFile(request.Machine) is not { } path)
        {
            found.Add(Diagnose.NoUserFile(NuGetEcosystem.EcosystemName, "there is no home folder"));
            return [];
        }
        ReportFallback(request.Selection, found);
        WarnOfUnbound(request, found);
        var own = NuGetHierarchy.Load(request.Machine, null, new DiagnosticBag());
        var settings = NuGetReplaced.Keys(request, own, found).SelectMany(key => Settings(request, path, own, key, found)).ToList();
        settings.AddRange(NuGetAudit.Settings(request).Where(_ => !AuditIsHeld(request, path, own, found)));
        return [new FileTarget(NuGetEcosystem.EcosystemName, Scope.User, path, NuGetConfigFormat.Instance, settings)];
    }

    // NuGet gives an audit source the password that is kept under its name, as it does any other.
    private static bool AuditIsHeld(EcosystemRequest request, string path, NuGetHierarchy own, DiagnosticBag found) =>
        NuGetCredentials.WouldMove(
            request.Machine, path, [request.Machine.CurrentFolder, request.RepositoryFolder], NuGetAudit.Key,
            own.AuditSources.FirstOrDefault(s => s.Key.Equals(NuGetAudit.Key, StringComparison.OrdinalIgnoreCase))?.Address, NuGetAudit.Address(request)!, found);

    // Private names are bound by the repository's file only: in the user's they would break other repositories.
    private static void WarnOfUnbound(EcosystemRequest request, DiagnosticBag found)
    {
        if (request.Selection.Private.Count == 0)
            return;
        var here = NuGetHierarchy.Load(request.Machine, request.RepositoryFolder, new DiagnosticBag());
        foreach (var binding in request.Selection.Private.Where(b => b.Mirror.Kind == MirrorKind.Mirror && !NuGetReader.IsBound(b, here)))
            found.Add(Diagnose.NuGetPrivateUnbound(binding.Pattern.Place, binding.Pattern.Text, binding.Mirror.Id));
    }

    private static IEnumerable<WantedSetting> Settings(EcosystemRequest request, string path, NuGetHierarchy own, string key, DiagnosticBag found)
    {
        var mirror = request.Selection.Mirrors[0];
        var current = own.Sources.FirstOrDefault(s => s.Key == key)?.Address ?? NuGetConstants.V3FeedUrl;
        var address = mirror.Kind == MirrorKind.Mirror ? mirror.Url : Given(request, path, key, current);
        if (own.Disabled.TryGetValue(key, out var disabled))
            found.Add(Diagnose.NuGetSourceIsDisabled(disabled, key));
        return NuGetCredentials.WouldMove(request.Machine, path, [request.Machine.CurrentFolder, request.RepositoryFolder], key, current, address, found)
            ? []
            : NuGetSourceSettings.For(request, path, key, mirror, $"{mirror.Named} for region {request.Selection.Region}");
    }

    /// <summary>What a release would put in place of the present address.</summary>
    private static string Given(EcosystemRequest request, string path, string key, string current)
    {
        var known = request.Journal.Find(path)?.Find(NuGetConfigKey.Source(key));
        if (known?.Baseline is { } baseline)
            return NuGetAddress.Expand(baseline.Text, request.Machine);
        var isOurs = known is not null || request.Catalogue.ByUrl(NuGetEcosystem.EcosystemName, current) is not null;
        return isOurs ? NuGetConstants.V3FeedUrl : current;
    }

    private static void ReportFallback(EcosystemSelection selection, DiagnosticBag found)
    {
        if (selection.Mirrors.Count > 1)
            found.Add(Diagnose.NuGetHasNoFallback(selection.Mirrors[1].Place, selection.Mirrors[0].Id, string.Join(", ", selection.Mirrors.Skip(1).Select(m => $"`{m.Id}`"))));
        else if (selection.Fallback is Fallback.AnyError or Fallback.NotFound)
            found.Add(Diagnose.NuGetFallbackIgnored(selection.Place));
    }
}
