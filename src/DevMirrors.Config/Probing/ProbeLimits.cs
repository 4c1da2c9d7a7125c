namespace DevMirrors.Config;

/// <summary>How far a probe goes at most.</summary>
public static class ProbeLimits
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static readonly TimeSpan MaxLag = TimeSpan.FromHours(24);

    public const int Samples = 3;

    /// <summary>Mirrors asked at the same time.</summary>
    public const int Concurrency = 128;

    /// <summary>Bytes of an answer that is read as a text: metadata, lists, indexes.</summary>
    public const int TextBytes = 1 << 20;

    /// <summary>Bytes of a package.</summary>
    public const int PackageBytes = 16 << 20;

    /// <summary>Bytes of a package that are kept in memory; what is longer goes to a temporary file that is gone with its last reader.</summary>
    public const int MemoryBytes = 1 << 20;

    public const int HeaderKibibytes = 32;

    public const int JsonDepth = 64;

    public const int Redirects = 5;

    /// <summary>Below this a mirror is slow.</summary>
    public const int SlowBytesPerSecond = 32 * 1024;
}
