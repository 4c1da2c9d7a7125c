namespace DevMirrors.Config;

/// <summary>Turns the names of a region into mirrors with addresses.</summary>
public static class MirrorSelector
{
    /// <summary>
    /// Null, and errors, where any region of the policy names a mirror that does not exist:
    /// a policy that is wrong for one region is wrong everywhere, or its author would never hear of it.
    /// </summary>
    /// <param name="kept">What probes have found, as of <paramref name="now"/>; null: mirrors are used in the order of their lists.</param>
    /// <param name="skip">Mirrors to leave out where another one is listed, by their ids.</param>
    /// <param name="only">The ecosystems asked for (<c>--only</c>), or null for all.</param>
    /// <param name="deadIsError">True for <c>init</c> and <c>check</c>: a dead mirror of any region is an error; elsewhere it is skipped with a warning.</param>
    public static Selection? Select(
        Policy policy, ResolvedRegion region, MirrorCatalogue catalogue, IReadOnlyList<string>? only, bool deadIsError, DiagnosticBag found,
        IReadOnlyList<string>? skip = null, KeptVerdicts? kept = null, DateTimeOffset now = default)
    {
        var problems = new DiagnosticBag();
        var names = new MirrorNames(policy, catalogue, problems);
        names.ReportReplacedRows();
        var chooser = new MirrorChooser(policy, kept, now, problems);
        var mirrors = new RegionMirrors(policy, names, new MirrorStates(catalogue, deadIsError, problems), only, problems) { Skip = skip ?? [], Chooser = chooser };
        var selected = mirrors.Choose(region.Region);
        foreach (var other in policy.Regions.Where(r => r.Name != region.Region.Name))
            mirrors.Check(other);

        found.AddRange(problems);
        return problems.HasErrors ? null : new Selection(policy, region, selected, catalogue) { Dead = chooser.Dead };
    }
}
