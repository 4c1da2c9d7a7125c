namespace DevMirrors.Config;

/// <summary>
/// What a build may do beyond obj/: for a policy that this user trusts it brings the settings of go, npm and nuget into step, takes no value
/// from its owner and leaves Docker alone. Nothing here stops a build.
/// </summary>
internal static class BuildUserScope
{
    // One line of a build's log; `trust` shows all of it.
    private const int Shown = 6;

    private static readonly string[] Written = ["go", "npm", "nuget"];

    public static void Bring(Selection selection, RunOptions run, BuildOptions options, Machine machine, DiagnosticBag found)
    {
        run = run with { Only = [.. Written.Where(e => run.Only?.Contains(e) ?? true)] };
        var own = new DiagnosticBag();
        var verdict = Trust.Of(selection.Policy, selection.Catalogue, machine, own);
        if (options.Mode == BuildMode.Apply && verdict.IsTrusted)
            Apply(selection, run, options, machine, own);
        else if (MirrorRun.Plan(selection, run, machine, new DiagnosticBag()) is { } plan)
            Compare(plan, verdict, options, own);
        found.AddRange(own.Select(Milder));
    }

    private static void Apply(Selection selection, RunOptions run, BuildOptions options, Machine machine, DiagnosticBag found)
    {
        if (MirrorRun.Plan(selection, run, machine, found) is { } plan)
            Report(selection, plan, MirrorRun.Apply(plan, run, machine, found, agrees: _ => true), options, found);
    }

    private static void Report(Selection selection, Plan plan, ApplyReport report, BuildOptions options, DiagnosticBag found)
    {
        var written = report.Edits.Where(e => e.Result == EditResult.Written).Select(e => e.Edit.Path).ToList();
        if (written.Count > 0)
            found.Add(Diagnose.BuildWrote(written, options.Tool));
        var left = plan.Edits.SelectMany(e => e.Left.Select(c => Left(c, e.Path))).ToList();
        if (selection.Ecosystems.Any(s => s.Ecosystem == DockerEcosystem.EcosystemName && s.Mirrors is [{ Kind: MirrorKind.Mirror }, ..]))
            left.Add("docker's settings, which a build never touches");
        if (left.Count > 0)
            found.Add(Diagnose.BuildLeft(left, options.Tool));
    }

    private static string Left(SettingChange change, string path) =>
        $"`{change.Key}` in {path}, which {(change.TakenFrom == SettingChange.SetByHand ? "was set by hand" : $"belongs to {change.TakenFrom}")}";

    private static void Compare(Plan plan, TrustVerdict verdict, BuildOptions options, DiagnosticBag found)
    {
        if (!plan.HasChanges)
            return;
        if (options.Mode == BuildMode.Check)
            found.AddRange(plan.Edits.Where(e => e.Changes.Count > 0).Select(e => Diagnose.Drifted(e)));
        else
            found.Add(Diagnose.PolicyNotTrusted(plan.Selection!.Policy.Path, Doubt(verdict), options.Tool));
    }

    private static string Doubt(TrustVerdict verdict)
    {
        IEnumerable<string> difference = [.. verdict.Added.Select(line => $"+ {line}"), .. verdict.Removed.Select(line => $"- {line}")];
        return string.Join(", ", difference.Take(Shown).Prepend(verdict.Because));
    }

    /// <summary>A file of the user's that cannot be read is no reason to fail a build, which does without it.</summary>
    private static Diagnostic Milder(Diagnostic diagnostic) => diagnostic.Severity switch
    {
        Severity.Error => diagnostic with { Severity = Severity.Warning },
        Severity.Warning when diagnostic.Code != Diagnose.DriftedCode => diagnostic with { Severity = Severity.Info },
        _ => diagnostic,
    };
}
