using System.CommandLine;

namespace DevMirrors.Tool;

internal static class PlanCommand
{
    public static Command Define(CommandTree tree) => tree.Command(
        "plan",
        "Show what apply would change, as a difference per file, and write nothing",
        [.. tree.Options.Selection, tree.Options.Scope, tree.Options.Root],
        [
            "devmirrors plan                        what this region's mirrors would change for you",
            "devmirrors plan --region cn --only go  the same for another region, only go",
            "devmirrors plan --scope project        the repository's own files",
            "devmirrors plan --format json          for scripts; exit code 1 means that there are changes",
        ],
        (_, request) => Run(request));

    private static PlanAnswer Run(Request request)
    {
        var plan = Steps.Plan(request);
        return new PlanAnswer(plan, null, plan is { HasChanges: true } ? Outcome.Differs : Outcome.Done, "in step: nothing to change");
    }
}
