namespace DevMirrors.Config.Tests;

/// <summary>Whoever writes in place empties the file first: what can be seen then is not what it holds.</summary>
[Trait("Promise", "P17")]
public sealed class EmptiedFileTests : IDisposable
{
    private readonly WriterScratch _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("filled")]
    [InlineData("emptied again")]
    [InlineData("deleted")]
    public void A_file_that_somebody_touches_while_we_look_is_in_their_hands(string how)
    {
        var path = _home.Write("rc", "");
        var pauses = 0;

        Assert.False(EmptyFile.Stays(path, () =>
        {
            if (++pauses != 3)
                return;
            File.Delete(path);
            if (how != "deleted")
                _home.Write("rc", how == "filled" ? "# theirs\n" : "");
        }));

        Assert.Equal(3, pauses);
    }

    [Fact]
    public void A_file_that_somebody_has_open_to_fill_it_is_in_their_hands()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var theirs = new FileStream(_home.Write("rc", ""), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);

        Assert.False(EmptyFile.Stays(_home.PathOf("rc"), () => { }));
        Assert.Equal([EditResult.Failed], _home.Apply(_home.Edit("rc", "a=1")));
        Assert.Equal(["DEVM4002"], _home.Codes);
    }

    [Fact]
    public void A_file_that_nobody_touches_is_empty_and_written()
    {
        var path = _home.Write("rc", "");
        var pauses = 0;

        Assert.True(EmptyFile.Stays(path, () => pauses++));

        Assert.InRange(pauses, 5, 50);
        Assert.Equal([EditResult.Written], _home.Apply(_home.Edit("rc", "a=1")));
        Assert.Equal("a=1\n", _home.Read("rc"));
    }

    [Theory]
    [InlineData("mine\n")]
    [InlineData(null)]
    public void Nobody_waits_for_a_file_that_holds_something_or_is_not_there(string? text)
    {
        if (text is not null)
            _home.Write("rc", text);

        Assert.False(EmptyFile.Stays(_home.PathOf("rc"), () => Assert.Fail("waited")));
        Assert.Equal([EditResult.Written], _home.Apply(_home.Edit("rc", "a=1")));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(511, 511)]
    [InlineData(512, 512)]
    [InlineData(5000, 5000)]
    [InlineData(5001, 5000)]
    public void A_file_is_read_to_its_end_and_no_further_than_its_bound(int length, int bound)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        File.WriteAllBytes(_home.PathOf("rc"), bytes);

        Assert.Equal(length > bound ? null : bytes, FileBytes.Read(_home.PathOf("rc"), bound));
    }

    /// <summary>Files of /proc say that they have no length, as does one that grows after it was opened.</summary>
    [Fact]
    public void The_length_that_is_told_is_not_believed()
    {
        if (!OperatingSystem.IsLinux())
            return;

        Assert.Equal(File.ReadAllText("/proc/self/status").Split('\n')[0], System.Text.Encoding.UTF8.GetString(FileBytes.Read("/proc/self/status", 1 << 20)!).Split('\n')[0]);
        Assert.Null(FileBytes.Read("/proc/self/status", 100));
    }
}
