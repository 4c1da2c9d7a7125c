using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class CheckCommand
{
    public static Command Define(CommandTree tree) => tree.Command(
        "check",
        "Tell whether everything is in step with the policy, and write nothing",
        [.. tree.Options.Selection, tree.Options.Scope, tree.Options.Root],
        [
            "devmirrors check                    exit code 0: in step; 1: something differs or overrides it",
            "devmirrors check --scope project    for CI: are the repository's own files in step?",
            "devmirrors check --format msbuild   lines that editors and CI systems link",
        ],
        (_, request) => Run(request));

    private static PlanAnswer Run(Request request)
    {
        if (Steps.Plan(request, deadIsError: true) is not { Selection: { } selection } plan)
            return new PlanAnswer(null, null, Outcome.Done, "");
        VendoredDrift.OfFiles(selection.Policy.Folder, request.Found);
        var shadowed = Steps.IsShadowed(Steps.Verify(request, selection));
        foreach (var edit in plan.Edits.Where(e => e.Changes.Count > 0))
            request.Found.Add(Diagnose.Drifted(edit, Asked(request.Options)));
        var results = plan.Edits.Select(e => new AppliedEdit(e, ResultOf(e))).ToList();
        return new PlanAnswer(plan, new ApplyReport(results), plan.HasChanges || shadowed ? Outcome.Differs : Outcome.Done, InStep(shadowed), ShowsResults: false);
    }

    private static string Asked(RunOptions options) =>
        (options.Region is { } region ? $" --region {region}" : "") + (options.Scope == Scope.User ? "" : $" --scope {Json.Word(options.Scope)}");

    private static string InStep(bool shadowed) => shadowed ? "the files are in step, but something overrides them" : "in step: nothing to change";

    private static EditResult ResultOf(FileEdit edit) =>
        edit.IsRefused ? EditResult.Refused : edit.Action == EditAction.None ? EditResult.Unchanged : EditResult.Skipped;
}
