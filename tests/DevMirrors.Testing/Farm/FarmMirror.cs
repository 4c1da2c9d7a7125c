using System.Collections.Concurrent;

namespace DevMirrors.Testing;

/// <summary>A mirror of the farm: one port that serves all four protocols, and remembers what it was asked.</summary>
public sealed class FarmMirror
{
    private readonly FarmPackages _packages;
    private readonly ConcurrentQueue<FarmRequest> _asked = new();
    private Behaviour _behaviour;
    private Lazy<Site> _site;
    private int _answers;
    private int _connections;

    internal FarmMirror(FarmPackages packages, Behaviour behaviour)
    {
        _packages = packages;
        _behaviour = behaviour;
        _site = NewSite(1);
    }

    /// <summary>May change between two requests, and during one.</summary>
    public Behaviour Behaviour
    {
        get => _behaviour;
        set
        {
            _behaviour = value;
            _site = NewSite(1);
        }
    }

    public int Port { get; internal set; }

    /// <summary>What an image registry's mirror is given as; without a trailing slash.</summary>
    public string Url => $"{(Behaviour.Tls == Tls.None ? "http" : "https")}://127.0.0.1:{Port}";

    /// <summary>For GOPROXY; without a trailing slash.</summary>
    public string Go => Url + "/go";

    /// <summary>With a trailing slash, as npm writes it.</summary>
    public string Npm => Url + "/npm/";

    /// <summary>The feed's index.</summary>
    public string NuGet => Url + "/nuget/v3/index.json";

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<FarmRequest> Asked => [.. _asked];

    public long BytesSent => _asked.Sum(r => r.BytesSent);

    /// <summary>How many have come, whether or not a request followed.</summary>
    public int Connections => Volatile.Read(ref _connections);

    internal void Connected() => Interlocked.Increment(ref _connections);

    internal void Heard(FarmRequest request) => _asked.Enqueue(request);

    internal Site Site => Behaviour.DiffersEachTime ? NewSite(1 + Interlocked.Increment(ref _answers)).Value : _site.Value;

    // The metadata of the altered packages, the packages themselves, or both.
    private Lazy<Site> NewSite(int variant) => new(() =>
    {
        var (good, other) = (_packages.Good, _packages.Variant(variant));
        var differs = Behaviour.DiffersEachTime;
        return Site.Of(new Exhibit(
            _packages,
            differs || Behaviour.Tamper == Tamper.MetadataAndBytes ? other : good,
            differs || Behaviour.Tamper != Tamper.None ? other : good,
            Behaviour.Lacks.HasFlag(Lack.Sentinel) ? [] : [.. _packages.Releases.SkipLast(Behaviour.Behind)],
            Behaviour.Lacks,
            Url));
    });
}
