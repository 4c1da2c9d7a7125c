using System.IO.Compression;
using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

[Trait("Promise", "P32")]
[Collection(NetworkTests.Name)]
public sealed class HostileAnswerTests
{
    private const string Host = "`127.0.0.1`";

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    public static TheoryData<string, string, string> Broken => new()
    {
        { "SSH-2.0-OpenSSH_9.9\r\n", nameof(FailureKind.Protocol), $"what {Host} answers is not HTTP" },
        { "<html>hello</html>\r\n\r\n", nameof(FailureKind.Protocol), $"what {Host} answers is not HTTP" },
        { "HTTP/1.1 nine OK\r\n\r\n", nameof(FailureKind.Protocol), $"what {Host} answers is not HTTP" },
        { "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", nameof(FailureKind.Protocol), $"what {Host} answers is not HTTP" },
        { "", nameof(FailureKind.CutShort), $"{Host} ended the connection without an answer" },
        { "HTTP/1.1 200 OK\r\nContent-Le", nameof(FailureKind.CutShort), $"{Host} ended the connection without an answer" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", nameof(FailureKind.CutShort), $"{Host} ended the connection after 4 bytes of the answer" },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", nameof(FailureKind.CutShort), $"{Host} ended the connection after 4 bytes of the answer" },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhalf", nameof(FailureKind.Protocol), $"the body that {Host} sends is not framed as HTTP asks" },
        { "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx", nameof(FailureKind.Protocol), "the answer is encoded as `br`, although no encoding was asked for" },
        { "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nplain", nameof(FailureKind.Protocol), $"the gzip data that {Host} sends is broken" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\nx", nameof(FailureKind.TooLarge), "the answer is 1073741824 bytes long, more than the 1048576 bytes that are read of it" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nx", nameof(FailureKind.Protocol), "the length that the answer tells is no number" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Broken_answers_say_what_is_wrong(string answer, string kind, string because)
    {
        await using var server = RawServer.Saying(answer);

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal((Enum.Parse<FailureKind>(kind), because), reply.Says());
        Assert.False(reply.IsWhole);
    }

    [Fact]
    public async Task What_came_before_a_body_was_cut_short_is_kept()
    {
        await using var server = RawServer.Saying("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nhalf");

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal((200, "text/plain", "half", 4), (reply.Status, reply.ContentType, reply.Body(), reply.BytesRead));
    }

    [Fact]
    public async Task Endless_headers_are_not_read_to_their_end()
    {
        await using var server = new RawServer(async (stream, _) =>
        {
            await RawServer.Say(stream, "HTTP/1.1 200 OK\r\n");
            while (true)
                await RawServer.Say(stream, $"X-More: {new string('x', 1000)}\r\n");
        });

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal((FailureKind.Protocol, $"the headers of {Host} are longer than 32 KiB"), reply.Says());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")]
    public async Task An_endless_body_is_read_as_far_as_asked_for(string head)
    {
        var chunk = head.Contains("chunked") ? $"400\r\n{new string('x', 1024)}\r\n" : new string('x', 1024);
        await using var server = new RawServer(async (stream, _) =>
        {
            await RawServer.Say(stream, head);
            while (true)
                await RawServer.Say(stream, chunk);
        });

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri(server.Url)) { MaxBytes = 100_000 });

        Assert.Equal((FailureKind.TooLarge, "the answer is more than the 100000 bytes that are read of it"), reply.Says());
        Assert.Equal(100_000, reply.Body.Length);
        Assert.InRange(reply.BytesRead, 100_000, 100_000 + (16 << 10));
    }

    [Fact]
    public async Task Of_a_page_that_is_no_answer_the_beginning_is_read()
    {
        await using var server = RawServer.Saying($"HTTP/1.1 403 Forbidden\r\nContent-Length: 1073741824\r\n\r\n<html>{new string('x', 100_000)}");

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal((null, 403, 8192), (reply.Failure, reply.Status, reply.Body.Length));
        Assert.StartsWith("<html>", reply.Body());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("X-GZip")]
    public async Task Gzip_that_nobody_asked_for_is_unpacked(string encoding)
    {
        var packed = Gzip("hello hello hello"u8.ToArray());
        await using var server = Sending($"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {packed.Length}\r\n\r\n", packed);

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal((null, "hello hello hello", packed.Length), (reply.Failure, reply.Body(), reply.BytesRead));
        Assert.Contains("Accept-Encoding: identity\r\n", server.Heads[0]);
    }

    [Fact]
    public async Task A_gzip_bomb_is_unpacked_no_further_than_asked_for()
    {
        var packed = Gzip(new byte[64 << 20]);
        await using var server = Sending($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n", packed);

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal((FailureKind.TooLarge, 1 << 20), (reply.Failure?.Kind, reply.Body.Length));
        Assert.True(reply.BytesRead < 32 << 10, $"{reply.BytesRead} bytes were read");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK", nameof(FailureKind.TooLarge))]
    [InlineData("HTTP/1.1 403 Forbidden", nameof(FailureKind.TooLarge))]
    public async Task Gzip_that_is_endless_and_holds_nothing_is_read_no_further_than_asked_for(string status, string kind)
    {
        var empty = string.Concat(Enumerable.Repeat("\0\0\0\u00ff\u00ff", 1000));
        await using var server = new RawServer(async (stream, _) =>
        {
            await RawServer.Say(stream, $"{status}\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b\u0008\0\0\0\0\0\0\u0003");
            while (true)
                await RawServer.Say(stream, empty);
        });

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal(kind, reply.Failure?.Kind.ToString());
        Assert.InRange(reply.BytesRead, 1, (1 << 20) + (16 << 10));
    }

    [Fact]
    public async Task Gzip_that_was_cut_before_it_was_sent_is_seen()
    {
        var packed = Gzip(Encoding.ASCII.GetBytes(string.Join(' ', Enumerable.Range(0, 10_000))))[..^20];
        await using var server = Sending($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n", packed);

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal((FailureKind.CutShort, "the gzip data of the answer ends before its content does"), reply.Says());
    }

    [Fact]
    public async Task A_byte_now_and_then_ends_with_the_deadline_and_what_came_is_kept()
    {
        await using var server = new RawServer(async (stream, _) =>
        {
            await RawServer.Say(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\na");
            await RawServer.Wait(stream);
        });

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri(server.Url)), patience: Short);

        Assert.Equal((FailureKind.Timeout, "the time was up after 1 bytes of the answer"), reply.Says());
        Assert.Equal(("a", 1), (reply.Body(), reply.BytesRead));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nX-")]
    [InlineData("HTTP/1.1 103 Early Hints\r\n\r\n")]
    public async Task An_answer_that_does_not_come_ends_with_the_deadline(string said)
    {
        await using var server = new RawServer(async (stream, _) =>
        {
            await RawServer.Say(stream, said);
            await RawServer.Wait(stream);
        });

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri(server.Url)), patience: Short);

        Assert.Equal((FailureKind.Timeout, $"{Host} did not answer in time"), reply.Says());
        Assert.NotNull(reply.Phases.Connect);
    }

    [Fact]
    public async Task A_black_hole_ends_with_the_deadline()
    {
        await using var server = new BlackHole();

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri(server.Url)), patience: Short);

        Assert.Equal((FailureKind.Timeout, $"{Host} did not answer in time"), reply.Says());
    }

    [Fact]
    public async Task An_address_that_takes_no_connection_ends_with_the_deadline()
    {
        using var full = new FullListener("127.0.0.1", 0);

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri($"http://127.0.0.1:{full.Port}/")), patience: Short);

        Assert.Equal((FailureKind.Timeout, $"{Host} did not take the connection in time"), reply.Says());
    }

    [Fact]
    public async Task A_deadline_that_is_over_already_is_a_failure_too()
    {
        await using var server = RawServer.Saying(RawServer.Ok("hi"));

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri(server.Url)), patience: TimeSpan.Zero);

        Assert.Equal(FailureKind.Timeout, reply.Failure?.Kind);
    }

    [Fact]
    public async Task A_refused_connection_says_so()
    {
        using var unused = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        unused.Start();
        var port = ((System.Net.IPEndPoint)unused.LocalEndpoint).Port;
        unused.Stop();

        using var reply = await ProbeScene.Send($"http://127.0.0.1:{port}/");

        Assert.Equal((FailureKind.Connect, $"{Host} refuses connections on port {port}"), reply.Says());
    }

    [Fact]
    public async Task A_connection_that_is_reset_says_so()
    {
        await using var server = new Closing(resets: true);

        using var reply = await ProbeScene.Send($"http://127.0.0.1:{server.Port}/");

        Assert.Equal((FailureKind.CutShort, $"{Host} reset the connection"), reply.Says());
    }

    [Fact]
    public async Task A_body_without_a_length_ends_with_its_connection()
    {
        await using var server = RawServer.Saying("HTTP/1.0 200 OK\r\n\r\nall of it");

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal((null, "all of it", "1.0"), (reply.Failure, reply.Body(), reply.Protocol));
    }

    [Fact]
    public async Task A_connection_whose_body_was_left_is_not_used_again()
    {
        await using var server = new RawServer((stream, head) => RawServer.Say(stream, head.StartsWith("GET /large", StringComparison.Ordinal)
            ? $"HTTP/1.1 200 OK\r\nContent-Length: 20000000\r\n\r\n{new string('x', 100_000)}"
            : RawServer.Ok("hi")));
        using var http = new ProbeHttp(ProbeScene.Target(server.Url), ProbeScene.Leading());

        using var large = await http.Send(new ProbeRequest(new Uri($"{server.Url}/large")), CancellationToken.None);
        using var small = await http.Send(new ProbeRequest(new Uri($"{server.Url}/small")), CancellationToken.None);

        Assert.Equal((FailureKind.TooLarge, 0), (large.Failure?.Kind, large.BytesRead));
        Assert.Equal("hi", small.Body());
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task The_length_that_a_head_request_tells_is_no_body()
    {
        await using var server = RawServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\nDocker-Content-Digest: sha256:abc\r\n\r\n");

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri(server.Url)) { Method = HttpMethod.Head });

        Assert.Equal((null, 200, "sha256:abc", true), (reply.Failure, reply.Status, reply.ContentDigest, reply.IsWhole));
    }

    [Fact]
    public async Task What_a_server_says_cannot_steer_a_terminal()
    {
        await using var server = RawServer.Saying("HTTP/1.1 401 No\r\nContent-Type: text/\u001b[2Jhtml\r\nWWW-Authenticate: Bearer realm=\"\u001b]0;x\u0007\"\r\nContent-Length: 0\r\n\r\n");

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal(("text/?[2Jhtml", "Bearer realm=\"?]0;x?\""), (reply.ContentType, reply.Challenge));
    }

    private static RawServer Sending(string head, byte[] body) => new(async (stream, _) =>
    {
        await RawServer.Say(stream, head);
        await stream.WriteAsync(body);
    });

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
