using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class TrustCommand
{
    private static readonly Option<bool> List = new("--list") { Description = "Every policy that you have agreed to" };
    private static readonly Option<bool> Revoke = new("--revoke") { Description = "Agree to this policy no longer; the file may be gone" };
    private static readonly Option<bool> Show = new("--show") { Description = "What you would agree to, and whether the policy is trusted now" };

    public static Command Define(CommandTree tree) => tree.Command(
        "trust",
        "Agree to what a policy reaches, so that builds keep your own settings in step with it",
        [tree.Options.Policy, tree.Options.Yes, List, Revoke, Show],
        [
            "devmirrors trust                     show every host and private name, ask, record the answer",
            "devmirrors trust --show              the same, without asking",
            "devmirrors trust --list              every policy that you have agreed to",
            "devmirrors trust --revoke            agree to this one no longer; settings stay until `devmirrors undo`",
            "DEVMIRRORS_TRUST=<sha256> dotnet build",
            "                                     for CI: agree to exactly this policy, and record nothing",
        ],
        (parsed, request) => Run([.. new[] { List, Revoke, Show }.Where(o => parsed.GetResult(o) is { Implicit: false })], request));

    private static IAnswer Run(IReadOnlyList<Option<bool>> asked, Request request)
    {
        if (asked.Count > 1)
            request.Found.Add(Diagnose.BadCommandLine($"`{asked[0].Name}` and `{asked[1].Name}` ask for different things", "devmirrors trust --help"));
        return request.Found.HasErrors ? new TrustAnswer(null, null, null)
            : asked.Contains(List) ? new TrustListAnswer(Trust.List(request.Machine, request.Found) ?? [])
            : asked.Contains(Revoke) ? RevokeThis(request)
            : Judge(asked.Contains(Show), request);
    }

    private static TrustRevokedAnswer RevokeThis(Request request)
    {
        var path = PolicyFile.Locate(request.Options.PolicyPath, request.Machine, request.Found);
        var revoked = path is null ? null : Trust.Revoke([path], request.Machine, request.Found);
        if (revoked is { Count: 0 })
            request.Found.Add(Diagnose.NotTrusted(path!));
        return new TrustRevokedAnswer(revoked ?? []);
    }

    private static TrustAnswer Judge(bool showOnly, Request request)
    {
        // Only what makes the policy useless: how good its mirrors are is what `plan` and `check` tell.
        var problems = new DiagnosticBag();
        var selection = MirrorRun.Select(request.Options, request.Machine, problems);
        request.Found.AddRange(problems.Where(d => d.Severity == Severity.Error));
        request.PolicyPath = selection?.Policy.Path;
        if (selection is null)
            return new TrustAnswer(null, null, null);
        var verdict = Trust.Of(selection.Policy, selection.Catalogue, request.Machine, request.Found);
        return showOnly ? new TrustAnswer(selection.Policy, verdict, null) : Grant(selection, verdict, request);
    }

    private static TrustAnswer Grant(Selection selection, TrustVerdict verdict, Request request)
    {
        var policy = selection.Policy;
        if (verdict.Known is { } known && known.Hash == policy.Hash && verdict.Added.Count == 0 && verdict.Removed.Count == 0)
        {
            UserState.Tidy(request.Machine, request.Found);
            return new TrustAnswer(policy, verdict, EditResult.Unchanged);
        }
        if (request.Format == OutputFormat.Human && request.Verbosity != Verbosity.Quiet)
            TrustView.Write(policy, verdict, request.Terminal, request.Terminal.Error);
        if (!IsAgreed(policy, request))
            return new TrustAnswer(policy, verdict, EditResult.Skipped);
        if (!Trust.Grant(policy, selection.Catalogue, request.Machine, request.Found))
            return new TrustAnswer(policy, verdict, EditResult.Failed);
        return new TrustAnswer(policy, Trust.Of(policy, selection.Catalogue, request.Machine, request.Found), EditResult.Written);
    }

    private static bool IsAgreed(Policy policy, Request request)
    {
        if (request.Yes || Trust.IsNamed(policy, request.Machine))
            return true;
        if (Terminal.IsInteractive && request.Format == OutputFormat.Human)
            return request.Asks("trust this policy?");
        request.Found.Add(Diagnose.TrustNeedsConsent(policy.Path, policy.Hash));
        return false;
    }
}
