using System.Net;

namespace DevMirrors.Config;

/// <summary>Which addresses a mirror may be asked at, the first one and where redirects lead to.</summary>
internal static class UrlRules
{
    public static void Check(Uri url, ProbeTarget target, FailureKind otherwise)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || url.IdnHost.Length == 0 || url.Port == 0)
            throw new ProbeException(otherwise, $"`{Wording.Origin(url)}` is no http address");
        if (url.UserInfo.Length > 0)
            throw new ProbeException(otherwise, $"the address at `{Wording.Origin(url)}` carries a user name");
        if (url.Scheme == "http" && !target.IsInsecure)
            throw new ProbeException(otherwise, $"`{Wording.Origin(url)}` is plain http, which only a mirror with `insecure: true` may use");
        if (WhyNot(url.IdnHost, target.IsPrivate) is { } why)
            throw new ProbeException(FailureKind.Blocked, $"`{url.IdnHost}` is {why}");
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
            ? "a loopback address, which only a mirror with `private: true` may have"
            : null;
    }
}
