namespace DevMirrors.Config;

/// <summary>
/// Keeps Bun, up to version 1.3, from taking a token along: it gives a .npmrc's <c>//host/:_authToken</c> to its own registry, by the host alone, and still sends it
/// when npm's variable names another one. Seen with 1.1.38, 1.2.23 and 1.3.14; 1.4.5 sends none. `_auth`, passwords, user parts and npm's variables stay behind in all of them.
/// </summary>
/// <param name="Stay">The registry that the token belongs to, for the variable that Bun takes before npm's; null where it cannot be told.</param>
/// <param name="MayBeShown">Whether it holds nothing but an address.</param>
internal sealed record BunToken(string Key, Place Place, string? Stay, bool MayBeShown)
{
    /// <summary>What Bun takes before npm's variables, and no other client at all.</summary>
    public const string Variable = "BUN_CONFIG_REGISTRY";

    /// <summary>The token that would follow to <paramref name="registry"/>; null where there is none.</summary>
    public static BunToken? Find(string registry, NpmReader.Chain chain, EcosystemRequest request)
    {
        if (request.Machine.Variable(Variable) is not null)
            return null;
        List<(string Written, string Value)> own = [.. BunCredentials.Registry(request), .. chain.Registries];
        var follow = NpmCredentials.Tokens(request.Machine, request.RepositoryFolder)
            .Where(token => !IsOf(registry, token.Bound))
            .Select(token => (token.Key, token.Place, Own: own.Where(o => IsOf(o.Value, token.Bound)).Append(Default(token.Bound)).First()))
            .Where(token => token.Own.Value is not null)
            .ToList();
        if (follow.Count == 0)
            return null;
        var ((key, place, stay), isOne) = (follow[0], follow.All(t => Server(t.Own.Value) == Server(follow[0].Own.Value)));
        return new BunToken(key, place, isOne && Server(stay.Value).StartsWith("http", StringComparison.OrdinalIgnoreCase) ? stay.Value : null, stay.Written == stay.Value && IsPlain(stay.Value));
    }

    private static (string Written, string Value) Default(string key) =>
        AddressOf("https", key) is { } url && NpmDefault.IsHost(url.IdnHost) ? (Server(url.AbsoluteUri) + "/", Server(url.AbsoluteUri) + "/") : default;

    private static bool IsPlain(string url) => Secrets.MaskAddress(url) == url && !Secrets.HoldsRandom(url);

    private static bool IsOf(string registry, string key) =>
        Uri.TryCreate(registry, UriKind.Absolute, out var url) && AddressOf(url.Scheme, key) is { } bound && (url.IdnHost, url.Port) == (bound.IdnHost, bound.Port);

    private static string Server(string url) => new Uri(url).GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    // `//host:port/path/:_authToken`
    private static Uri? AddressOf(string scheme, string key) =>
        Uri.TryCreate($"{scheme}:{key[..^NpmUrl.TokenName.Length]}", UriKind.Absolute, out var address) ? address : null;
}
