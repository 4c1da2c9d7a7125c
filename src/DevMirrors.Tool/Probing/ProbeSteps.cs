using System.Net;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Probes what a policy lists, keeps the verdicts, and says what must not be overlooked.</summary>
internal static class ProbeSteps
{
    /// <summary>What the mirrors of the region that applies were found to be; null, and errors, where the policy is wrong.</summary>
    public static KeptVerdicts? Measure(Request request)
    {
        if (Select(request) is not { } selection)
            return null;
        var targets = ProbeTargets.Of([selection], request.Machine, IsTrusted(selection, request));
        var (report, kept) = Run(request, selection, targets, ProbeOptions.Of(selection.Policy), asksResting: false);
        new ProbeChoice(request, selection).Warn(report);
        return kept;
    }

    /// <summary>Every mirror that the region lists; what is known against it is for plan and check to say.</summary>
    public static Selection? Select(Request request)
    {
        var found = new DiagnosticBag();
        var selection = MirrorRun.Select(request.Options with { ChoosesByVerdict = false }, request.Machine, found);
        request.PolicyPath = selection?.Policy.Path;
        request.Found.AddRange(found.Where(d => selection is null || d.Severity == Severity.Info));
        return selection;
    }

    public static bool IsTrusted(Selection selection, Request request) =>
        Trust.Of(selection.Policy, selection.Catalogue, request.Machine, new DiagnosticBag()).IsTrusted;

    /// <param name="asksResting">True where a person names the mirrors.</param>
    public static (ProbeReport Report, KeptVerdicts Kept) Run(Request request, Selection selection, ProbeTargets targets, ProbeOptions options, bool asksResting)
    {
        var policy = selection.Policy;
        var sentinels = targets.Asked.Concat(targets.References).Select(t => t.Ecosystem).Distinct()
            .Select(e => (Ecosystem: e, Sentinel: Sentinels.For(e, policy))).Where(s => s.Sentinel is not null).ToDictionary(s => s.Ecosystem, s => s.Sentinel!);
        var run = new ProbeRun(options, new ProbeNetwork(Dns.GetHostAddressesAsync, HttpClient.DefaultProxy), sentinels, request.Machine.Now);
        // On Linux each look-up of a name holds a thread until it is answered, and a dead resolver answers nobody.
        ThreadPool.SetMinThreads(Math.Min(options.Concurrency, 64), 4);
        using var live = LiveTable.Start(request, targets.Asked, options.Timeout);
        var answer = RememberedProbe.Run(run, policy, targets, VerdictCache.Read(request.Machine), asksResting, live.Report).GetAwaiter().GetResult();
        // Who gives mirrors less time than the policy does wants to know something else.
        if (options.Timeout >= ProbeOptions.Of(policy).Timeout)
            VerdictCache.Write(answer.Kept, request.Machine, request.Found);
        return answer;
    }
}
