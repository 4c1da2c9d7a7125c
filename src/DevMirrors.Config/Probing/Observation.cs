namespace DevMirrors.Config;

/// <summary>A reason for a verdict.</summary>
/// <param name="Because">One line, no full stop.</param>
/// <param name="IsTimeout">Whether only time was lacking.</param>
internal sealed record Finding(Verdict Verdict, string Because, bool IsTimeout = false);

/// <summary>Bytes that a mirror served under a name that every mirror must serve the same bytes for.</summary>
/// <param name="Name"><c>semver@7.6.3</c>.</param>
/// <param name="Sum">As the ecosystem's own lock file has it: <c>h1:…</c>, <c>sha512-…</c>, base64, <c>sha256:…</c>.</param>
internal sealed record Artifact(string Name, string Sum);

/// <summary>What one mirror answered, before it is compared with the others. Requests run side by side: every change takes the lock.</summary>
internal sealed class Observation(ProbeTarget target)
{
    private readonly Lock _lock = new();
    private readonly List<Finding> _findings = [];
    private readonly List<Artifact> _artifacts = [];
    private readonly List<TimeSpan> _firstBytes = [];
    private readonly Dictionary<string, DateTimeOffset?> _versions = [];
    private (long Bytes, TimeSpan Time) _largest;
    private string? _newest;

    // Longer than any version, and short enough for a table.
    private const int MaxVersion = 128;

    public ProbeTarget Target { get; } = target;

    public Phases Phases { get; private set; } = Phases.None;

    public long BytesRead { get; private set; }

    public int Requests { get; private set; }

    public string? Protocol { get; private set; }

    public TimeSpan? RetryAfter { get; private set; }

    public TimeSpan Took { get; set; }

    /// <summary>Whether its bytes were compared with anything.</summary>
    public bool IsVerified { get; set; }

    /// <summary>The newest version of the sentinel and when it came out, where the mirror says.</summary>
    public string? Newest
    {
        get => _newest;
        set => _newest = value is { Length: <= MaxVersion } ? value : null;
    }

    public DateTimeOffset? NewestTime => Newest is null ? null : _versions.GetValueOrDefault(Newest);

    public IReadOnlyList<Finding> Findings => _findings;

    public IReadOnlyList<Artifact> Artifacts => _artifacts;

    public IReadOnlyDictionary<string, DateTimeOffset?> Versions => _versions;

    /// <summary>Whether it answered rightly as far as it answered: only then can others be compared with it.</summary>
    public bool IsTrustworthy => Newest is not null && !_findings.Exists(f => f.Verdict > Verdict.Incomplete);

    public TimeSpan? Latency => _firstBytes.Count == 0 ? null : _firstBytes.Order().ElementAt((_firstBytes.Count - 1) / 2);

    /// <summary>Of the largest body; null where it was too small to tell: a few kilobytes come at once, unless the server lets them drip.</summary>
    public double? BytesPerSecond => _largest switch
    {
        { Time.Ticks: <= 0 } => null,
        { Bytes: >= 16 * 1024 } or { Bytes: > 0, Time.TotalSeconds: >= 0.5 } => _largest.Bytes / _largest.Time.TotalSeconds,
        _ => null,
    };

    public void Add(Verdict verdict, string because) => Add(new Finding(verdict, because));

    public void Add(Finding finding)
    {
        lock (_lock)
        {
            if (!_findings.Contains(finding))
                _findings.Add(finding);
        }
    }

    /// <summary>Where something was answered, what was not answered in time makes the mirror slow.</summary>
    public void SoftenTimeouts(string because)
    {
        lock (_lock)
        {
            _findings.RemoveAll(f => f.IsTimeout);
            _findings.Add(new Finding(Verdict.Slow, because));
        }
    }

    public void Add(Artifact artifact)
    {
        lock (_lock)
            _artifacts.Add(artifact);
    }

    public void AddVersion(string version, DateTimeOffset? time)
    {
        lock (_lock)
        {
            if (version.Length <= MaxVersion && (time is not null || !_versions.ContainsKey(version)))
                _versions[version] = time;
        }
    }

    public void Add(ProbeReply reply)
    {
        lock (_lock)
        {
            Requests++;
            BytesRead += reply.BytesRead;
            Protocol ??= reply.Protocol;
            RetryAfter ??= reply.RetryAfter;
            if (reply.Phases.FirstByte is { } firstByte && reply.Status > 0)
                _firstBytes.Add(firstByte);
            // The first connection that was opened tells what opening one costs.
            if (reply.Phases.Connect is not null && (Phases.Connect is null || Phases.FirstByte is null))
                Phases = reply.Phases;
            if (reply.Body.Length > _largest.Bytes)
                _largest = (reply.Body.Length, reply.BodyTime);
        }
    }
}
