using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>The token that a registry gives to everybody: https://distribution.github.io/distribution/spec/auth/token.</summary>
internal static partial class RegistryToken
{
    /// <summary>Where the token is to be had; null where the answer asks for something else.</summary>
    public static (Uri Realm, string? Service)? Challenge(ProbeReply reply)
    {
        if (reply.Challenge is not { } challenge || !challenge.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return null;
        var parts = Parts().Matches(challenge).ToLookup(m => m.Groups[1].Value.ToLowerInvariant(), m => m.Groups[2].Success ? m.Groups[2].Value : m.Groups[3].Value);
        return Uri.TryCreate(parts["realm"].FirstOrDefault(), UriKind.Absolute, out var realm) && realm.Scheme is "http" or "https" && MirrorAddress.HostOf(realm) is not null
            ? (realm, parts["service"].FirstOrDefault())
            : null;
    }

    /// <summary>The header's value; null, and a finding, where the realm gives none. Nothing that the user has is sent there.</summary>
    public static async Task<string?> Get(ProbeSession session, (Uri Realm, string? Service) challenge, string image)
    {
        var (realm, service) = challenge;
        // Never over a lower scheme than the registry's own.
        if (realm.Scheme == "http" && session.Target.Url.Scheme == "https")
        {
            session.Seen.Add(Verdict.Refused, "its tokens are to be had over plain http only");
            return null;
        }
        var query = $"scope={Uri.EscapeDataString($"repository:{image}:pull")}" + (service is null ? "" : $"&service={Uri.EscapeDataString(service)}");
        var answer = await session.NeedJson("a token", new ProbeRequest(With(query, realm))).ConfigureAwait(false);
        if ((answer?["token"] ?? answer?["access_token"])?.Text is { } token && !token.Any(char.IsControl))
            return $"Bearer {token}";
        session.Seen.Add(Verdict.Refused, "it gives no token for reading");
        return null;
    }

    /// <summary>What the realm asks already stays: some registries tell by it which of their repositories is meant.</summary>
    private static Uri With(string query, Uri realm) => new(realm, realm.Query.Length > 1 ? $"{realm.Query}&{query}" : $"?{query}");

    [GeneratedRegex(@"([a-zA-Z_]+)\s*=\s*(?:""([^""]*)""|([^\s"",]+))")]
    private static partial Regex Parts();
}
