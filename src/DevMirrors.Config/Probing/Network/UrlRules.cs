using System.Net;

namespace DevMirrors.Config;

/// <summary>Which addresses a mirror may be asked at, the first one and where redirects lead to.</summary>
internal static class UrlRules
{
    public static void Check(Uri url, ProbeTarget target, FailureKind otherwise)
    {
        if (MirrorAddress.HostOf(url) is not { Length: > 0 } host || url.Scheme is not ("http" or "https") || url.Port == 0)
            throw new ProbeException(otherwise, $"`{Wording.Origin(url)}` is no http address");
        if (url.UserInfo.Length > 0)
            throw new ProbeException(otherwise, $"the address at `{Wording.Origin(url)}` carries a user name");
        // Before the scheme: where a mirror tries to reach inside, that is what people must hear.
        if (WhyNot(host, OwnHost.MayBeInside(host, target)) is { } why)
            throw new ProbeException(FailureKind.Blocked, $"`{host}` is {why}");
        if (url.Scheme == "http" && !OwnHost.MayBePlain(host, target))
            throw new ProbeException(otherwise, $"`{Wording.Origin(url)}` is plain http, which only a mirror with `insecure: true` may use for its own host");
    }

    /// <summary>Before anything is sent: behind a proxy nobody asks for the address of these.</summary>
    private static string? WhyNot(string host, bool isPrivate)
    {
        if (IPAddress.TryParse(host, out var address))
            return AddressRules.WhyNot(address, isPrivate);
        var name = host.TrimEnd('.');
        if (name.Equals("metadata.google.internal", StringComparison.OrdinalIgnoreCase))
            return "a cloud metadata address, which no mirror may have";
        return !isPrivate && (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
            ? "a loopback address, which only a mirror with `private: true` may have for its own host"
            : null;
    }
}
