namespace DevMirrors.Config;

/// <summary>One build in one process: the policy is read at most once, and what concerns all projects is said once.</summary>
public sealed class BuildSession(BuildOptions options, Machine machine)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Diagnostic> _said = [];
    private BuildRun? _run;

    /// <summary>How often the policy was read: at most once.</summary>
    public int Reads { get; private set; }

    /// <summary>Brings one project, or what a solution can, into step; <paramref name="found"/> gets what is to be said about it.</summary>
    /// <param name="speaks">False where another process of the same build, or another project of this one, says what concerns all.</param>
    public void Bring(BuildCall call, bool speaks, DiagnosticBag found)
    {
        lock (_gate)
        {
            if (call.IsRestored && IsCurrent(call))
                return;
            if (_run is null)
            {
                _run = BuildRun.Start(options, machine);
                Reads++;
            }
            var own = new DiagnosticBag();
            own.AddRange(_run.Found);
            if (_run.Selection is not null)
                Bring(call, _run, own);
            foreach (var diagnostic in own.Where(d => d.Severity == Severity.Error || (speaks && _said.Add(d))))
                found.Add(diagnostic);
        }
    }

    private bool IsCurrent(BuildCall call) => options.Mode == BuildMode.Apply && call.Stamps.Count > 0 && (call.Project is null
        ? call.Stamps.All(s => BuildStamp.IsCurrentEverywhere(s, options, machine))
        : BuildStamp.IsCurrent(call.Project.StampPath, options, machine));

    private void Bring(BuildCall call, BuildRun run, DiagnosticBag found)
    {
        if (call.CallerDecides is { Length: > 0 } property && run.Mirror is not null)
            found.Add(Diagnose.CallerDecides(options.PolicyPath, property));
        if (call.Project is null)
            return;
        if (run.Bring(call.Project, found) && !call.IsRestored && run.Through(call.Project) is { } through)
            found.Add(through);
    }
}
