namespace DevMirrors.Config;

/// <summary>A client's own command that empties one of its caches.</summary>
/// <param name="Folder">What it empties, absolute; null where that is not known.</param>
/// <param name="Effect">For people: what that deletes.</param>
public sealed record CacheCleaning(string Ecosystem, string Program, IReadOnlyList<string> Arguments, string? Folder, string Effect)
{
    /// <summary>As one would type it.</summary>
    public string Command => string.Join(' ', Arguments.Prepend(Program));
}
