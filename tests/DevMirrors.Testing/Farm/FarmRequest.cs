namespace DevMirrors.Testing;

/// <summary>A request as it came in, and how much was sent for it so far.</summary>
/// <param name="Target">Path and query, undecoded.</param>
/// <param name="Path">Decoded, without the query.</param>
/// <param name="Authorization">Null where the header was not sent.</param>
/// <param name="Head">The whole of it: method, target and every header, a line each.</param>
/// <param name="Protocol"><c>HTTP/1.1</c> or <c>HTTP/2</c>.</param>
public sealed record FarmRequest(string Method, string Target, string Path, string? Authorization, string Head, string Protocol)
{
    private long _bytesSent;

    /// <summary>Of the body; with a trap that writes its own bytes, all of them. What was handed to the connection, whether or not it arrived.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    internal void Sent(long bytes) => Interlocked.Add(ref _bytesSent, bytes);
}
