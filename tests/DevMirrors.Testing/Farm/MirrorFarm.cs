using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;

namespace DevMirrors.Testing;

/// <summary>
/// Many package mirrors in one process, each at a port of its own on 127.0.0.1, healthy or bad in a chosen way.
/// All listen in one web server with nothing in its pipeline, so that hundreds of them cost little.
/// </summary>
public sealed class MirrorFarm : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<ClosedPort> _closed = [];
    private FarmAuthority? _authority;
    private WebApplication? _app;

    private MirrorFarm(FarmPackages packages, IEnumerable<Behaviour> behaviours)
    {
        Packages = packages;
        Mirrors = [.. behaviours.Select(b => new FarmMirror(packages, b))];
    }

    public FarmPackages Packages { get; }

    public IReadOnlyList<FarmMirror> Mirrors { get; }

    public FarmMirror this[int index] => Mirrors[index];

    /// <summary>A PEM file with the authority that signed the good certificates; for SSL_CERT_FILE. Only where a mirror has TLS.</summary>
    public string AuthorityFile => _authority?.File ?? throw new InvalidOperationException("No mirror of this farm has TLS.");

    public static Task<MirrorFarm> Start(params Behaviour[] behaviours) => Start(new FarmPackages(), behaviours);

    public static async Task<MirrorFarm> Start(FarmPackages packages, params IEnumerable<Behaviour> behaviours)
    {
        var farm = new MirrorFarm(packages, behaviours);
        await farm.Listen();
        return farm;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_app is not null)
        {
            // What is still being sent, slowly or without an end, is broken off.
            await _app.StopAsync(new CancellationToken(true));
            await _app.DisposeAsync();
        }
        _closed.ForEach(p => p.Dispose());
        _authority?.Dispose();
        _stopping.Dispose();
    }

    private async Task Listen()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var endpoints = new List<(FarmMirror Mirror, ListenOptions Options)>();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            Unlimited(kestrel);
            foreach (var mirror in Mirrors.Where(m => !m.Behaviour.Refused))
                kestrel.Listen(IPAddress.Loopback, 0, options => endpoints.Add((mirror, Configure(options, mirror))));
        });
        _app = builder.Build();
        var byPort = new Dictionary<int, FarmAnswers>();
        _app.Run(context => byPort[context.Connection.LocalPort].Answer(context));
        await _app.StartAsync();
        foreach (var (mirror, options) in endpoints)
            byPort[mirror.Port = options.IPEndPoint!.Port] = new FarmAnswers(mirror);
        foreach (var mirror in Mirrors.Where(m => m.Behaviour.Refused))
            Close(mirror);
    }

    private ListenOptions Configure(ListenOptions options, FarmMirror mirror)
    {
        var stage = new FarmConnections(mirror, _stopping.Token);
        options.Use(next => connection => stage.Accept(connection, next));
        if (mirror.Behaviour.Tls != Tls.None)
            options.UseHttps((_authority ??= new FarmAuthority()).For(mirror));
        options.Use(next => connection => stage.Open(connection, next));
        return options;
    }

    private void Close(FarmMirror mirror)
    {
        var port = new ClosedPort();
        _closed.Add(port);
        mirror.Port = port.Number;
    }

    // A reader of a byte a second, and a body without an end, are what this is for.
    private static void Unlimited(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
    }
}
