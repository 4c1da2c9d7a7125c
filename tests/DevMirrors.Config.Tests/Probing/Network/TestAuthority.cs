using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DevMirrors.Config.Tests;

/// <summary>
/// An authority that this process trusts, so that a certificate can be wrong in one way only, or right. Roots are read once, from the file
/// that OpenSSL's own variable names: it is set before anything asks for them, for this process and none that it starts.
/// </summary>
internal static partial class TestAuthority
{
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly X509Certificate2 Root = Make();

    public static X509Certificate2 Certificate(string name = "mirror.example", int fromDay = -1, int toDay = 1, bool isSelfSigned = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name == "mirror.example")
            names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(fromDay), DateTimeOffset.UtcNow.AddDays(toDay));
        if (isSelfSigned)
            return Loaded(request.CreateSelfSigned(from, to));
        using var signed = request.Create(Root.SubjectName, X509SignatureGenerator.CreateForECDsa(Key), from, to, RandomNumberGenerator.GetBytes(8));
        return Loaded(signed.CopyWithPrivateKey(key));
    }

#pragma warning disable CA2255 // A test project is nobody's library.
    [ModuleInitializer]
    internal static void Trust()
    {
        var path = Path.Combine(Path.GetTempPath(), $"devmirrors-test-{Path.GetRandomFileName()}.pem");
        File.WriteAllText(path, Root.ExportCertificatePem());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(path);
        // What programs started later are given is copied now, without the variable.
        _ = Environment.GetEnvironmentVariables();
        _ = SetVariable("SSL_CERT_FILE", path, 1);
    }
#pragma warning restore CA2255

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrites);

    private static X509Certificate2 Make()
    {
        var request = new CertificateRequest("CN=DevMirrors test authority", Key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-100), DateTimeOffset.UtcNow.AddDays(100));
    }

    private static X509Certificate2 Loaded(X509Certificate2 certificate)
    {
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
