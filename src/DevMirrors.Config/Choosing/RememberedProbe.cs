namespace DevMirrors.Config;

/// <summary>A probe that knows of the earlier ones: it leaves alone what rests, tries what has rested, and gives what is to be kept.</summary>
public static class RememberedProbe
{
    /// <param name="asksResting">True where a person names the mirror.</param>
    public static async Task<(ProbeReport Report, KeptVerdicts Kept)> Run(
        ProbeRun run, Policy policy, ProbeTargets targets, KeptVerdicts before, bool asksResting, Action<ProbeProgress>? progress = null, CancellationToken stop = default)
    {
        var now = run.Now();
        var known = targets.Asked.Select(t => (Target: t, Kept: before.Of(policy, t.Ecosystem, t.Id, t.Url.OriginalString))).ToList();
        bool Rests((ProbeTarget Target, KeptVerdict? Kept) k) => !asksResting && CircuitBreaker.IsResting(k.Kept, now);
        var index = known.Select((k, i) => (k, i)).Where(p => !Rests(p.k)).Select(p => p.i).ToList();
        List<ProbeTarget> asked = [.. index.Select(i => known[i].Target with { IsOnTrial = !asksResting && CircuitBreaker.IsOnTrial(known[i].Kept) })];
        var report = await run.Run(asked, targets.References, progress is null ? null : p => progress(p with { Index = index[p.Index] }), stop).ConfigureAwait(false);
        var answered = new Queue<MirrorReport>(report.Mirrors);
        report = report with { Mirrors = [.. known.Select(k => Rests(k) ? Resting(k.Target, k.Kept!, now) : answered.Dequeue())] };
        return (report, VerdictCache.After(report, policy, before));
    }

    private static MirrorReport Resting(ProbeTarget target, KeptVerdict kept, DateTimeOffset now) => new(
        target.Ecosystem, target.Id, target.Url.OriginalString, kept.Verdict,
        $"not asked: it has failed {kept.Failures} times in a row and rests for {Age.Of(kept.RestsUntil!.Value - now)} (`--mirror {target.Id}` asks it); last: {kept.Because}", Phases.None)
    {
        RestsUntil = kept.RestsUntil,
    };
}
