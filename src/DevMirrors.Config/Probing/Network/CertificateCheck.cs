using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DevMirrors.Config;

/// <summary>
/// Says what is wrong with a certificate. The judgement stays the system's: wherever it says no, this throws. It is here only because nothing
/// else sees the certificate that was refused.
/// </summary>
internal static class CertificateCheck
{
    /// <exception cref="ProbeException">The system did not accept it.</exception>
    public static bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
            ? true
            : throw new ProbeException(FailureKind.Tls, Describe($"`{(sender as SslStream)?.TargetHostName}`", certificate as X509Certificate2, chain, errors));

    private static string Describe(string host, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
            return $"{host} shows no certificate";
        var flags = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid) && OutOfTime(certificate) is { } when)
            return $"the certificate of {host} {when}";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"the certificate is not for {host} but for {Names(certificate)}";
        return $"the certificate of {host} {Distrust(certificate, flags)}";
    }

    private static string? OutOfTime(X509Certificate2 certificate) =>
        certificate.NotAfter.ToUniversalTime() < DateTime.UtcNow ? $"expired on {Day(certificate.NotAfter)}"
        : certificate.NotBefore.ToUniversalTime() > DateTime.UtcNow ? $"is not valid before {Day(certificate.NotBefore)}"
        : null;

    private static string Distrust(X509Certificate2 certificate, X509ChainStatusFlags flags) => flags switch
    {
        _ when flags.HasFlag(X509ChainStatusFlags.NotTimeValid) => "stands on one that is out of date",
        _ when flags.HasFlag(X509ChainStatusFlags.Revoked) => "was revoked",
        _ when certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData) => "is signed by itself",
        _ when (flags & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0 =>
            $"comes from an authority that this machine does not trust, `{Wording.OneLine(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true), 80)}`",
        _ => $"was refused: {flags}",
    };

    private static string Names(X509Certificate2 certificate)
    {
        var names = Alternative(certificate).Take(4).Select(n => Wording.OneLine(n, 80)).ToArray();
        return names.Length switch
        {
            0 => $"`{Wording.OneLine(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), 80)}`",
            4 => $"`{names[0]}`, `{names[1]}`, `{names[2]}` and others",
            _ => string.Join(", ", names.Select(n => $"`{n}`")),
        };
    }

    private static string[] Alternative(X509Certificate2 certificate)
    {
        try
        {
            return certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
                .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString()))).ToArray();
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
