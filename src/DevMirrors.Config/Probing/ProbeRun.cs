namespace DevMirrors.Config;

/// <summary>Probes mirrors side by side and judges them together.</summary>
/// <param name="Sentinels">The package by which each ecosystem's mirrors are judged; none is needed for <c>oci</c>.</param>
/// <param name="Now">UTC.</param>
public sealed record ProbeRun(ProbeOptions Options, ProbeNetwork Network, IReadOnlyDictionary<string, Sentinel> Sentinels, Func<DateTimeOffset> Now)
{
    /// <summary>Never throws for anything that a mirror does; ends at the slowest mirror's timeout.</summary>
    /// <param name="references">Upstreams that are not listed: asked to compare with, and not reported.</param>
    /// <param name="progress">Called from several threads.</param>
    public async Task<ProbeReport> Run(
        IReadOnlyList<ProbeTarget> targets, IReadOnlyList<ProbeTarget> references, Action<ProbeProgress>? progress = null, CancellationToken stop = default)
    {
        var (started, clock) = (Now(), System.Diagnostics.Stopwatch.StartNew());
        using var gate = new SemaphoreSlim(Options.Concurrency);
        var observations = await Task.WhenAll(targets.Concat(references).Select((t, i) => Probe(t, i < targets.Count ? i : -1, gate, progress, stop))).ConfigureAwait(false);
        var judge = new ProbeJudge(Options.MaxLag, started);
        var sums = Pins();
        var judged = observations.GroupBy(o => o.Target.Ecosystem).ToDictionary(g => g.Key, g => judge.Judge([.. g], sums));
        var reports = judged.Values.SelectMany(j => j.Mirrors).ToLookup(m => (m.Ecosystem, m.Id));
        List<MirrorReport> mirrors = [.. targets.Select(t => reports[(t.Ecosystem, t.Id)].First())];
        return new ProbeReport(
            started, clock.Elapsed, mirrors,
            mirrors.GroupBy(m => m.Ecosystem).ToDictionary(g => g.Key, g => Ranking.Of(g)),
            judged.Where(j => j.Value.Reference is not null).ToDictionary(j => j.Key, j => j.Value.Reference!));
    }

    private async Task<Observation> Probe(ProbeTarget target, int index, SemaphoreSlim gate, Action<ProbeProgress>? progress, CancellationToken stop)
    {
        await gate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return await MirrorProbe.Run(target, Sentinels.GetValueOrDefault(target.Ecosystem), this, index < 0 ? null : s => progress?.Invoke(s with { Index = index }), stop).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private Dictionary<string, (string Sum, string Source)> Pins()
    {
        var sums = new Dictionary<string, (string Sum, string Source)>();
        foreach (var sentinel in Sentinels.Values.Where(s => s.Sum is not null))
            sums[MirrorProbe.ArtifactOf(sentinel)] = (sentinel.Sum!, sentinel.Source());
        return sums;
    }
}
