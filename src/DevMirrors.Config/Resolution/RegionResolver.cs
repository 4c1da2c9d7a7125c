namespace DevMirrors.Config;

/// <summary>Decides which region this machine is in: option, environment, stored choice, <c>when</c> rules, default.</summary>
public static class RegionResolver
{
    /// <param name="option">The value of <c>--region</c>, or null.</param>
    /// <param name="stored">The user's stored choice (<c>region set cn</c>), or null.</param>
    public static ResolvedRegion? Resolve(Policy policy, Machine machine, string? option, string? stored, DiagnosticBag found) =>
        throw new NotSupportedException();
}
