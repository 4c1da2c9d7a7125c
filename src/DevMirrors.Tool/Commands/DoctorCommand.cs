using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class DoctorCommand
{
    public static Command Define(CommandTree tree)
    {
        var fix = new Option<bool>("--fix") { Description = "Mend what can be mended without loss, after showing it and asking" };
        return tree.Command(
            "doctor",
            "Find what silently keeps the clients from using their mirrors, and say how to mend it",
            [.. tree.Options.Selection, fix, tree.Options.Yes],
            [
                "devmirrors doctor                 look at everything; exit code 1 where something is to be mended",
                "devmirrors doctor --only go,npm   only these clients",
                "devmirrors doctor --fix           mend what is safe, after asking; `devmirrors undo` gives the bytes back",
                "devmirrors doctor --format json",
            ],
            (parsed, request) => Run(request, parsed.GetResult(fix) is { Implicit: false }));
    }

    private static DoctorAnswer Run(Request request, bool fix)
    {
        var hasPolicy = Steps.HasPolicy(request);
        var selection = hasPolicy ? Steps.Select(request) : null;
        var checkup = new CheckRequest(
            request.Machine, MirrorCatalogue.BuiltIn(), Steps.RepositoryFolder(request), hasPolicy, selection, ClientVersions.Ask(request.Machine, request.Options.Only));
        var findings = Checkup.Run(checkup, request.Options.Only);
        var answer = new DoctorAnswer(selection?.Region, findings, Outcome.Done);
        answer = fix && findings.Any(f => f.Mend is not null) ? Mended(answer, request) : answer;
        if (request.Format == OutputFormat.MsBuild)
            request.Found.AddRange(answer.Findings.Where(f => f.IsOpen).Select(Diagnose.CheckFound));
        return answer.Findings.Any(f => f.IsOpen) ? answer with { Outcome = answer.Outcome | Outcome.Differs } : answer;
    }

    private static DoctorAnswer Mended(DoctorAnswer answer, Request request)
    {
        var plan = Mending.Plan(answer.Findings, request.Found);
        if (!IsAgreed(answer, plan, request))
            return answer with { Outcome = Outcome.NeedsConsent };
        var findings = Mending.Apply(answer.Findings, plan, request.Machine, request.Found);
        return answer with { Findings = findings, Outcome = findings.Any(f => f is { Mend: not null, IsFixed: false }) ? Outcome.Unfinished : Outcome.Done };
    }

    private static bool IsAgreed(DoctorAnswer answer, Plan plan, Request request)
    {
        var mends = answer.Findings.Select(f => f.Mend).OfType<Mend>().ToList();
        var asks = !request.Yes && Terminal.IsInteractive && request.Format == OutputFormat.Human;
        // What somebody is asked about is shown, however quiet it is meant to be.
        if (asks || (request.Format == OutputFormat.Human && request.Verbosity != Verbosity.Quiet))
            DoctorView.WriteMends(mends, plan, request.Terminal);
        if (request.Yes)
            return true;
        if (asks)
            return request.Asks($"make {(mends.Count == 1 ? "this repair" : $"these {mends.Count} repairs")}?");
        request.Found.Add(Diagnose.FixNeedsConsent(mends.Count));
        return false;
    }
}
