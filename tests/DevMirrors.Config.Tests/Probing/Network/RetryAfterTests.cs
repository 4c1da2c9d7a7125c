namespace DevMirrors.Config.Tests;

[Collection(NetworkTests.Name)]
public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("120", 120)]
    [InlineData(" 0 ", 0)]
    [InlineData("86400", 86400)]
    [InlineData("99999999999999999999", 86400)]
    [InlineData("Sun, 01 Mar 2026 12:01:00 GMT", 60)]
    [InlineData("Sunday, 01-Mar-26 12:01:00 GMT", 60)]
    [InlineData("Sun Mar  1 12:01:00 2026", 60)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 86400)]
    public void Seconds_and_times_are_understood(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Parse(text, date: null, Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("soon")]
    [InlineData("٣")]
    public void What_is_neither_is_left_out(string? text) => Assert.Null(RetryAfter.Parse(text, date: null, Now));

    [Fact]
    public void A_time_is_compared_with_the_servers_own_clock() =>
        Assert.Equal(TimeSpan.FromSeconds(30), RetryAfter.Parse("Sat, 05 Jan 2030 10:00:30 GMT", "Sat, 05 Jan 2030 10:00:00 GMT", Now));

    [Fact]
    public async Task It_is_read_from_the_answer()
    {
        await using var server = RawServer.Saying("HTTP/1.1 429 Slow down\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");

        using var reply = await ProbeScene.Send(server.Url);

        Assert.Equal((429, TimeSpan.FromSeconds(7)), (reply.Status, reply.RetryAfter));
    }
}
