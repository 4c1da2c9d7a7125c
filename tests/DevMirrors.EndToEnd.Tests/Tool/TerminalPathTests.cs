using DevMirrors.Testing;
using DevMirrors.Tool;

namespace DevMirrors.EndToEnd.Tests;

public sealed class TerminalPathTests : IDisposable
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

    public void Dispose() => _scratch.Dispose();
}
