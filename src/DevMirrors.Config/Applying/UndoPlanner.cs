namespace DevMirrors.Config;

/// <summary>Plans the way back: identical bytes where nobody edited since, only our span where somebody did, a refusal where they overlap.</summary>
public static class UndoPlanner
{
    /// <param name="repository">The folder whose project files are meant; null means every repository (<c>--all</c>).</param>
    public static Plan Plan(Machine machine, IReadOnlyList<Scope> scopes, string? repository, IReadOnlyList<string>? only, DiagnosticBag found) =>
        throw new NotSupportedException();

    /// <summary>Carries the plan out and forgets what it gave back.</summary>
    public static ApplyReport Apply(Plan plan, Machine machine, DiagnosticBag found) => throw new NotSupportedException();
}
