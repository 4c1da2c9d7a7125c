namespace DevMirrors.Config;

/// <summary>What a command asks for.</summary>
/// <param name="PolicyPath">Null: look for mirrors.yaml from the current folder upwards.</param>
/// <param name="Only">The ecosystems meant; null for all.</param>
/// <param name="DeadIsError">True for <c>check</c> and <c>init</c>: there a dead mirror is an error.</param>
/// <param name="Skip">Mirrors to leave out where another one is listed.</param>
/// <param name="TakesOver">False for a build: it replaces no value that belongs to another policy or was set by hand.</param>
/// <param name="RegionOption">What <paramref name="Region"/> was given by, for the reason.</param>
public sealed record RunOptions(
    string? PolicyPath = null,
    string? Region = null,
    IReadOnlyList<string>? Only = null,
    Scope Scope = Scope.User,
    bool DeadIsError = false,
    IReadOnlyList<string>? Skip = null,
    bool TakesOver = true,
    string RegionOption = "--region")
{
    /// <summary>What a probe has just found; null: what is kept of earlier ones.</summary>
    public KeptVerdicts? Kept { get; init; }

    /// <summary>False for a probe: it asks every mirror that is listed.</summary>
    public bool ChoosesByVerdict { get; init; } = true;
}

/// <summary>The whole flow: load, resolve, select, plan, apply, verify. Commands and build tasks stop at different points of it.</summary>
public static class MirrorRun
{
    public static Selection? Select(RunOptions options, Machine machine, DiagnosticBag found)
    {
        var policy = PolicyFile.Load(options.PolicyPath, machine, found);
        if (policy is null)
            return null;
        var region = RegionResolver.Resolve(policy, machine, options.Region, UserState.ReadRegion(machine), found, options.RegionOption);
        return region is null
            ? null
            : MirrorSelector.Select(policy, region, MirrorCatalogue.BuiltIn(), options.Only, options.DeadIsError, found, options.Skip, Kept(options, policy, machine), machine.Now());
    }

    // Most policies go by order and never look.
    private static KeptVerdicts? Kept(RunOptions options, Policy policy, Machine machine) => options switch
    {
        { ChoosesByVerdict: false } => null,
        { Kept: { } kept } => kept,
        _ => policy.Regions.Any(r => r.Choices.Any(c => c.Select != SelectBy.Order)) ? VerdictCache.Read(machine) : null,
    };

    public static Plan? Plan(RunOptions options, Machine machine, DiagnosticBag found) =>
        Select(options, machine, found) is { } selection ? Plan(selection, options, machine, found) : null;

    public static Plan? Plan(Selection selection, RunOptions options, Machine machine, DiagnosticBag found) =>
        UserState.ReadJournalIfOpen(machine, options.Scope, found) is { } journal
            ? MirrorPlanner.Plan(selection, options, machine, journal, found)
            : null;

    public static ApplyReport Apply(Plan plan, Machine machine, DiagnosticBag found) => PlanApplier.Apply(plan, machine, found);

    /// <param name="agrees">Whether a plan that was made anew, because somebody wrote after the first one, may be carried out as well.</param>
    public static ApplyReport Apply(Plan plan, RunOptions options, Machine machine, DiagnosticBag found, Func<Plan, bool> agrees) =>
        PlanApplier.Apply(plan, machine, found, journal =>
            plan.Selection is { } selection && MirrorPlanner.Plan(selection, options, machine, journal, found) is { } again && agrees(again) ? again : null);

    public static IReadOnlyList<Reading> Verify(RunOptions options, Selection selection, Machine machine, DiagnosticBag found) =>
        UserState.ReadJournalIfOpen(machine, options.Scope, found) is { } journal
            ? PlanVerifier.Verify(selection, options.Scope, machine, journal, found)
            : [];
}
