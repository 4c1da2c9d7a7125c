using System.Net.Security;
using System.Security.Authentication;

namespace DevMirrors.Config;

/// <summary>TLS as the system has it: its versions, its roots, no exception for anybody.</summary>
internal static class Handshake
{
    public static async Task<SslStream> Secure(Stream stream, string host, bool offersHttp2, CancellationToken token)
    {
        var secured = new SslStream(stream);
        try
        {
            await secured.AuthenticateAsClientAsync(Options(host, offersHttp2), token);
            return secured;
        }
        catch (Exception e)
        {
            await secured.DisposeAsync();
            if (token.IsCancellationRequested || e is not (AuthenticationException or IOException) || e.InnerException is ProbeException)
                throw;
            throw new ProbeException(FailureKind.Tls, Because(host, e));
        }
    }

    private static SslClientAuthenticationOptions Options(string host, bool offersHttp2) => new()
    {
        TargetHost = host,
        ApplicationProtocols = offersHttp2 ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11] : [SslApplicationProtocol.Http11],
        RemoteCertificateValidationCallback = CertificateCheck.Accepts,
    };

    private static string Because(string host, Exception e) => e switch
    {
        IOException => $"`{host}` closed the connection during the TLS handshake",
        // What TLS itself refuses has the library's own error inside.
        { InnerException: not null } => $"`{host}` and this machine could not agree on TLS",
        _ => $"`{host}` does not speak TLS on this port",
    };
}
