using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace DevMirrors.Testing;

/// <summary>A certificate authority that nobody trusts by itself, and what it signed, good and bad.</summary>
internal sealed class FarmAuthority : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("farm-ca-").FullName;
    private readonly X509Certificate2 _root = Root();
    private readonly Dictionary<Tls, X509Certificate2> _certificates;

    public FarmAuthority()
    {
        File = Path.Combine(_folder, "authority.pem");
        System.IO.File.WriteAllText(File, _root.ExportCertificatePem());
        _certificates = new()
        {
            [Tls.Good] = Leaf("127.0.0.1", DateTimeOffset.UtcNow.AddDays(30)),
            [Tls.Expired] = Leaf("127.0.0.1", DateTimeOffset.UtcNow.AddDays(-1)),
            [Tls.WrongName] = Leaf("elsewhere.example", DateTimeOffset.UtcNow.AddDays(30)),
            [Tls.SelfSigned] = SelfSigned(),
        };
        _certificates[Tls.OldProtocol] = _certificates[Tls.Good];
    }

    public string File { get; }

    public TlsHandshakeCallbackOptions For(FarmMirror mirror) => new() { OnConnection = _ => ValueTask.FromResult(Options(mirror.Behaviour)) };

    public void Dispose()
    {
        foreach (var certificate in _certificates.Values.Append(_root))
            certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private SslServerAuthenticationOptions Options(Behaviour behaviour) => new()
    {
        ServerCertificate = _certificates[behaviour.Tls],
#pragma warning disable SYSLIB0039, CA5397, CA5398 // An outdated protocol is the trap.
        EnabledSslProtocols = behaviour.Tls == Tls.OldProtocol ? SslProtocols.Tls11 : SslProtocols.None,
#pragma warning restore SYSLIB0039, CA5397, CA5398
        ApplicationProtocols = behaviour.OffersHttp2 && behaviour.Trap is not RawTrap
            ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11]
            : [SslApplicationProtocol.Http11],
    };

    private static X509Certificate2 Root()
    {
        var request = Request("CN=Farm authority");
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-1), DateTimeOffset.UtcNow.AddYears(1));
    }

    private static X509Certificate2 SelfSigned() =>
        Named(Request("CN=127.0.0.1"), "127.0.0.1").CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));

    private X509Certificate2 Leaf(string name, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Named(new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256), name);
        using var certificate = request.Create(_root, DateTimeOffset.UtcNow.AddDays(-30), until, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    private static CertificateRequest Request(string subject) => new(subject, ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);

    private static CertificateRequest Named(CertificateRequest request, string name)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
        {
            names.AddIpAddress(address);
            names.AddDnsName("localhost");
        }
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        return request;
    }
}
