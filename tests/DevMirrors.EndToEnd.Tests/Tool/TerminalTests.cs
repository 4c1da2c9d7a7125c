using DevMirrors.Testing;
using DevMirrors.Tool;

namespace DevMirrors.EndToEnd.Tests;

public sealed class TerminalTests : IDisposable
{
    private readonly ScratchMachine _scratch = new();

    [Fact]
    public void Paths_are_shortened_where_they_begin_and_what_is_quoted_for_a_shell_stays_whole()
    {
        var terminal = new Terminal(_scratch.Machine, false, TextWriter.Null, TextWriter.Null, null);

        Assert.Equal("`rm ~/a` and b", terminal.Shorten($"`rm {_scratch.Home}/a` and {_scratch.Repository}/b"));
        Assert.Equal($"`rm '{_scratch.Home}/a b'`", terminal.Shorten($"`rm '{_scratch.Home}/a b'`"));
        Assert.Equal($"/data{_scratch.Home}/a", terminal.Shorten($"/data{_scratch.Home}/a"));
    }

    [Fact]
    public void A_cell_of_a_megabyte_is_cut_and_says_how_long_it_is()
    {
        using var written = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(_scratch.Machine, false, written, TextWriter.Null, null);

        terminal.Table(["SETTING", "USES"], [["registry", new string('a', 1024 * 1024)], ["proxy", new string('b', 1000)]]);

        Assert.Equal(
            $"SETTING   USES\nregistry  {new string('a', 1000)}… (1048576 characters)\nproxy     {new string('b', 1000)}\n",
            written.ToString());
    }

    public void Dispose() => _scratch.Dispose();
}
