namespace DevMirrors.Config;

/// <summary>One request of a probe.</summary>
/// <param name="Url">Absolute.</param>
internal sealed record ProbeRequest(Uri Url)
{
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    public string Accept { get; init; } = "*/*";

    /// <summary>Sent as JSON.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Sent to the origin of <see cref="Url"/> only, and to no redirect's target elsewhere.</summary>
    public string? Authorization { get; init; }

    public int MaxBytes { get; init; } = ProbeLimits.TextBytes;
}

internal enum FailureKind
{
    /// <summary>The mirror's time was up.</summary>
    Timeout,
    Resolve,
    Connect,
    Tls,

    /// <summary>The address is one that this mirror may not have.</summary>
    Blocked,

    /// <summary>Too many redirects, or one to a lower scheme or to something that is no http address.</summary>
    Redirect,

    /// <summary>What came is not HTTP, or its headers are too long.</summary>
    Protocol,

    /// <summary>The connection ended before the answer did.</summary>
    CutShort,

    /// <summary>More than <see cref="ProbeRequest.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>Nothing that the mirror did: this machine has no room for a temporary file.</summary>
    Local,
}

/// <param name="Because">One line, no full stop, for people.</param>
internal sealed record ProbeFailure(FailureKind Kind, string Because);

/// <summary>What came back: an answer, a failure, or an answer whose body failed.</summary>
/// <param name="Url">Where it came from in the end.</param>
/// <param name="Status">0 where no answer came.</param>
/// <param name="Phases">Of the connection that this request opened, redirects added up; all null but FirstByte where it went over one that was there.</param>
/// <param name="BodyTime">From the first byte of the body to its last.</param>
/// <param name="BytesRead">Of all bodies, those of redirects too, as they came over the wire.</param>
internal sealed record ProbeReply(Uri Url, int Status, ProbeFailure? Failure, Phases Phases, TimeSpan BodyTime, long BytesRead, ReplyBody Body) : IDisposable
{
    /// <summary><c>1.1</c> or <c>2</c>.</summary>
    public string? Protocol { get; init; }

    public string ContentType { get; init; } = "";

    /// <summary>Of a 401: the challenge, one for a Bearer token where there are several.</summary>
    public string? Challenge { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Docker-Content-Digest.</summary>
    public string? ContentDigest { get; init; }

    public bool IsWhole => Failure is null && Status is >= 200 and < 300;

    public void Dispose() => Body.Dispose();
}
