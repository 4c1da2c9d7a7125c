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
        var isReadable = state.TryReadPending(found, out var pending) & state.ReadJournal(found) is not null;
        foreach (var problem in found)
            yield return CheckFinding.Of(problem);
        if (pending is not null && isReadable)
            yield return CheckFinding.Warning("an earlier run was interrupted, so some of its files are written and others are not", new Place(state.PendingPath), Command(scope)) with
            {
                Mend = UserState.IsOurs(machine, scope) ? new Mend.Finish($"finish the interrupted run of {state.PendingPath}", scope) : null,
            };
    }

    private static string Command(Scope scope) =>
        scope == Scope.Machine ? "`sudo devmirrors apply --scope machine` or `undo` finishes it" : "`devmirrors apply` or `devmirrors undo` finishes it";
}
