namespace DevMirrors.Config;

/// <summary>Carries out what <c>--fix</c> may do: finishing interrupted runs, edits of settings files, and our own leftovers, in this order.</summary>
public static class Mending
{
    /// <summary>The edits of files, one for each file, whatever was found in it.</summary>
    public static Plan Plan(IEnumerable<CheckFinding> findings, DiagnosticBag found) =>
        new(null, [.. findings.Select(f => f.Mend).OfType<Mend.Edit>().GroupBy(m => m.Path).Select(g => Edit([.. g], found)).OfType<FileEdit>()]);

    /// <summary>Does it, and gives the findings back with what has been mended.</summary>
    public static IReadOnlyList<CheckFinding> Apply(IReadOnlyList<CheckFinding> findings, Plan plan, Machine machine, DiagnosticBag found)
    {
        var tidied = findings.Select(f => f.Mend).OfType<Mend.Finish>().Select(m => m.Scope).Distinct().Where(scope => UserState.Finish(machine, scope, [], found)).ToList();
        var written = plan.Edits.Count == 0 ? [] : PlanApplier.Apply(plan, machine, found).Edits.Where(e => e.Result is EditResult.Written or EditResult.Unchanged).Select(e => e.Edit.Path).ToList();
        var leftovers = findings.Select(f => f.Mend).OfType<Mend.Remove>().Select(m => m.Path).ToList();
        if (leftovers.Count > 0)
            UserState.Finish(machine, Scope.User, leftovers, found);
        return [.. findings.Select(f => f with { IsFixed = IsDone(f.Mend, tidied, written) })];
    }

    private static bool IsDone(Mend? mend, List<Scope> tidied, List<string> written) => mend switch
    {
        Mend.Finish finish => tidied.Contains(finish.Scope),
        Mend.Edit edit => written.Contains(edit.Path),
        Mend.Remove remove => !Path.Exists(remove.Path),
        _ => false,
    };

    private static FileEdit? Edit(IReadOnlyList<Mend.Edit> mends, DiagnosticBag found)
    {
        var first = mends[0];
        if (FileSnapshot.Read(first.Path, found) is not { Exists: true } before)
            return null;
        var after = mends.Aggregate(before.Bytes, (bytes, mend) => mend.Change(bytes));
        // No key is owned by it: a policy may take these settings over without asking whose they are.
        return before.Bytes.Span.SequenceEqual(after.Span)
            ? null
            : new FileEdit(first.Ecosystem, Scope.User, first.Path, first.Format, EditAction.Update, before, after, [], []);
    }
}
