using System.Net;

namespace DevMirrors.Config.Tests;

/// <summary>A mirror of one's own on loopback, and names that lead where a test wants.</summary>
internal static class ProbeScene
{
    /// <summary>Only so that a mistake ends a test; nothing waits for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static ProbeTarget Target(string url, bool isPrivate = true, bool isInsecure = true) =>
        new("npm", "mine", new Uri(url), IsPrivate: isPrivate, IsInsecure: isInsecure);

    /// <summary>Every name leads to these addresses.</summary>
    public static ProbeNetwork Leading(params string[] addresses) =>
        new((_, _) => Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse)));

    public static Task<ProbeReply> Send(string url) => Send(new ProbeRequest(new Uri(url)));

    public static async Task<ProbeReply> Send(ProbeRequest request, ProbeNetwork? network = null, ProbeTarget? target = null, TimeSpan? patience = null)
    {
        using var http = new ProbeHttp(target ?? Target(request.Url.ToString()), network ?? Leading("127.0.0.1"));
        using var deadline = new CancellationTokenSource(patience ?? Patience);
        return await http.Send(request, deadline.Token);
    }

    public static string Body(this ProbeReply reply)
    {
        using var reader = new StreamReader(reply.Body.Open());
        return reader.ReadToEnd();
    }

    public static (FailureKind?, string?) Says(this ProbeReply reply) => (reply.Failure?.Kind, reply.Failure?.Because);
}
