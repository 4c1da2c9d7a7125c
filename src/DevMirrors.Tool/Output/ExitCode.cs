using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>What a command came to, beside its diagnostics.</summary>
[Flags]
internal enum Outcome
{
    Done = 0,

    /// <summary>Something differs from the policy, or something nearer overrides it.</summary>
    Differs = 1,

    /// <summary>Not everything that was asked for could be done.</summary>
    Unfinished = 2,

    /// <summary>Somebody must agree first.</summary>
    NeedsConsent = 4,
}

/// <summary>The one place that decides exit codes: 2, 3, 4, 1, 0, the strongest first.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Differs = 1;
    public const int Wrong = 2;
    public const int Unfinished = 3;
    public const int NeedsConsent = 4;

    /// <param name="policyPath">An error at a place in this file is the policy's fault; in any other file of step 3 and later the machine's.</param>
    public static int Of(IEnumerable<Diagnostic> found, Outcome outcome, string? policyPath = null)
    {
        var errors = found.Where(d => d.Severity == Severity.Error).Select(d => OfError(d, policyPath)).ToHashSet();
        if (errors.Contains(Wrong))
            return Wrong;
        if (errors.Contains(Unfinished) || outcome.HasFlag(Outcome.Unfinished))
            return Unfinished;
        if (errors.Contains(NeedsConsent) || outcome.HasFlag(Outcome.NeedsConsent))
            return NeedsConsent;
        return outcome.HasFlag(Outcome.Differs) ? Differs : Done;
    }

    private static int OfError(Diagnostic error, string? policyPath) => error.Code switch
    {
        Diagnose.UnwritablePolicyCode or Diagnose.NotOurFolderCode => Unfinished,
        Diagnose.ConsentCode or Diagnose.TrustConsentCode or Diagnose.FixConsentCode or Diagnose.CleaningConsentCode => NeedsConsent,
        _ when error.Code.StartsWith("DEVM1", StringComparison.Ordinal) => Wrong,
        _ when error.Code.StartsWith("DEVM2", StringComparison.Ordinal) => Wrong,
        _ when error.Code.StartsWith("DEVM6", StringComparison.Ordinal) => Wrong,
        _ => error.Place is { } place && place.File == policyPath ? Wrong : Unfinished,
    };
}
