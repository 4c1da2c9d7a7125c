using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class UndoCommand
{
    public static Command Define(CommandTree tree)
    {
        var all = new Option<bool>("--all") { Description = "The project files of every repository, not only of this one" };
        return tree.Command(
            "undo",
            "Give back what was there before the first apply; needs no policy and asks nothing",
            [tree.Options.Policy, tree.Options.Only, tree.Options.Scope, all],
            [
                "devmirrors undo                       your own files, and this repository's",
                "devmirrors undo --only npm            only npm's",
                "devmirrors undo --all                 every repository's project files as well",
                "sudo devmirrors undo --scope machine  the machine's files",
            ],
            (parsed, request) => Run(request, parsed.GetValue(all)));
    }

    private static PlanAnswer Run(Request request, bool all)
    {
        IReadOnlyList<Scope> scopes = request.ScopeGiven ? [request.Options.Scope] : [Scope.User, Scope.Project];
        var repository = all ? null : Steps.RepositoryFolder(request);
        // First, because what is to be undone is only known once an interrupted run has come to its end.
        if (!UserState.Finish(request.Machine, scopes, request.Found))
            return new PlanAnswer(null, new ApplyReport([]), Outcome.Unfinished, "");
        var plan = UndoPlanner.Plan(request.Machine, scopes, repository, request.Options.Only, request.Found);
        if (request.Format == OutputFormat.Human && request.Verbosity == Verbosity.Detailed)
            PlanView.Write(plan, request, request.Terminal.Error, "");
        var report = UndoPlanner.Apply(plan, request.Machine, request.Found);
        if (report.Edits.Any(e => e.Result == EditResult.Written && e.Edit.Scope == Scope.User))
            TellOfTrust(request);
        return new PlanAnswer(plan, report, report.Finished ? Outcome.Done : Outcome.Unfinished, request.Found.HasErrors ? "" : "nothing to undo", WrittenWord: "restored");
    }

    private static void TellOfTrust(Request request)
    {
        if (PolicyFile.Locate(request.Options.PolicyPath, request.Machine, new DiagnosticBag()) is { } policy && Trust.IsListed(policy, request.Machine))
            request.Found.Add(Diagnose.BuildsApplyAgain(policy));
    }
}
