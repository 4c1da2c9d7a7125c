namespace DevMirrors.Testing;

/// <summary>How a mirror of the farm behaves; what is not said is what a healthy mirror does.</summary>
public sealed record Behaviour
{
    public static readonly Behaviour Healthy = new();

    /// <summary>Before each answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Between the head of an answer and its body.</summary>
    public TimeSpan BodyDelay { get; init; }

    /// <summary>How fast bodies are sent; null for as fast as can be. Less than one is a byte now and then.</summary>
    public double? BytesPerSecond { get; init; }

    public Tamper Tamper { get; init; }

    /// <summary>How many of the newest versions it lacks.</summary>
    public int Behind { get; init; }

    public Lack Lacks { get; init; }

    /// <summary>Every answer is of another package: no two bodies and no two sums are equal.</summary>
    public bool DiffersEachTime { get; init; }

    /// <summary>The image registry answers 401 and names a place that gives tokens, as Docker Hub does.</summary>
    public bool AsksForToken { get; init; }

    /// <summary>Whether there is TLS at all is settled when the farm starts; which certificate is shown can change.</summary>
    public Tls Tls { get; init; }

    /// <summary>Over TLS only; a trap that writes its own bytes always speaks HTTP/1.1.</summary>
    public bool OffersHttp2 { get; init; } = true;

    /// <summary>Nothing listens at the port. Settled when the farm starts.</summary>
    public bool Refused { get; init; }

    public Trap? Trap { get; init; }
}

/// <summary>What a mirror alters.</summary>
public enum Tamper
{
    None,

    /// <summary>The packages; what it says about them is the truth about others.</summary>
    Bytes,

    /// <summary>The packages, and their sums to match.</summary>
    MetadataAndBytes,
}

/// <summary>What a mirror does without.</summary>
[Flags]
public enum Lack
{
    Nothing = 0,
    Audit = 1,
    Sumdb = 2,
    Vulnerabilities = 4,
    Sentinel = 8,
}

/// <summary>What a mirror proves who it is with.</summary>
public enum Tls
{
    /// <summary>Plain http.</summary>
    None,

    /// <summary>A certificate for 127.0.0.1 and localhost, by the farm's own authority.</summary>
    Good,
    Expired,
    WrongName,
    SelfSigned,

    /// <summary>The good certificate, but TLS 1.1 at most.</summary>
    OldProtocol,
}
