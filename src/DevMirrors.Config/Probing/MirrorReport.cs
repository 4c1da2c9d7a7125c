namespace DevMirrors.Config;

/// <summary>How long each step of a first request took; null where it was not taken or cannot be told apart (a proxy resolves names itself).</summary>
/// <param name="FirstByte">From the request's last byte sent to the first byte of the answer.</param>
public sealed record Phases(TimeSpan? Resolve, TimeSpan? Connect, TimeSpan? Tls, TimeSpan? FirstByte)
{
    public static readonly Phases None = new(null, null, null, null);
}

/// <summary>What a probe found out about one mirror.</summary>
/// <param name="Ecosystem">As the policy says it; <c>oci</c> for image registries other than Docker Hub.</param>
/// <param name="Because">One line, no full stop: the evidence for the verdict.</param>
/// <param name="Latency">Median time to the first byte on a connection that is there.</param>
/// <param name="BytesPerSecond">Null where the largest body was too small to tell.</param>
/// <param name="Newest">The newest version of the sentinel, as the mirror has it.</param>
/// <param name="Lag">How long the oldest version that it lacks has been out; zero where it lacks none, null where nothing is known to compare with.</param>
/// <param name="Evidence">Further findings, one line each, the gravest first.</param>
/// <param name="Protocol"><c>1.1</c> or <c>2</c>; null where nothing answered.</param>
/// <param name="RetryAfter">What the mirror itself asked for.</param>
public sealed record MirrorReport(
    string Ecosystem,
    string Id,
    string Url,
    Verdict Verdict,
    string Because,
    Phases Phases,
    TimeSpan? Latency = null,
    double? BytesPerSecond = null,
    string? Newest = null,
    DateTimeOffset? NewestTime = null,
    TimeSpan? Lag = null,
    long BytesRead = 0,
    int Requests = 0,
    TimeSpan Took = default,
    string? Protocol = null,
    IReadOnlyList<string>? Evidence = null,
    TimeSpan? RetryAfter = null)
{
    public IReadOnlyList<string> Evidence { get; } = Evidence ?? [];

    /// <summary>False for a slow mirror whose time was up before its bytes were compared: it is not ranked.</summary>
    public bool IsVerified { get; init; } = true;

    /// <summary>Not asked: it failed several times in a row, and is left alone until then.</summary>
    public DateTimeOffset? RestsUntil { get; init; }
}

/// <summary>What a run of probes found out.</summary>
/// <param name="Mirrors">In the policy's order.</param>
/// <param name="Ranking">Ecosystem → ids of mirrors with a good verdict, the best first; only ecosystems that were probed.</param>
/// <param name="Reference">Ecosystem → what freshness was compared with, as a sentence part: <c>the upstream</c>, <c>the best of the others: aliyun</c>.</param>
/// <param name="Started">When, UTC.</param>
public sealed record ProbeReport(
    DateTimeOffset Started,
    TimeSpan Took,
    IReadOnlyList<MirrorReport> Mirrors,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Ranking,
    IReadOnlyDictionary<string, string> Reference);

/// <summary>How far the probe of one mirror is; the last one of each mirror carries its verdict so far (comparing mirrors comes later and may lower it).</summary>
/// <param name="Index">Of the mirror, in the order of the report.</param>
/// <param name="Done">Requests answered, of <paramref name="Total"/> that are known to come.</param>
/// <param name="Latency">With the verdict; null before, and where nothing answered.</param>
public sealed record ProbeProgress(int Index, string Ecosystem, string Id, int Done, int Total, long BytesRead, Verdict? Verdict = null, TimeSpan? Latency = null);
