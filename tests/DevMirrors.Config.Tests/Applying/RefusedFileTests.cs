using System.Net.Sockets;
using System.Runtime.Versioning;

namespace DevMirrors.Config.Tests;

[Trait("Promise", "P8")]
[Trait("Promise", "P7")]
[Trait("Promise", "P6")]
[Trait("Promise", "P4")]
[UnsupportedOSPlatform("windows")]
public sealed class RefusedFileTests : IDisposable
{
    private readonly WriterScratch _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_folder_is_refused() => AssertRefused(p => Directory.CreateDirectory(p), "it is a folder");

    [Fact]
    public void A_fifo_is_refused() => AssertRefused(LibC.MakeFifo, "it is not a regular file");

    [Fact]
    public void A_socket_is_refused()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        AssertRefused(p => socket.Bind(new UnixDomainSocketEndPoint(p)), "it is not a regular file");
    }

    [Fact]
    [Trait("Promise", "P39")]
    public void A_file_over_one_MiB_is_refused() =>
        AssertRefused(p => File.WriteAllBytes(p, new byte[FileSnapshot.MaxBytes + 1]), "it is larger than 1 MiB");

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_file_with_several_hard_links_is_refused(int links)
    {
        AssertRefused(
            p =>
            {
                File.WriteAllText(p, "a=1\n");
                for (var i = 1; i < links; i++)
                    LibC.Link(p, $"{p}.{i}");
            },
            $"it has {links} hard links, which a safe write would part");
        Assert.Equal("a=1\n", _home.Read("rc"));
    }

    [Fact]
    public void A_read_only_file_is_refused_by_name_even_for_root() =>
        AssertRefused(p => Make(p, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead), "it is read-only (mode 0444)");

    [Fact]
    public void A_link_to_nothing_is_refused() =>
        AssertRefused(p => File.CreateSymbolicLink(p, _home.PathOf("missing")), "it is a symbolic link to nothing");

    [Fact]
    public void A_loop_of_links_is_refused()
    {
        File.CreateSymbolicLink(_home.PathOf("other"), _home.PathOf("rc"));
        AssertRefused(p => File.CreateSymbolicLink(p, _home.PathOf("other")), "its symbolic links lead nowhere");
    }

    [Fact]
    public void A_path_below_a_file_is_refused()
    {
        _home.Write("file", "x");
        Assert.Equal([EditResult.Refused], _home.Apply(New("file/rc")));
        Assert.Equal(["DEVM4001"], _home.Codes);
    }

    [Fact]
    public void One_refused_file_does_not_keep_the_others_from_being_written()
    {
        Directory.CreateDirectory(_home.PathOf("rc"));
        Assert.Equal([EditResult.Refused, EditResult.Written], _home.Apply(New("rc"), New("other")));
        Assert.Equal("a=9\n", _home.Read("other"));
    }

    [Fact]
    public void Where_everything_is_refused_no_state_is_made()
    {
        Directory.CreateDirectory(_home.PathOf("rc"));
        _home.Apply(New("rc"));
        Assert.False(Directory.Exists(_home.State.Path));
    }

    [Fact]
    public void A_chain_of_links_stays_and_its_target_is_edited()
    {
        _home.Write("dotfiles/rc", "a=1\n");
        File.CreateSymbolicLink(_home.PathOf("middle"), _home.PathOf("dotfiles/rc"));
        File.CreateSymbolicLink(_home.PathOf("rc"), "middle");

        Assert.Equal([EditResult.Written], _home.Apply(_home.Edit("rc", "a=9")));

        Assert.Equal("a=9\n", _home.Read("dotfiles/rc"));
        Assert.Equal("middle", new FileInfo(_home.PathOf("rc")).LinkTarget);
        Assert.Null(new FileInfo(_home.PathOf("dotfiles/rc")).LinkTarget);

        _home.Undo();
        Assert.Equal("a=1\n", _home.Read("dotfiles/rc"));
        Assert.Equal("middle", new FileInfo(_home.PathOf("rc")).LinkTarget);
    }

    [Fact]
    public void A_new_file_in_a_linked_folder_lands_behind_the_link()
    {
        Directory.CreateDirectory(_home.PathOf("dotfiles"));
        Directory.CreateSymbolicLink(_home.PathOf(".config"), _home.PathOf("dotfiles"));

        _home.Apply(_home.Edit(".config/lines/rc", "a=9"));
        Assert.Equal("a=9\n", _home.Read("dotfiles/lines/rc"));

        _home.Undo();
        Assert.Empty(Directory.EnumerateFileSystemEntries(_home.PathOf("dotfiles")));
        Assert.True(Directory.Exists(_home.PathOf(".config")));
    }

    [Fact]
    public void A_project_file_that_links_out_of_the_repository_is_refused()
    {
        _home.Write("rc", "a=1\n");
        var path = Path.Combine(_home.Repository, "rc");
        File.CreateSymbolicLink(path, _home.PathOf("rc"));

        Assert.Equal([EditResult.Refused], _home.Apply(_home.EditAt(path, Scope.Project, "a=9")));

        Assert.Contains($"it leads out of `{_home.Repository}`, to ", _home.Found[0].Message, StringComparison.Ordinal);
        Assert.Equal("a=1\n", _home.Read("rc"));
    }

    [Fact]
    public void A_project_folder_that_links_out_of_the_repository_is_refused()
    {
        Directory.CreateSymbolicLink(Path.Combine(_home.Repository, "conf"), _home.Machine.Home);

        Assert.Equal([EditResult.Refused], _home.Apply(_home.EditAt(Path.Combine(_home.Repository, "conf", "rc"), Scope.Project, "a=9")));

        Assert.Null(_home.Read("rc"));
    }

    [Fact]
    public void A_project_file_that_links_to_another_place_of_the_repository_is_written()
    {
        File.WriteAllText(Path.Combine(_home.Repository, "real"), "a=1\n");
        File.CreateSymbolicLink(Path.Combine(_home.Repository, "rc"), "real");

        Assert.Equal([EditResult.Written], _home.Apply(_home.EditAt(Path.Combine(_home.Repository, "rc"), Scope.Project, "a=9")));

        Assert.Equal("a=9\n", File.ReadAllText(Path.Combine(_home.Repository, "real")));
    }

    [Fact]
    public void Root_does_not_follow_a_users_link_to_somebody_elses_file()
    {
        if (UnixFile.UserId != 0)
            return;
        LibC.ChangeOwner(_home.Machine.Home, 12345);
        AssertRefused(
            p =>
            {
                Make(_home.PathOf("secret"), AtomicFile.Private);
                File.CreateSymbolicLink(p, _home.PathOf("secret"));
                UnixFile.ChangeOwner(p, 12345, 12345);
            },
            "it is a symbolic link to another user's file");
        Assert.Equal("a=1\n", _home.Read("secret"));
    }

    private void AssertRefused(Action<string> arrange, string reason)
    {
        arrange(_home.PathOf("rc"));
        Assert.Equal([EditResult.Refused], _home.Apply(New("rc")));
        var found = Assert.Single(_home.Found);
        Assert.Equal(("DEVM4001", _home.PathOf("rc")), (found.Code, found.Place?.File));
        Assert.Contains(reason, found.Message, StringComparison.Ordinal);
        // Already the planner says so where it can see it.
        Assert.True(FileSnapshot.Read(_home.PathOf("rc"), new DiagnosticBag()) is not { Exists: false });
    }

    // An edit whose plan saw nothing: what stands there now must be noticed by the writer alone.
    private FileEdit New(string name)
    {
        var before = new FileSnapshot(_home.PathOf(name), false, default);
        return new FileEdit("lines", Scope.User, before.Path, LineFormat.Instance, EditAction.Create, before, "a=9\n"u8.ToArray(), [], []);
    }

    private static void Make(string path, UnixFileMode mode)
    {
        File.WriteAllText(path, "a=1\n");
        File.SetUnixFileMode(path, mode);
    }
}
