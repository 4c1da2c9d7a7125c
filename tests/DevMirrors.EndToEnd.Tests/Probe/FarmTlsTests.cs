using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>The farm's mirrors over TLS: one that is right, and the ways to be wrong.</summary>
[Trait("Promise", "P34")]
public class FarmTlsTests
{
    [Theory]
    [InlineData(true, "2.0")]
    [InlineData(false, "1.1")]
    public async Task A_good_chain_is_trusted_by_who_trusts_the_farm_in_http_1_and_2(bool offersHttp2, string version)
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tls = Tls.Good, OffersHttp2 = offersHttp2 });
        using var http = Trusting(farm);

        using var response = await http.GetAsync(farm[0].Npm + "demo");

        Assert.Equal((HttpStatusCode.OK, Version.Parse(version)), (response.StatusCode, response.Version));
        Assert.Equal(offersHttp2 ? "HTTP/2" : "HTTP/1.1", farm[0].Asked.Single().Protocol);
    }

    [Theory]
    [InlineData(Tls.Good, SslPolicyErrors.None)]
    [InlineData(Tls.Expired, SslPolicyErrors.RemoteCertificateChainErrors)]
    [InlineData(Tls.WrongName, SslPolicyErrors.RemoteCertificateNameMismatch)]
    [InlineData(Tls.SelfSigned, SslPolicyErrors.RemoteCertificateChainErrors)]
    public async Task A_bad_certificate_is_bad_for_the_reason_it_is_named_for(Tls tls, SslPolicyErrors expected)
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tls = tls });
        SslPolicyErrors? seen = null;
        using var http = Trusting(farm, errors => seen = errors);

        var get = await Record.ExceptionAsync(() => http.GetAsync(farm[0].Npm + "demo"));

        Assert.Equal(expected, seen);
        Assert.Equal(expected == SslPolicyErrors.None, get is null);
    }

    [Fact]
    public async Task An_outdated_protocol_is_not_spoken_with()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tls = Tls.OldProtocol });
        using var http = Trusting(farm);

        var failed = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(farm[0].Npm + "demo"));

        Assert.IsAssignableFrom<AuthenticationException>(failed.InnerException);
    }

    [RealClientFact("curl")]
    public async Task A_child_process_trusts_the_farm_by_its_file()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tls = Tls.Good });
        using var world = new World();

        var without = await world.Ask("curl", "-sS", farm[0].Npm + "-/ping");
        var with = await world.Ask("curl", "-sS", "--cacert", farm.AuthorityFile, farm[0].Npm + "-/ping");

        Assert.Equal((60, 0, "{}", ""), (without.ExitCode, with.ExitCode, with.Text, with.Error));
    }

    [Fact]
    public async Task Traps_that_write_their_own_bytes_work_over_tls()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tls = Tls.Good, Trap = new CutShortTrap() });
        using var http = Trusting(farm);

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(farm[0].Npm + "demo"));

        Assert.Equal("HTTP/1.1", farm[0].Asked.Single().Protocol);
        Assert.NotEqual(0, farm[0].BytesSent);
    }

    private static HttpClient Trusting(MirrorFarm farm, Action<SslPolicyErrors>? see = null)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(farm.AuthorityFile);
        var options = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        options.RemoteCertificateValidationCallback = (_, _, _, errors) =>
        {
            see?.Invoke(errors);
            return errors == SslPolicyErrors.None;
        };
        return new HttpClient(new SocketsHttpHandler { SslOptions = options }) { DefaultRequestVersion = HttpVersion.Version20 };
    }
}
