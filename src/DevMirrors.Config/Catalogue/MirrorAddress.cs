namespace DevMirrors.Config;

/// <summary>Compares addresses as the clients do.</summary>
internal static class MirrorAddress
{
    /// <summary>Scheme and host in lower case, no default port, no trailing slash; null for what is not an absolute address.</summary>
    /// <remarks>A user part stays: an address with somebody's credentials is theirs, not the catalogue's.</remarks>
    public static string? Normalise(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri.GetComponents(UriComponents.AbsoluteUri, UriFormat.UriEscaped).TrimEnd('/')
            : null;

    /// <summary><c>https://host[:port]</c>: scheme and ASCII host in lower case, no default port; null for what is not an absolute address, or has a host that no client could look up.</summary>
    public static string? Origin(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            return null;
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : HostOf(uri)?.ToLowerInvariant();
        return host is null ? null : $"{uri.Scheme}://{host}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}";
    }

    /// <summary>The host as name servers are asked for it, without an IP address's brackets; null where it has no such form, or the address is relative.</summary>
    public static string? HostOf(Uri url)
    {
        try
        {
            return url.IsAbsoluteUri ? url.IdnHost : null;
        }
        catch (UriFormatException)
        {
            // Only this step looks into names that say they are in Punycode already: `http://xn--a\u00ad-./` is an absolute address before.
            return null;
        }
    }

    /// <param name="host">An IP address of version 6 with brackets, as the http handler names places, or without.</param>
    public static bool IsHostOf(Uri url, string host) => host.Trim('[', ']').Equals(HostOf(url), StringComparison.OrdinalIgnoreCase);

    public static bool AreSame(string one, string other) => Normalise(one) is { } address && address == Normalise(other);
}
