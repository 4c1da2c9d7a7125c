using System.Globalization;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal sealed record ProbeShape(
    int Version, RegionShape? Region, double TookMs, string? Started, IReadOnlyList<ProbedShape> Mirrors,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Ranking, IReadOnlyDictionary<string, string> Reference, IReadOnlyList<DiagnosticShape> Diagnostics);

internal sealed record ProbedShape(
    string Ecosystem, string Id, string Url, string Verdict, string Because, double? LatencyMs, double? FirstByteMs, long? BytesPerSecond, long? LagSeconds,
    long BytesRead, string? Newest, string? NewestTime, string? Protocol, int Requests, double TookMs, PhasesShape Phases, IReadOnlyList<string> Evidence,
    string? RestsUntil, long? RetryAfterSeconds);

internal sealed record PhasesShape(double? ResolveMs, double? ConnectMs, double? TlsMs, double? FirstByteMs);

/// <summary>Turns a report into the shape of docs/json.md.</summary>
internal static class ProbeShapes
{
    public static ProbeShape Of(ProbeReport? report, ResolvedRegion? region, DiagnosticBag found) => new(
        1, Json.Of(region), Ms(report?.Took) ?? 0, Time(report?.Started), [.. (report?.Mirrors ?? []).Select(Of)],
        (report?.Ranking ?? new Dictionary<string, IReadOnlyList<string>>()).ToDictionary(r => r.Key, r => (IReadOnlyList<string>)[.. r.Value.Select(ProbeText.Clean)]),
        (report?.Reference ?? new Dictionary<string, string>()).ToDictionary(r => r.Key, r => ProbeText.Clean(r.Value)),
        Json.Of(found));

    private static ProbedShape Of(MirrorReport m) => new(
        m.Ecosystem, ProbeText.Clean(m.Id), ProbeText.Clean(m.Url), Json.Word(m.Verdict), ProbeText.Clean(m.Because), Ms(m.Latency), Ms(Figures.UntilFirstByte(m.Phases)),
        m.BytesPerSecond is { } rate && double.IsFinite(rate) ? (long)Math.Round(rate) : null, Seconds(m.Lag), m.BytesRead, m.Newest is null ? null : ProbeText.Clean(m.Newest),
        Time(m.NewestTime), m.Protocol, m.Requests, Ms(m.Took)!.Value, Of(m.Phases), [.. m.Evidence.Select(ProbeText.Clean)], Time(m.RestsUntil), Seconds(m.RetryAfter));

    private static PhasesShape Of(Phases phases) => new(Ms(phases.Resolve), Ms(phases.Connect), Ms(phases.Tls), Ms(phases.FirstByte));

    private static double? Ms(TimeSpan? time) => time is { } t ? Math.Round(t.TotalMilliseconds, 1) : null;

    private static long? Seconds(TimeSpan? time) => time is { } t ? (long)Math.Round(t.TotalSeconds) : null;

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
