using System.CommandLine;

namespace DevMirrors.Tool;

internal static class PlanCommand
{
    public static Command Define(CommandTree tree) => tree.Command(
        "plan",
        "Show what apply would change, as a difference per file, and write nothing",
        [.. tree.Options.Selection, tree.Options.Scope, tree.Options.Root, tree.Options.Probe],
        [
            "devmirrors plan                        what this region's mirrors would change for you",
            "devmirrors plan --region cn --only go  the same for another region, only go",
            "devmirrors plan --scope project        the repository's own files",
            "devmirrors plan --probe                measure first, where the policy says `select: healthy` or `fastest`",
            "devmirrors plan --format json          for scripts; exit code 1 means that there are changes",
        ],
        (parsed, request) => Run(Steps.Measured(request, tree.Options, parsed)));

    private static PlanAnswer Run(Request request)
    {
        var plan = Steps.Plan(request);
        return new PlanAnswer(plan, null, (plan is { HasChanges: true } ? Outcome.Differs : Outcome.Done) | Steps.OfVerdicts(plan), "in step: nothing to change");
    }
}
