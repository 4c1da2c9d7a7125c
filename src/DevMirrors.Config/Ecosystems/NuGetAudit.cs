using NuGet.Configuration;

namespace DevMirrors.Config;

/// <summary>Where NuGet asks for vulnerability data: written only where the policy names it, because a mirror without data silences the audit.</summary>
internal static class NuGetAudit
{
    /// <summary>Our own key among the audit sources.</summary>
    public const string Key = "devmirrors";

    public static IEnumerable<WantedSetting> Settings(EcosystemRequest request, DiagnosticBag found) =>
        Address(request, found) is { } address
            ? [new WantedSetting(NuGetConfigKey.AuditSource(Key), new Wish.Set(new SettingValue(address)), $"the policy names it as `audit` ({request.Selection.Audit!.Place})")]
            : [];

    /// <summary>The address that <c>audit:</c> means; null where it says nothing, or an error says why.</summary>
    public static string? Address(EcosystemRequest request, DiagnosticBag found)
    {
        if (request.Selection.Audit is not { } audit)
            return null;
        if (audit.Text == "upstream")
            return NuGetConstants.V3FeedUrl;
        if (Uri.IsWellFormedUriString(audit.Text, UriKind.Absolute))
            return audit.Text;
        if ((request.Catalogue.Find("nuget-audit", audit.Text) ?? request.Catalogue.Find(NuGetEcosystem.EcosystemName, audit.Text)) is { } entry)
            return entry.Url;
        found.Add(Diagnose.NuGetUnknownAudit(audit.Place, audit.Text));
        return null;
    }
}
