namespace DevMirrors.Config;

/// <summary>Registry addresses as npm writes and compares them.</summary>
internal static class NpmUrl
{
    public const string TokenName = ":_authToken";

    /// <summary>With one slash at the end.</summary>
    public static string Normalise(string url) => url.TrimEnd('/') + "/";

    public static bool Same(string? left, string? right) =>
        left is null || right is null ? left == right : Comparable(left) == Comparable(right);

    /// <summary>The key under which npm looks for this registry's token: <c>//host:port/path/:_authToken</c>.</summary>
    public static string TokenKey(string url) => $"{Normalise(url)[(url.IndexOf("://", StringComparison.Ordinal) + 1)..]}{TokenName}";

    // Scheme and host do not depend on case, the path does.
    private static string Comparable(string url) =>
        Uri.TryCreate(Normalise(url), UriKind.Absolute, out var uri) ? uri.AbsoluteUri : url;
}
