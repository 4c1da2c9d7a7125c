using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>`remove --machine`: undoes everything, then deletes the record of it and what killed runs have left.</summary>
internal static class RemoveMachine
{
    public static IAnswer Run(Request request)
    {
        var scopes = new List<Scope> { Scope.User, Scope.Project };
        if (UserState.Exists(request.Machine, Scope.Machine))
            AddMachine(scopes, request);
        UserState.Finish(request.Machine, scopes, request.Found);
        var plan = UndoPlanner.Plan(request.Machine, scopes, null, null, request.Found);
        var report = request.Found.HasErrors ? null : UndoPlanner.Apply(plan, request.Machine, request.Found);
        var undone = report is { Finished: true } && !request.Found.HasErrors;
        if (!undone && UserState.Folder(request.Machine, Scope.User) is { } folder)
            request.Found.Add(Diagnose.StateStays(new Place(folder)));
        var gone = undone && Forget(scopes, request);
        return new PlanAnswer(plan, report, gone ? Outcome.Done : Outcome.Unfinished, gone ? Left(scopes, request) : "", WrittenWord: "restored");
    }

    // What is not ours to take away is named by a warning.
    private static string Left(List<Scope> scopes, Request request) => UserState.Exists(request.Machine, Scope.Machine) && !scopes.Contains(Scope.Machine)
        ? "nothing of DevMirrors is left that is yours"
        : "nothing of DevMirrors is left on this machine";

    private static void AddMachine(List<Scope> scopes, Request request)
    {
        if (UserState.IsOurs(request.Machine, Scope.Machine))
            scopes.Add(Scope.Machine);
        else
            request.Found.Add(Diagnose.MachineStateElsewhere(new Place(UserState.Folder(request.Machine, Scope.Machine)!)));
    }

    // Project files stand in the user's record.
    private static bool Forget(List<Scope> scopes, Request request)
    {
        VerdictCache.Forget(request.Machine);
        if (!ScratchFolder.Tidy(request.Machine))
            request.Found.AddRange(ScratchFolder.Leftovers(request.Machine).Select(folder => Diagnose.WriteFailed(new Place(folder), "this folder of a killed run cannot be deleted")));
        return scopes.Where(s => s != Scope.Project).ToList().TrueForAll(s => UserState.Forget(request.Machine, s, request.Found)) && !request.Found.HasErrors;
    }
}
