namespace DevMirrors.Config;

/// <summary>Orders mirrors by how long a package would take.</summary>
public static class Ranking
{
    private const double PackageBytes = 256 * 1024;
    private const double Noise = 1.2;
    private const double NoiseSeconds = 0.005;

    /// <summary>Ids of those with a good verdict, the best first: healthy before slow; where the difference may be noise, in the order given.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<MirrorReport> mirrors)
    {
        var good = mirrors.Where(m => m.Verdict.IsGood() && m.IsVerified).ToList();
        return [.. good.GroupBy(m => m.Verdict).OrderBy(g => g.Key).SelectMany(g => Sort([.. g.Select(m => (m.Id, Seconds(m.Latency, m.BytesPerSecond)))]))];
    }

    /// <summary>Seconds for a package of 256 KiB: latency, and the transfer where its rate is known.</summary>
    public static double Seconds(TimeSpan? latency, double? bytesPerSecond) =>
        (latency?.TotalSeconds ?? double.MaxValue) + (bytesPerSecond is { } rate and > 0 ? PackageBytes / rate : 0);

    /// <summary>The fastest first; who is as fast as the fastest of its group, but for noise, keeps the order given.</summary>
    internal static IEnumerable<string> Sort(IReadOnlyList<(string Id, double Seconds)> mirrors)
    {
        List<(string Id, double Seconds)> left = [.. mirrors];
        while (left.Count > 0)
        {
            var limit = left.Min(m => m.Seconds) is var best && best * Noise > best + NoiseSeconds ? best * Noise : best + NoiseSeconds;
            foreach (var (id, _) in left.Where(m => m.Seconds <= limit))
                yield return id;
            left.RemoveAll(m => m.Seconds <= limit);
        }
    }
}
