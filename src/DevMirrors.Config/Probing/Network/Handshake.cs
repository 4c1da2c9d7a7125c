using System.Net.Security;
using System.Security.Authentication;

namespace DevMirrors.Config;

/// <summary>TLS as the system has it: its versions, its roots, no exception for anybody.</summary>
internal static class Handshake
{
    public static async Task<SslStream> Secure(Stream stream, string host, bool offersHttp2, CancellationToken token)
    {
        var refused = new RefusedCertificate(host);
        var secured = new SslStream(stream);
        try
        {
            await secured.AuthenticateAsClientAsync(Options(host, offersHttp2, refused), token);
            return secured;
        }
        catch (Exception e)
        {
            await secured.DisposeAsync();
            if (token.IsCancellationRequested || e is not (AuthenticationException or IOException))
                throw;
            throw new ProbeException(FailureKind.Tls, refused.Because ?? Because(host, e));
        }
    }

    private static SslClientAuthenticationOptions Options(string host, bool offersHttp2, RefusedCertificate refused) => new()
    {
        TargetHost = host,
        ApplicationProtocols = offersHttp2 ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11] : [SslApplicationProtocol.Http11],
        RemoteCertificateValidationCallback = refused.IsSound,
    };

    private static string Because(string host, Exception e) => e switch
    {
        IOException => $"`{host}` closed the connection during the TLS handshake",
        _ => $"`{host}` does not speak TLS as it should",
    };
}
