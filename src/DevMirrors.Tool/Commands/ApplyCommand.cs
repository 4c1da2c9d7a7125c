using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class ApplyCommand
{
    public static Command Define(CommandTree tree) => tree.Command(
        "apply",
        "Bring the clients' own files into step with the policy, after showing the plan and asking",
        [.. tree.Options.Selection, tree.Options.Scope, tree.Options.Root, tree.Options.Yes, tree.Options.Probe],
        [
            "devmirrors apply                       show the plan, ask, write your own settings files",
            "devmirrors apply --yes                 for scripts: agree without being asked",
            "devmirrors apply --probe               measure first, where the policy says `select: healthy` or `fastest`",
            "DEVMIRRORS_TRUST=<sha256> devmirrors apply",
            "                                       for CI: agree to exactly this policy, and to no other",
            "sudo devmirrors apply --scope machine  the machine's files, /etc/docker/daemon.json among them",
        ],
        (parsed, request) => Run(Steps.Measured(request, tree.Options, parsed)));

    private static PlanAnswer Run(Request request)
    {
        if (Steps.Plan(request) is not { } plan || HasPolicyError(request))
            return Answered(null, new ApplyReport([]), Outcome.Done);
        if (plan.HasChanges && request.Format == OutputFormat.Human)
            PlanView.Write(plan, request, request.Terminal.Error, "");
        return !plan.HasChanges || Consent.IsGiven(plan, request) ? Written(plan, request) : NotAgreed(plan);
    }

    // Called even where nothing changes: it finishes what a killed run has left, and otherwise touches nothing.
    private static PlanAnswer Written(Plan plan, Request request)
    {
        var report = MirrorRun.Apply(plan, request.Options, request.Machine, request.Found, again => Consent.Covers(plan, again, request));
        if (plan.Selection is { } selection)
            Steps.Verify(request, selection);
        return Answered(plan, report, (report.Finished ? Outcome.Done : Outcome.Unfinished) | Steps.OfVerdicts(plan));
    }

    private static PlanAnswer NotAgreed(Plan plan) =>
        Answered(plan, new ApplyReport([.. plan.Edits.Select(e => new AppliedEdit(e, e.Action == EditAction.None ? EditResult.Unchanged : EditResult.Skipped))]), Outcome.NeedsConsent);

    private static PlanAnswer Answered(Plan? plan, ApplyReport report, Outcome outcome) => new(plan, report, outcome, "in step: nothing to change");

    private static bool HasPolicyError(Request request) => ExitCode.Of(request.Found, Outcome.Done, request.PolicyPath) == ExitCode.Wrong;
}
