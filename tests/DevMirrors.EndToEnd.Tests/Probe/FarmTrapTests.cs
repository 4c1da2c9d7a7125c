using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>Each trap of the farm does what it is named for, as a client without our safeguards sees it.</summary>
public class FarmTrapTests
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    [Theory]
    [InlineData(401, null, "Basic realm=\"farm\"")]
    [InlineData(403, null, null)]
    [InlineData(404, null, null)]
    [InlineData(410, null, null)]
    [InlineData(429, "120", null)]
    [InlineData(429, "Wed, 21 Oct 2026 07:28:00 GMT", null)]
    [InlineData(451, null, null)]
    [InlineData(500, null, null)]
    [InlineData(503, "1", null)]
    public async Task A_status_is_the_answer_to_everything(int status, string? retryAfter, string? challenge)
    {
        await using var farm = await With(new StatusTrap(status, retryAfter, challenge));

        using var response = await Get(farm);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(retryAfter, response.Headers.TryGetValues("Retry-After", out var after) ? after.Single() : null);
        Assert.Equal(challenge, response.Headers.TryGetValues("WWW-Authenticate", out var challenges) ? challenges.Single() : null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_captive_portal_shows_its_login_page(bool redirects)
    {
        await using var farm = await With(new CaptiveTrap(redirects));

        using var first = await Get(farm);
        using var page = redirects ? await Http.GetAsync(first.Headers.Location) : await Get(farm);

        Assert.Equal(redirects ? HttpStatusCode.Redirect : HttpStatusCode.OK, first.StatusCode);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Redirects_go_round_or_away_and_only_where_they_should()
    {
        await using var farm = await MirrorFarm.Start(
            new Behaviour { Trap = new RedirectLoopTrap() },
            new Behaviour { Trap = new RedirectTrap("http://169.254.169.254/latest/meta-data/") },
            new Behaviour { Trap = new RedirectTrap("https://other.example", KeepsTarget: true, Status: 307) { On = p => p.EndsWith(".tgz", StringComparison.Ordinal) } });

        Assert.StartsWith(farm[0].Npm + "demo?", (await Get(farm)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("http://169.254.169.254/latest/meta-data/", (await Get(farm, 1)).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await Get(farm, 2)).StatusCode);
        var away = await Http.GetAsync(farm[2].Npm + "demo/-/demo-1.2.0.tgz");
        Assert.Equal((HttpStatusCode.TemporaryRedirect, "https://other.example/npm/demo/-/demo-1.2.0.tgz"), (away.StatusCode, away.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task Json_is_broken_or_too_deep_or_under_another_name()
    {
        await using var farm = await MirrorFarm.Start(
            new Behaviour { Trap = new BrokenJsonTrap() }, new Behaviour { Trap = new DeepJsonTrap() }, new Behaviour { Trap = new WrongContentTypeTrap() });
        var (broken, deep) = (await Body(farm, 0), await Body(farm, 1));
        using var misnamed = await Get(farm, 2);

        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(broken));
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(deep));
        using var parsed = JsonDocument.Parse(deep, new JsonDocumentOptions { MaxDepth = 100_001 });
        Assert.Equal("text/html", misnamed.Content.Headers.ContentType!.MediaType);
        using var metadata = JsonDocument.Parse(await misnamed.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_gzip_bomb_unpacks_to_a_gibibyte()
    {
        await using var farm = await With(new GzipBombTrap());
        using var unpacking = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip });
        await using var body = await unpacking.GetStreamAsync(farm[0].Npm + "demo");
        var (buffer, total) = (new byte[1 << 20], 0L);
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
            total += read;

        Assert.Equal(1L << 30, total);
        Assert.InRange(farm[0].BytesSent, 1, 2 << 20);
    }

    [Theory]
    [InlineData(1L << 30)]
    [InlineData(null)]
    public async Task A_huge_body_goes_on_as_long_as_somebody_reads(long? announced)
    {
        await using var farm = await With(new HugeBodyTrap(announced));
        using (var response = await Http.GetAsync(farm[0].Npm + "demo", HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Equal(announced, response.Content.Headers.ContentLength);
            await (await response.Content.ReadAsStreamAsync()).ReadExactlyAsync(new byte[4 << 20]);
        }

        // No upper bound: for a moment after the reader has gone, Kestrel takes what is written and sends it nowhere.
        Assert.True(farm[0].BytesSent >= 4 << 20, $"{farm[0].BytesSent}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_head_can_be_without_an_end(bool inOneLine)
    {
        await using var farm = await With(new EndlessHeadersTrap(inOneLine));

        await Assert.ThrowsAsync<HttpRequestException>(() => Get(farm));
        using var raw = await Raw(farm);
        var read = new byte[1 << 20];
        await raw.ReadExactlyAsync(read);

        Assert.DoesNotContain("\r\n\r\n", Encoding.ASCII.GetString(read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_can_be_cut_short()
    {
        await using var farm = await With(new CutShortTrap { On = p => p.EndsWith(".tgz", StringComparison.Ordinal) });

        Assert.Equal(HttpStatusCode.OK, (await Get(farm)).StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => Http.GetAsync(farm[0].Npm + "demo/-/demo-1.2.0.tgz"));
    }

    [Fact]
    public async Task A_connection_can_be_half_closed()
    {
        await using var farm = await With(new HalfClosedTrap());
        using var raw = await Raw(farm);

        var answer = await Read(raw);
        // Its own direction is closed; ours is not.
        await raw.WriteAsync("more"u8.ToArray());

        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => Get(farm));
    }

    [Fact]
    public async Task An_answer_can_come_a_byte_at_a_time()
    {
        await using var farm = await MirrorFarm.Start(
            new Behaviour { Trap = new DripTrap(TimeSpan.FromHours(1)) }, new Behaviour { Trap = new DripTrap(TimeSpan.FromTicks(1)) });
        using var slow = await Raw(farm);
        using var quick = await Raw(farm, 1);

        Assert.Equal(1, await slow.ReadAsync(new byte[1000]));
        Assert.Equal(1, farm[0].BytesSent);
        Assert.Equal((await Read(quick)).Length, farm[1].BytesSent);
    }

    [Fact]
    public async Task A_port_can_be_closed_silent_deaf_to_http_or_reset()
    {
        await using var farm = await MirrorFarm.Start(
            new Behaviour { Refused = true }, new Behaviour { Trap = new BlackHoleTrap() }, new Behaviour { Trap = new NotHttpTrap() }, new Behaviour { Trap = new ResetTrap() });

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => Get(farm, 0));
        Assert.Equal(SocketError.ConnectionRefused, ((SocketException)refused.InnerException!).SocketErrorCode);
        using var hole = await Raw(farm, 1);
        var silence = hole.ReadAsync(new byte[1]).AsTask();
        await Assert.ThrowsAsync<HttpRequestException>(() => Get(farm, 2));
        await Assert.ThrowsAsync<HttpRequestException>(() => Get(farm, 3));
        Assert.False(silence.IsCompleted);
        Assert.Equal(1, farm[1].Connections);
    }

    [Fact]
    public async Task A_trap_can_be_set_and_lifted_while_the_farm_runs()
    {
        await using var farm = await MirrorFarm.Start(Behaviour.Healthy);
        using var fresh = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
        var url = farm[0].Npm + "demo";

        Assert.True((await fresh.GetAsync(url)).IsSuccessStatusCode);
        farm[0].Behaviour = new Behaviour { Trap = new StatusTrap(503) };
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await fresh.GetAsync(url)).StatusCode);
        farm[0].Behaviour = new Behaviour { Trap = new NotHttpTrap() };
        await Assert.ThrowsAsync<HttpRequestException>(() => fresh.GetAsync(url));
        farm[0].Behaviour = Behaviour.Healthy;
        Assert.True((await fresh.GetAsync(url)).IsSuccessStatusCode);
    }

    private static Task<MirrorFarm> With(Trap trap) => MirrorFarm.Start(new Behaviour { Trap = trap });

    private static Task<HttpResponseMessage> Get(MirrorFarm farm, int mirror = 0) => Http.GetAsync(farm[mirror].Npm + "demo");

    private static async Task<string> Body(MirrorFarm farm, int mirror) => await (await Get(farm, mirror)).Content.ReadAsStringAsync();

    private static async Task<NetworkStream> Raw(MirrorFarm farm, int mirror = 0)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, farm[mirror].Port);
        var stream = new NetworkStream(socket, ownsSocket: true);
        await stream.WriteAsync("GET /npm/demo HTTP/1.1\r\nHost: farm\r\n\r\n"u8.ToArray());
        return stream;
    }

    private static async Task<string> Read(Stream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        return await reader.ReadToEndAsync();
    }
}
