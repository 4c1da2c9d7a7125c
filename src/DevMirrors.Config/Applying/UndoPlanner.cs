namespace DevMirrors.Config;

/// <summary>Plans the way back: identical bytes where nobody edited since, only our span where somebody did, a refusal where they overlap.</summary>
public static class UndoPlanner
{
    /// <param name="repository">The folder whose project files are meant; null means every repository (<c>--all</c>).</param>
    /// <param name="only">The ecosystems meant; null for all.</param>
    public static Plan Plan(Machine machine, IReadOnlyList<Scope> scopes, string? repository, IReadOnlyList<string>? only, DiagnosticBag found) =>
        Plan(machine, scopes, repository, only, EcosystemList.All, found);

    /// <summary>Carries the plan out and forgets what it gave back.</summary>
    public static ApplyReport Apply(Plan plan, Machine machine, DiagnosticBag found) => Apply(plan, machine, EcosystemList.All, found);

    internal static Plan Plan(
        Machine machine, IReadOnlyList<Scope> scopes, string? repository, IReadOnlyList<string>? only, IReadOnlyList<IEcosystem> ecosystems, DiagnosticBag found)
    {
        var edits = new List<FileEdit>();
        foreach (var scope in scopes)
        {
            if (UserState.ReadJournal(machine, scope, found) is not { } journal || UserState.Existing(machine, scope) is not { } state)
                continue;
            var undo = new UndoFile(state.Objects, ecosystems, machine, found);
            // A repository's file that the user's links to has been met already.
            edits.AddRange(Files(journal, scope, repository, only).Where(f => !edits.Exists(e => e.Path == f[0].Path)).ToList().Select(f => undo.Decide(f).Edit));
        }
        if (edits.Count == 0 && !found.HasErrors)
            found.Add(Diagnose.NothingToUndo());
        return new Plan(null, edits);
    }

    internal static ApplyReport Apply(Plan plan, Machine machine, IReadOnlyList<IEcosystem> ecosystems, DiagnosticBag found)
    {
        var applied = plan.Edits.Select(e => new AppliedEdit(e, EditResult.Unchanged)).ToArray();
        foreach (var group in Enumerable.Range(0, applied.Length).GroupBy(i => plan.Edits[i].Scope == Scope.Machine))
        {
            var results = new UndoRun(machine, ecosystems, found).Apply([.. group.Select(i => plan.Edits[i])]);
            foreach (var (index, result) in group.Zip(results))
                applied[index] = applied[index] with { Result = result };
        }
        return new ApplyReport(applied);
    }

    // One file with two names is one edit: two would not know of each other.
    private static IEnumerable<IReadOnlyList<JournalFile>> Files(Journal journal, Scope scope, string? repository, IReadOnlyList<string>? only) =>
        journal.Files.Where(f => IsMeant(f, scope, repository, only)).Select(f => journal.SameFile(f.Path)).DistinctBy(f => f[0].Path);

    private static bool IsMeant(JournalFile file, Scope scope, string? repository, IReadOnlyList<string>? only) =>
        file.Scope == scope
        && (scope != Scope.Project || repository is null || file.Repository == repository)
        && (only?.Contains(file.Ecosystem) ?? true);
}
