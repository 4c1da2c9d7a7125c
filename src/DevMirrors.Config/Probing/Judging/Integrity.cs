namespace DevMirrors.Config;

/// <summary>Compares what mirrors served under one name with what cannot lie: a pin, else the upstream, else what most of them serve.</summary>
internal static class Integrity
{
    /// <param name="sums">Sums from elsewhere than a mirror: artifact → sum and who says so.</param>
    public static void Check(IReadOnlyList<Observation> observations, IReadOnlyDictionary<string, (string Sum, string Source)> sums)
    {
        var served = observations.SelectMany(o => o.Artifacts.Select(a => (Seen: o, Artifact: a))).ToLookup(s => s.Artifact.Name);
        foreach (var name in served)
        {
            if (sums.TryGetValue(name.Key, out var known))
                Compare(name, known.Sum, known.Source);
            else if (name.FirstOrDefault(s => s.Seen.Target.IsUpstream) is { Artifact: { } upstream })
                Compare(name, upstream.Sum, "the upstream");
            else
                CompareAmongEachOther([.. name], s => HasShownTrue(s, sums));
        }
    }

    private static bool HasShownTrue(Observation seen, IReadOnlyDictionary<string, (string Sum, string Source)> sums) =>
        seen.Artifacts.Any(a => sums.TryGetValue(a.Name, out var known) && known.Sum == a.Sum);

    private static void Compare(IEnumerable<(Observation Seen, Artifact Artifact)> served, string sum, string source)
    {
        foreach (var (seen, artifact) in served.Where(s => s.Artifact.Sum != sum))
            seen.Add(Verdict.Tampered, $"{artifact.Name} has other bytes: {Short.Of(artifact.Sum)}, but {source} says {Short.Of(sum)}");
    }

    // Most of them are believed; where two sides are equal, the one with a mirror that serves something else as it is pinned.
    private static void CompareAmongEachOther(List<(Observation Seen, Artifact Artifact)> served, Func<Observation, bool> hasShownTrue)
    {
        var groups = served.GroupBy(s => s.Artifact.Sum).Select(g => (Served: g, Weight: (Witnesses(g), g.Any(s => hasShownTrue(s.Seen)) ? 1 : 0))).OrderByDescending(g => g.Weight).ToList();
        if (groups.Count < 2)
            return;
        if (groups[0].Weight.CompareTo(groups[1].Weight) > 0)
        {
            Compare(served, groups[0].Served.Key, Names(groups[0].Served));
            return;
        }
        // Nobody knows which of them lies, so none may be chosen for being first.
        foreach (var (seen, artifact) in served)
            seen.Add(Verdict.Tampered, $"{artifact.Name} has other bytes than at {Names(served.Where(o => o.Artifact.Sum != artifact.Sum))}, and nothing says whose are right (pin it: `probe: sentinels:`)");
    }

    // Two names of one server are one witness.
    private static int Witnesses(IEnumerable<(Observation Seen, Artifact Artifact)> group) => group.Select(s => s.Seen.Target.Url.Authority).Distinct().Count();

    private static string Names(IEnumerable<(Observation Seen, Artifact Artifact)> served) => string.Join(", ", served.Select(s => s.Seen.Target.Id).Distinct().Take(3));
}
