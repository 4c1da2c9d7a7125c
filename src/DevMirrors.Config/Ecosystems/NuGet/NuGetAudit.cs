using NuGet.Configuration;

namespace DevMirrors.Config;

/// <summary>Where NuGet asks for vulnerability data: written only where the policy names it, because a mirror without data silences the audit.</summary>
internal static class NuGetAudit
{
    /// <summary>Our own key among the audit sources.</summary>
    public const string Key = "devmirrors";

    public static IEnumerable<WantedSetting> Settings(EcosystemRequest request) =>
        Address(request) is { } address
            ? [new WantedSetting(NuGetConfigKey.AuditSource(Key), new Wish.Set(new SettingValue(address)), $"the policy names it as `audit` ({request.Selection.Audit!.Place})")]
            : [];

    /// <summary>The address that <c>audit:</c> means; null where it says nothing.</summary>
    public static string? Address(EcosystemRequest request) =>
        request.Selection.Audit is not { } audit ? null : audit.Text == "upstream" ? NuGetConstants.V3FeedUrl : audit.Text;
}
