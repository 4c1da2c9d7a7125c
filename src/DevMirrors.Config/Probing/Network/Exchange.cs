using System.Diagnostics;

namespace DevMirrors.Config;

/// <summary>What one request and its answer are about when the deadline comes.</summary>
internal enum Stage
{
    Resolving,
    Connecting,
    Securing,
    Waiting,
    Reading,
}

/// <summary>One request on its way, redirects not counted: where it is, and how long each step took. It travels with the request to the connection that is opened for it.</summary>
internal sealed class Exchange(Uri url, CancellationToken deadline)
{
    public static readonly HttpRequestOptionsKey<Exchange> Key = new("DevMirrors.Exchange");

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _ready;

    public Uri Url { get; } = url;

    public CancellationToken Deadline { get; } = deadline;

    public Stage Stage { get; set; } = Stage.Waiting;

    public Phases Phases { get; set; } = Phases.None;

    /// <summary>The connection can carry the request.</summary>
    public void Ready()
    {
        Volatile.Write(ref _ready, Stopwatch.GetTimestamp());
        Stage = Stage.Waiting;
    }

    /// <summary>Headers have come. A connection that was ready only later was opened for this request and carries another one.</summary>
    public Phases Answered()
    {
        var now = Stopwatch.GetTimestamp();
        var ready = Volatile.Read(ref _ready);
        var opened = ready != 0 && ready <= now;
        Stage = Stage.Reading;
        return (opened ? Phases : Phases.None) with { FirstByte = Stopwatch.GetElapsedTime(opened ? ready : _started, now) };
    }
}
