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

    /// <summary><c>https://host[:port]</c>: scheme and ASCII host in lower case, no default port; null for what is not an absolute address.</summary>
    public static string? Origin(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            return null;
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost.ToLowerInvariant();
        return $"{uri.Scheme}://{host}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}";
    }

    public static bool AreSame(string one, string other) => Normalise(one) is { } address && address == Normalise(other);
}
