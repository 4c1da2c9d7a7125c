using System.Text;

namespace DevMirrors.Config.Tests;

/// <summary>Between the last look at a file and its replacement nobody writes unseen.</summary>
[Trait("Promise", "P17")]
public sealed class SwapTests : IDisposable
{
    private readonly WriterScratch _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("mine", "mine", "Done", "new")]
    [InlineData("mine", "theirs", "Refused", "theirs")]
    [InlineData("mine", "", "Refused", "")]
    [InlineData("mine", null, "Refused", null)]
    [InlineData("", "", "Done", "new")]
    [InlineData(null, null, "Done", "new")]
    [InlineData(null, "theirs", "Refused", "theirs")]
    [InlineData(null, "new", "Refused", "new")]
    public void A_file_is_replaced_only_where_it_holds_what_was_seen(string? seen, string? now, string result, string? then)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var temp = _home.Write("temp", "new");
        if (now is not null)
            _home.Write("rc", now);

        Assert.Equal(result, Swap.Run(temp, _home.PathOf("rc"), Bytes(seen)).ToString());

        Assert.Equal(then, _home.Read("rc"));
        Assert.Equal(result == "Refused" ? "new" : now, _home.Read("temp"));
    }

    [Fact]
    public void A_link_in_the_files_place_stays_and_is_not_followed()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var temp = _home.Write("temp", "new");
        File.CreateSymbolicLink(_home.PathOf("rc"), _home.Write("target", "mine"));

        Assert.Equal(SwapResult.Refused, Swap.Run(temp, _home.PathOf("rc"), Bytes("mine")));

        Assert.Equal(_home.PathOf("target"), new FileInfo(_home.PathOf("rc")).LinkTarget);
        Assert.Equal("mine", _home.Read("target"));
    }

    [Fact]
    public void A_file_that_somebody_is_about_to_write_is_theirs()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var temp = _home.Write("temp", "new");
        using (var theirs = new FileStream(_home.Write("rc", "mine"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            Assert.Equal(SwapResult.Refused, Swap.Run(temp, _home.PathOf("rc"), Bytes("mine")));
            theirs.SetLength(0);
            theirs.Write("theirs"u8);
        }
        Assert.Equal("theirs", _home.Read("rc"));

        Assert.Equal(SwapResult.Done, Swap.Run(temp, _home.PathOf("rc"), Bytes("theirs")));
        Assert.Equal("new", _home.Read("rc"));
    }

    [Fact]
    public void A_failure_of_the_step_itself_is_told()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Directory.CreateDirectory(_home.PathOf("folder"));

        var failure = Assert.Throws<IOException>(() => Swap.Run(_home.PathOf("absent/temp"), _home.PathOf("rc"), null));

        Assert.StartsWith("renameat2: ", failure.Message, StringComparison.Ordinal);
    }

    private static ReadOnlyMemory<byte>? Bytes(string? text) => text is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(text);
}
