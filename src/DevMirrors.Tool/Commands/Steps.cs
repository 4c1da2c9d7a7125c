using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>The steps of <see cref="MirrorRun"/>, for a request.</summary>
internal static class Steps
{
    public static Selection? Select(Request request)
    {
        var selection = MirrorRun.Select(request.Options, request.Machine, request.Found);
        Know(selection?.Policy, request);
        return selection;
    }

    /// <summary>The request, with what a probe finds where <c>--probe</c> asks for one and the policy would choose by it.</summary>
    public static Request Measured(Request request, CommonOptions options, ParseResult parsed) =>
        parsed.GetResult(options.Probe) is { Implicit: false } && ProbeSteps.Measure(request) is { } kept
            ? request with { Options = request.Options with { Kept = kept } }
            : request;

    /// <summary>Unfinished where no mirror answers: the policy's order stands, and nobody knows whether it works.</summary>
    public static Outcome OfVerdicts(Plan? plan) => plan?.Selection?.Dead.Count > 0 ? Outcome.Unfinished : Outcome.Done;

    public static Plan? Plan(Request request, bool deadIsError = false)
    {
        var plan = MirrorRun.Plan(request.Options with { DeadIsError = deadIsError }, request.Machine, request.Found);
        Know(plan?.Selection?.Policy, request);
        return plan;
    }

    // A policy that is applied by two versions of the tool, one here and one in builds, is worth a word wherever it is used.
    private static void Know(Policy? policy, Request request)
    {
        request.PolicyPath = policy?.Path;
        if (policy is not null)
            VendoredDrift.OfVersion(policy.Folder, Program.Version, request.Found);
    }

    public static IReadOnlyList<Reading> Verify(Request request, Selection selection) =>
        MirrorRun.Verify(request.Options, selection, request.Machine, request.Found);

    public static bool HasPolicy(Request request) =>
        request.Options.PolicyPath is not null || PolicyFolder(request.Machine) is not null;

    /// <summary>The folder whose project files are meant, without reading its policy: the policy's, else the repository's, else the current one.</summary>
    public static string RepositoryFolder(Request request)
    {
        if (request.Options.PolicyPath is { } policy)
            return Path.GetDirectoryName(policy) ?? policy;
        var here = request.Machine.CurrentFolder;
        return PolicyFolder(request.Machine) ?? Parents(here).FirstOrDefault(f => Path.Exists(Path.Combine(f, ".git"))) ?? here;
    }

    // The one search that reading a policy makes too: a submodule does not use the policy of the repository around it.
    private static string? PolicyFolder(Machine machine) => Path.GetDirectoryName(PolicyFile.Locate(null, machine, new DiagnosticBag()));

    private static IEnumerable<string> Parents(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
            yield return folder;
    }

    /// <summary>Whether something nearer overrides what the policy wants.</summary>
    public static bool IsShadowed(IEnumerable<Reading> readings) => readings.Any(r => r is { InStep: false, ShadowedBy: not null });
}
