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

    public static bool AreSame(string one, string other) => Normalise(one) is { } address && address == Normalise(other);
}
