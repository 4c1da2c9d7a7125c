namespace DevMirrors.Config;

/// <summary>Whether a policy may change this user's settings without a question.</summary>
/// <param name="Because">A sentence part for people, without the <c>because</c>.</param>
/// <param name="Reach">What the policy reaches now.</param>
/// <param name="Known">What was agreed to for this path, whether it still holds or not; null where nothing was.</param>
public sealed record TrustVerdict(bool IsTrusted, string Because, PolicyReach Reach, TrustedPolicy? Known)
{
    /// <summary>What has come since, one line each: origins, private bindings, tokens. Empty where nothing was agreed to before.</summary>
    public IReadOnlyList<string> Added => Known?.Reach.Missing(Reach) ?? [];

    /// <summary>What has gone since.</summary>
    public IReadOnlyList<string> Removed => Known is null ? [] : Reach.Missing(Known.Reach);
}
