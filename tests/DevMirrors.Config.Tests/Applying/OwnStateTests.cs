using System.Runtime.Versioning;
using System.Text;

namespace DevMirrors.Config.Tests;

[Trait("Promise", "P41")]
[UnsupportedOSPlatform("windows")]
public sealed class OwnStateTests : IDisposable
{
    private readonly WriterScratch _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_journal_cut_off_at_any_byte_is_noticed_and_nothing_is_written()
    {
        Arrange(out var journal);
        for (var length = 0; length < journal.Length - 1; length++)
            AssertRefused(journal[..length], $"{length} bytes");
    }

    [Fact]
    public void A_journal_with_any_bit_flipped_means_the_same_or_is_noticed()
    {
        Arrange(out var journal);
        var whole = Encoding.UTF8.GetString(StateFile.Encode(_home.Journal(), StateJson.Default.Journal));
        for (var bit = 0; bit < journal.Length * 8; bit++)
        {
            var damaged = journal.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(_home.State.JournalPath, damaged);
            var found = new DiagnosticBag();
            var read = UserState.ReadJournal(_home.Machine, Scope.User, found);
            if (read is null)
                Assert.Contains(found.Single().Code, new[] { "DEVM4010", "DEVM4011" });
            else
                Assert.Equal(whole, Encoding.UTF8.GetString(StateFile.Encode(read, StateJson.Default.Journal)));
        }
    }

    [Fact]
    public void A_pending_transaction_cut_off_at_any_byte_is_noticed_and_nothing_is_written()
    {
        Arrange(out _);
        using (var staged = _home.State.StagePending(new PendingTransaction([], Config.Journal.Empty)))
            _home.State.Put(staged);
        var pending = File.ReadAllBytes(_home.State.PendingPath);
        for (var length = 0; length < pending.Length - 1; length++)
        {
            File.WriteAllBytes(_home.State.PendingPath, pending[..length]);
            Assert.Equal([EditResult.Failed], _home.Apply(_home.Edit("other", "x=1")));
            Assert.Equal(["DEVM4011"], _home.Codes);
        }
    }

    [Fact]
    public void A_damaged_backup_is_never_given_back()
    {
        Arrange(out _);
        var baseline = _home.Journal().Files.Single().BaselineHash!;
        File.WriteAllText(Path.Combine(_home.State.Path, "objects", baseline), "a=wrong\n");

        Assert.Equal([EditResult.Refused], _home.Undo());

        Assert.Equal(["DEVM4011"], _home.Codes);
        Assert.Equal("a=9\n", _home.Read("rc"));
        Assert.Single(_home.Journal().Files);
    }

    [Fact]
    public void State_of_a_newer_version_means_no_write()
    {
        Arrange(out var journal);
        File.WriteAllText(_home.State.JournalPath, Encoding.UTF8.GetString(journal).Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal));

        Assert.Equal([EditResult.Failed], _home.Apply(_home.Edit("other", "x=1")));

        Assert.Equal(["DEVM4010"], _home.Codes);
        Assert.Null(_home.Read("other"));
    }

    [Fact]
    public void A_linked_state_folder_is_refused()
    {
        Directory.CreateDirectory(_home.PathOf(".local/state"));
        Directory.CreateDirectory(_home.PathOf("elsewhere"));
        Directory.CreateSymbolicLink(_home.State.Path, _home.PathOf("elsewhere"));
        AssertUnusable();
        Assert.Empty(Directory.EnumerateFileSystemEntries(_home.PathOf("elsewhere")));
    }

    [Fact]
    public void A_linked_lock_is_refused()
    {
        Directory.CreateDirectory(_home.State.Path);
        File.CreateSymbolicLink(_home.State.LockPath, _home.PathOf("elsewhere"));
        AssertUnusable();
        Assert.False(File.Exists(_home.PathOf("elsewhere")));
    }

    [Fact]
    public void A_state_folder_that_others_could_enter_is_closed()
    {
        Directory.CreateDirectory(_home.State.Path, (UnixFileMode)0x1FF);
        _home.Apply(_home.Edit("rc", "a=9"));
        Assert.Equal(AtomicFile.PrivateFolder, File.GetUnixFileMode(_home.State.Path));
    }

    [Fact]
    public void A_lock_that_somebody_holds_ends_the_wait_with_an_error()
    {
        Assert.NotNull(StateFolder.Open(_home.Machine, Scope.User, _home.Found));
        using var held = StateLock.Take(_home.State, TimeSpan.Zero, _home.Found);
        Assert.NotNull(held);

        Assert.Null(StateLock.Take(_home.State, TimeSpan.Zero, _home.Found));

        Assert.Equal(["DEVM4008"], _home.Codes);
    }

    [Fact]
    public void The_lock_is_free_again_and_its_file_stays()
    {
        _home.Apply(_home.Edit("rc", "a=9"));
        using (StateLock.Take(_home.State, TimeSpan.Zero, _home.Found))
            Assert.Empty(_home.Found);
        Assert.True(File.Exists(_home.State.LockPath));
    }

    [Theory]
    [InlineData("/elsewhere", "/elsewhere/devmirrors")]
    [InlineData("relative", "{HOME}/.local/state/devmirrors")]
    [InlineData("", "{HOME}/.local/state/devmirrors")]
    public void Only_an_absolute_xdg_state_home_counts(string value, string expected)
    {
        _home.Set("XDG_STATE_HOME", value);
        Assert.Equal(expected.Replace("{HOME}", _home.Machine.Home, StringComparison.Ordinal), UserState.Folder(_home.Machine, Scope.User));
    }

    [Fact]
    public void Each_system_keeps_its_state_where_it_keeps_such_things()
    {
        var home = _home.Machine with { Os = OsKind.MacOS, Home = "/Users/me", Root = "/" };
        Assert.Equal("/Users/me/Library/Application Support/DevMirrors", UserState.Folder(home, Scope.Project));
        Assert.Equal("/var/lib/devmirrors", UserState.Folder(home, Scope.Machine));
        Assert.Null(UserState.Folder(home with { Home = "" }, Scope.User));
    }

    [Fact]
    public void Without_a_home_nothing_is_written()
    {
        var plan = _home.PlanFor("policy", _home.Edit("rc", "a=9"));
        var found = new DiagnosticBag();

        var report = PlanApplier.Apply(plan, _home.Machine with { Home = "" }, [], found);

        Assert.Equal(EditResult.Failed, report.Edits.Single().Result);
        Assert.Equal("DEVM4009", found.Single().Code);
        Assert.False(report.Finished);
    }

    [Fact]
    public void The_region_is_stored_and_forgotten()
    {
        var found = new DiagnosticBag();
        Assert.Null(UserState.ReadRegion(_home.Machine));
        Assert.False(Directory.Exists(_home.State.Path));

        UserState.WriteRegion(_home.Machine, "cn", found);
        Assert.Equal("cn", UserState.ReadRegion(_home.Machine));
        Assert.Equal(AtomicFile.Private, File.GetUnixFileMode(_home.State.RegionPath));

        UserState.WriteRegion(_home.Machine, null, found);
        Assert.Null(UserState.ReadRegion(_home.Machine));
        Assert.Empty(found);
    }

    [Fact]
    public void Reading_creates_nothing()
    {
        Assert.Empty(_home.Journal().Files);
        Assert.False(UserState.Pending(_home.Machine, Scope.User, _home.Found));
        UserState.WriteRegion(_home.Machine, null, _home.Found);
        Assert.False(Directory.Exists(_home.State.Path));
    }

    private void Arrange(out byte[] journal)
    {
        _home.Write("rc", "a=1\n");
        _home.Apply(_home.Edit("rc", "a=9"));
        journal = File.ReadAllBytes(_home.State.JournalPath);
    }

    private void AssertRefused(byte[] journal, string which)
    {
        File.WriteAllBytes(_home.State.JournalPath, journal);
        Assert.Equal((which, EditResult.Failed), (which, _home.Apply(_home.Edit("rc", "a=8")).Single()));
        Assert.Equal(["DEVM4011"], _home.Codes);
        Assert.Empty(_home.Undo());
        Assert.Equal("a=9\n", _home.Read("rc"));
    }

    private void AssertUnusable()
    {
        Assert.Equal([EditResult.Failed], _home.Apply(_home.Edit("rc", "a=9")));
        Assert.Equal(["DEVM4009"], _home.Codes);
        Assert.Null(_home.Read("rc"));
    }
}
