using System.Globalization;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using DevMirrors.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DevMirrors.Config.Tests;

[Trait("Promise", "P34")]
[Collection(NetworkTests.Name)]
public sealed class TlsTests
{
    [Fact]
    public async Task A_sound_certificate_is_accepted_and_each_step_is_timed()
    {
        using var certificate = TestAuthority.Certificate();
        await using var server = RawServer.Saying(RawServer.Ok("hi"), certificate);

        using var reply = await Ask(server, isInsecure: false);

        Assert.Equal((null, null), reply.Says());
        Assert.Equal(("hi", "1.1", 200), (reply.Body(), reply.Protocol, reply.Status));
        Assert.True(reply.Phases is { Resolve: not null, Connect: not null, Tls: not null, FirstByte: not null });
    }

    [Fact]
    public async Task Http_2_is_spoken_where_it_is_offered_and_a_second_request_takes_the_same_connection()
    {
        using var certificate = TestAuthority.Certificate();
        await using var server = await Http2(certificate);
        using var http = new ProbeHttp(ProbeScene.Target(server.Urls.Single()), ProbeScene.Leading("127.0.0.1"));
        var request = new ProbeRequest(new Uri(server.Urls.Single()));

        using var first = await http.Send(request, CancellationToken.None);
        using var second = await http.Send(request, CancellationToken.None);

        Assert.Equal((null, null), first.Says());
        Assert.Equal(("HTTP/2", "2"), (first.Body(), first.Protocol));
        Assert.Equal(("HTTP/2", "2"), (second.Body(), second.Protocol));
        Assert.True(first.Phases is { Connect: not null, Tls: not null });
        Assert.True(second.Phases is { Connect: null, Tls: null, FirstByte: not null });
    }

    [Fact]
    public async Task An_answer_over_http_2_that_is_given_up_is_cut_short()
    {
        using var certificate = TestAuthority.Certificate();
        await using var server = await Http2(certificate);

        using var before = await ProbeScene.Send($"{server.Urls.Single()}/nothing");
        using var after = await ProbeScene.Send($"{server.Urls.Single()}/half");

        Assert.Equal((FailureKind.CutShort, "`127.0.0.1` ended the connection without an answer"), before.Says());
        // What had come already may be lost with the stream.
        Assert.Equal((FailureKind.CutShort, $"`127.0.0.1` ended the connection after {after.Body.Length} bytes of the answer"), after.Says());
    }

    [Fact]
    public void The_authority_of_these_tests_is_trusted_by_no_program_that_they_start() =>
        Assert.DoesNotContain("devmirrors-test", $"{new System.Diagnostics.ProcessStartInfo().Environment.FirstOrDefault(v => v.Key == "SSL_CERT_FILE").Value}");

    [Fact]
    public async Task An_expired_certificate_says_until_when_it_was_good()
    {
        using var certificate = TestAuthority.Certificate(fromDay: -10, toDay: -3);
        await using var server = RawServer.Saying(RawServer.Ok("hi"), certificate);

        using var reply = await Ask(server);

        Assert.Equal((FailureKind.Tls, $"the certificate of `mirror.example` expired on {Day(-3)}"), reply.Says());
        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task A_certificate_of_tomorrow_says_from_when_it_is_good()
    {
        using var certificate = TestAuthority.Certificate(fromDay: 2, toDay: 3);
        await using var server = RawServer.Saying(RawServer.Ok("hi"), certificate);

        using var reply = await Ask(server);

        Assert.Equal((FailureKind.Tls, $"the certificate of `mirror.example` is not valid before {Day(2)}"), reply.Says());
    }

    [Fact]
    public async Task A_certificate_of_another_name_says_whose_it_is()
    {
        using var certificate = TestAuthority.Certificate("other.example");
        await using var server = RawServer.Saying(RawServer.Ok("hi"), certificate);

        using var reply = await Ask(server);

        Assert.Equal((FailureKind.Tls, "the certificate is not for `mirror.example` but for `other.example`"), reply.Says());
        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task A_certificate_that_nobody_signed_is_refused()
    {
        using var certificate = TestAuthority.Certificate(isSelfSigned: true);
        await using var server = RawServer.Saying(RawServer.Ok("hi"), certificate);

        using var reply = await Ask(server);

        Assert.Equal((FailureKind.Tls, "the certificate of `mirror.example` is signed by itself"), reply.Says());
        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task A_mirror_that_may_be_asked_over_plain_http_gets_no_weaker_tls()
    {
        using var certificate = TestAuthority.Certificate(isSelfSigned: true);
        await using var server = RawServer.Saying(RawServer.Ok("hi"), certificate);

        using var reply = await Ask(server, isInsecure: true);

        Assert.Equal(FailureKind.Tls, reply.Failure?.Kind);
        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task A_connection_that_ends_in_the_handshake_says_so()
    {
        await using var server = new Closing();

        using var reply = await ProbeScene.Send($"https://mirror.example:{server.Port}/");

        Assert.Equal((FailureKind.Tls, "`mirror.example` closed the connection during the TLS handshake"), reply.Says());
    }

    [Fact]
    public async Task Plain_http_on_a_port_for_https_says_so()
    {
        await using var server = new Closing("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");

        using var reply = await ProbeScene.Send($"https://mirror.example:{server.Port}/");

        Assert.Equal((FailureKind.Tls, "`mirror.example` does not speak TLS on this port"), reply.Says());
    }

    [Fact]
    public async Task A_server_that_speaks_only_an_old_tls_is_not_spoken_to()
    {
        using var certificate = TestAuthority.Certificate();
#pragma warning disable SYSLIB0039, CA5397 // That is the point.
        await using var server = new RawServer(RawServer.Once(RawServer.Ok("hi")), certificate, protocols: SslProtocols.Tls | SslProtocols.Tls11);
#pragma warning restore SYSLIB0039, CA5397

        using var reply = await Ask(server);

        Assert.Equal(FailureKind.Tls, reply.Failure?.Kind);
        Assert.Empty(server.Heads);
    }

    [Fact]
    public async Task A_handshake_that_never_comes_ends_with_the_deadline()
    {
        await using var server = new BlackHole();

        using var reply = await ProbeScene.Send(
            new ProbeRequest(new Uri($"https://mirror.example:{new Uri(server.Url).Port}/")), patience: TimeSpan.FromMilliseconds(300));

        Assert.Equal((FailureKind.Timeout, "`mirror.example` did not finish the TLS handshake in time"), reply.Says());
        Assert.NotNull(reply.Phases.Connect);
        Assert.Null(reply.Phases.Tls);
    }

    private static Task<ProbeReply> Ask(RawServer server, bool isInsecure = true)
    {
        var url = $"https://mirror.example:{server.Port}/";
        return ProbeScene.Send(new ProbeRequest(new Uri(url)), target: ProbeScene.Target(url, isInsecure: isInsecure));
    }

    private static string Day(int days) => DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<WebApplication> Http2(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        var app = builder.Build();
        app.Run(Answer);
        await app.StartAsync();
        return app;
    }

    private static async Task Answer(HttpContext context)
    {
        if (context.Request.Path == "/half")
        {
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
        }
        if (context.Request.Path == "/")
            await context.Response.WriteAsync(context.Request.Protocol);
        else
            context.Abort();
    }
}
