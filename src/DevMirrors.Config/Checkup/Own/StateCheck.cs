namespace DevMirrors.Config;

/// <summary>Looks whether our own record can be read, and whether a run was interrupted.</summary>
internal sealed class StateCheck : ICheck
{
    public string Id => "state";

    public string Ecosystem => Checkup.Own;

    public string Healthy => "the record of what DevMirrors wrote is in order";

    // Project files are in the user's journal.
    public IEnumerable<CheckFinding> Look(CheckRequest request) =>
        new[] { Scope.User, Scope.Machine }.SelectMany(scope => Look(request.Machine, scope));

    private static IEnumerable<CheckFinding> Look(Machine machine, Scope scope)
    {
        if (UserState.Existing(machine, scope) is not { } state)
            yield break;
        if (UserState.IsClosed(machine, scope))
        {
            yield return CheckFinding.Of(Diagnose.MachineRecordClosed(new Place(state.Path)));
            yield break;
        }
        var found = new DiagnosticBag();
        var pending = PendingRun.Find(state, found);
        foreach (var problem in found)
            yield return CheckFinding.Of(problem);
        if (pending is null)
            yield break;
        var left = pending.FileOfRepository is { } file ? $"; {file} is a repository's, so `--fix` leaves this run, and all that it could mend after it, to you" : "";
        yield return CheckFinding.Warning($"an earlier run was interrupted, so some of its files are written and others are not{left}", new Place(state.PendingPath), Command(scope)) with
        {
            Mend = left.Length == 0 && UserState.IsOurs(machine, scope) ? Finish(state, scope, pending.Edits) : null,
        };
    }

    private static Mend.Finish Finish(StateFolder state, Scope scope, IReadOnlyList<FileEdit> edits) => new(
        $"finish the interrupted run of {state.PendingPath}, which {(edits.Count == 0 ? "has written all of its files" : $"has still to write {string.Join(", ", edits.Select(e => e.Path))}")}", scope, edits);

    private static string Command(Scope scope) =>
        scope == Scope.Machine ? "`sudo devmirrors apply --scope machine` or `undo` finishes it" : "`devmirrors apply` or `devmirrors undo` finishes it";
}
