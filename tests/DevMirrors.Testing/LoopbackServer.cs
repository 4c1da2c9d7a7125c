using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevMirrors.Testing;

/// <summary>One request as it came in.</summary>
/// <param name="Target">Path and query, undecoded.</param>
/// <param name="Authorization">Null where the header was not sent.</param>
/// <param name="Text">The whole head of the request: target and every header.</param>
public sealed record Heard(string Target, string? Authorization, string Text);

/// <summary>A web server on 127.0.0.1 and a free port that serves bytes by path and remembers everything it was asked for.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, byte[]> _files = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly ConcurrentQueue<Heard> _heard = new();
    private string? _authorization;

    private LoopbackServer(WebApplication app) => _app = app;

    /// <summary>Without a trailing slash: <c>http://127.0.0.1:41234</c>.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The paths asked for so far, decoded, in order.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>The same requests, with what came beside the path.</summary>
    public IReadOnlyList<Heard> Heard => [.. _heard];

    /// <summary>When set, every request is answered with this status and no body.</summary>
    public int? AlwaysAnswer { get; set; }

    public static async Task<LoopbackServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var app = builder.Build();
        var server = new LoopbackServer(app);
        app.Run(server.Answer);
        await app.StartAsync();
        server.Url = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    public void Serve(string path, string text) => Serve(path, System.Text.Encoding.UTF8.GetBytes(text));

    public void Serve(string path, byte[] bytes) => _files[path] = bytes;

    /// <summary>From now on whoever does not send this is answered 401.</summary>
    public void RequirePassword(string user, string password) =>
        _authorization = "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{password}"));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task Answer(HttpContext context)
    {
        // Kestrel leaves %2f alone, and npm asks for @scope%2fname.
        var path = Uri.UnescapeDataString(context.Request.Path.Value ?? "/");
        _asked.Enqueue(path);
        var authorization = context.Request.Headers.Authorization.FirstOrDefault();
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        _heard.Enqueue(new Heard(target, authorization, $"{target}\n{string.Join('\n', context.Request.Headers.Select(h => $"{h.Key}: {h.Value}"))}"));
        if (_authorization is not null && authorization != _authorization)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"feed\"";
        }
        else if (AlwaysAnswer is { } status)
            context.Response.StatusCode = status;
        else if (_files.TryGetValue(path, out var bytes))
            await Send(context.Response, path, bytes);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static async Task Send(HttpResponse response, string path, byte[] bytes)
    {
        response.ContentType = Path.GetExtension(path) is ".zip" or ".nupkg" or ".tgz" ? "application/octet-stream" : "application/json";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes);
    }
}
