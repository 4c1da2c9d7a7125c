namespace DevMirrors.Config;

/// <summary>Turns the names of a region into mirrors with addresses.</summary>
public static class MirrorSelector
{
    /// <param name="only">The ecosystems asked for (<c>--only</c>), or null for all.</param>
    /// <param name="deadIsError">True for <c>init</c> and <c>check</c>: a dead mirror is an error; elsewhere it is skipped with a warning.</param>
    public static Selection? Select(
        Policy policy, ResolvedRegion region, MirrorCatalogue catalogue, IReadOnlyList<string>? only, bool deadIsError, DiagnosticBag found) =>
        throw new NotSupportedException();
}
