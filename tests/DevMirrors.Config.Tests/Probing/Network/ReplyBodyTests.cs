namespace DevMirrors.Config.Tests;

[Collection(NetworkTests.Name)]
public sealed class ReplyBodyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData(3_000_000)]
    public void What_was_put_in_comes_out_again(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        using var body = new ReplyBody();

        for (var i = 0; i < length; i += 16 << 10)
            body.Append(bytes.AsSpan(i, Math.Min(16 << 10, length - i)));

        for (var i = 0; i < 2; i++)
        {
            var read = new MemoryStream();
            body.Open().CopyTo(read);
            Assert.Equal(bytes, read.ToArray());
        }
        Assert.Equal(length, body.Length);
    }

    [Fact]
    public void A_temporary_file_has_no_name_that_anybody_could_open()
    {
        using var file = PrivateFile.Create();
        file.Write("secret"u8);

        Assert.False(File.Exists(file.Name));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.SafeFileHandle));
        Assert.StartsWith(Path.GetTempPath(), file.Name);
    }

    [Fact]
    public async Task A_long_answer_is_read_over_the_network_and_back()
    {
        var bytes = new byte[5 << 20];
        new Random(1).NextBytes(bytes);
        await using var server = await DevMirrors.Testing.LoopbackServer.Start();
        server.Serve("/a.tgz", bytes);

        using var reply = await ProbeScene.Send(new ProbeRequest(new Uri($"{server.Url}/a.tgz")) { MaxBytes = ProbeLimits.PackageBytes });

        var read = new MemoryStream();
        await reply.Body.Open().CopyToAsync(read);
        Assert.Equal(bytes, read.ToArray());
        Assert.Equal((bytes.Length, true, "application/octet-stream"), (reply.BytesRead, reply.IsWhole, reply.ContentType));
        Assert.True(reply.BodyTime > TimeSpan.Zero);
    }
}
