namespace DevMirrors.Config.Tests;

/// <summary>What a run leaves when it is killed after each of its steps, and what the next one makes of it.</summary>
[Trait("Promise", "P19")]
public sealed class RecoveryTests : IDisposable
{
    private const string Absent = "(absent)";

    private readonly WriterScratch _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("staged", 0)]
    [InlineData("pending", 0)]
    [InlineData("pending", 1)]
    [InlineData("pending", 2)]
    [InlineData("pending", 3)]
    [InlineData("journal", 3)]
    public void The_next_run_finishes_a_killed_one_and_undo_still_gives_everything_back(string stage, int written)
    {
        Kill(stage, written);

        // This apply concerns another file; it finishes the killed one by the way, unless that had not really begun.
        Assert.Equal([EditResult.Written], _home.Apply(_home.Edit("other", "x=1")));

        var begun = stage != "staged";
        Assert.Equal(begun ? ["a=9\n", "a=9\n", "a=9\n"] : new[] { "a=1\n", "a=2\n", Absent }, Contents());
        Assert.Equal(begun, _home.Codes.Contains("DEVM4006"));
        AssertTidy();

        _home.Undo();
        Assert.Equal(["a=1\n", "a=2\n", Absent], Contents());
        Assert.Empty(_home.Journal().Files);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Undo_right_after_a_kill_gives_everything_back(int written)
    {
        Kill("pending", written);

        _home.Undo();

        Assert.Equal(["a=1\n", "a=2\n", Absent], Contents());
        Assert.Empty(_home.Journal().Files);
        AssertTidy();
    }

    [Fact]
    public void The_state_says_partial_until_the_next_run()
    {
        Kill("pending", 1);
        var found = new DiagnosticBag();

        Assert.True(UserState.Pending(_home.Machine, Scope.User, found));

        Assert.Contains("partial", Assert.Single(found).Message, StringComparison.Ordinal);
        _home.Apply();
        _home.Apply(_home.Edit("one", "a=9"));
        Assert.False(UserState.Pending(_home.Machine, Scope.User, new DiagnosticBag()));
    }

    [Fact]
    public void An_apply_with_nothing_to_change_finishes_a_killed_run_too()
    {
        Kill("pending", 3);
        _home.Apply(_home.Edit("one", "a=9"));

        Assert.False(File.Exists(_home.State.PendingPath));
        Assert.Equal(3, _home.Journal().Files.Count);
    }

    [Fact]
    public void What_somebody_changed_after_the_kill_stays_and_is_named()
    {
        Kill("pending", 1);
        _home.Write("two", "a=2\ntheirs=1\n");

        _home.Apply(_home.Edit("other", "x=1"));

        Assert.Equal(["a=9\n", "a=2\ntheirs=1\n", "a=9\n"], Contents());
        Assert.Equal(_home.PathOf("two"), _home.Found.Single(d => d.Code == "DEVM4007").Place?.File);
        _home.Undo();
        Assert.Equal(["a=1\n", "a=2\ntheirs=1\n", Absent], Contents());
    }

    [Fact]
    public void A_link_that_somebody_put_in_the_place_of_a_target_is_not_written()
    {
        Kill("pending", 0);
        File.Delete(_home.PathOf("one"));
        File.CreateSymbolicLink(_home.PathOf("one"), _home.Write("victim", "a=1\n"));

        _home.Apply(_home.Edit("other", "x=1"));

        Assert.Equal("a=1\n", _home.Read("victim"));
        Assert.Contains("DEVM4007", _home.Codes);
    }

    /// <summary>Since the kill it may have become what no run would write: another name's file as well, read-only, or a file of a folder that is gone.</summary>
    [Theory]
    [InlineData("hard link")]
    [InlineData("read-only")]
    [InlineData("folder gone")]
    public void What_may_not_be_written_any_more_is_left_and_blocks_nobody(string since)
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = _home.Write("deep/rc", "a=1\n");
        var edit = _home.Edit("deep/rc", "a=9");
        Stage(edit);
        if (since == "hard link")
            LibC.Link(path, _home.PathOf("other name"));
        else if (since == "read-only")
            File.SetUnixFileMode(path, UnixFileMode.UserRead);
        else
            Directory.Delete(_home.PathOf("deep"), recursive: true);

        Assert.Equal([EditResult.Written], _home.Apply(_home.Edit("other", "x=1")));

        Assert.Contains("DEVM4007", _home.Codes);
        Assert.Equal(since == "folder gone" ? null : "a=1\n", _home.Read("deep/rc"));
        Assert.False(File.Exists(_home.State.PendingPath));
        _home.Undo();
        Assert.Equal(since == "folder gone" ? null : "a=1\n", _home.Read("deep/rc"));
        Assert.Null(_home.Read("other"));
        Assert.Empty(_home.Journal().Files);
    }

    [Fact]
    public void A_new_file_whose_folder_went_with_its_repository_blocks_nobody()
    {
        Directory.CreateDirectory(_home.PathOf("deep"));
        Stage(_home.Edit("deep/rc", "a=9"));
        Directory.Delete(_home.PathOf("deep"));

        Assert.Equal([EditResult.Written], _home.Apply(_home.Edit("other", "x=1")));

        Assert.Contains("DEVM4007", _home.Codes);
        Assert.False(Directory.Exists(_home.PathOf("deep")));
    }

    /// <summary>Two processes that want the same, one of which comes first: what the other finds there is not its own to take back.</summary>
    [Fact]
    public void What_somebody_else_wrote_is_not_taken_back_even_where_it_is_the_same()
    {
        var (changes, next) = Changes();
        Open();
        _home.Write("two", "a=9\n");
        var found = new DiagnosticBag();

        Transaction.Run(_home.State, changes, [], Config.Journal.Empty, next, found);

        Assert.Equal(["a=1\n", "a=9\n", Absent], Contents());
        Assert.Equal(["DEVM4002", "DEVM4004"], found.Select(d => d.Code));
    }

    [Fact]
    public void A_link_in_the_place_of_a_folder_that_we_made_is_somebody_elses()
    {
        if (OperatingSystem.IsWindows())
            return;
        _home.Apply(_home.Edit("made/rc", "a=9"));
        Directory.Move(_home.PathOf("made"), _home.PathOf("moved"));
        Directory.CreateSymbolicLink(_home.PathOf("made"), _home.PathOf("moved"));

        _home.Undo();

        Assert.Equal(_home.PathOf("moved"), new DirectoryInfo(_home.PathOf("made")).LinkTarget);
        Assert.False(File.Exists(_home.PathOf("moved/rc")));
    }

    [Fact]
    public void Where_the_staged_bytes_are_lost_nothing_is_written()
    {
        Kill("pending", 1);
        Directory.Delete(Path.Combine(_home.State.Path, "objects"), recursive: true);

        Assert.Equal([EditResult.Failed], _home.Apply(_home.Edit("other", "x=1")));

        Assert.Contains("DEVM4011", _home.Codes);
        Assert.Equal(["a=9\n", "a=2\n", Absent], Contents());
        Assert.Null(_home.Read("other"));
    }

    [Fact]
    public void When_one_target_fails_those_already_written_are_taken_back()
    {
        var (changes, next) = Changes();
        Open();
        var found = new DiagnosticBag();
        _home.Write("two", "a=somebody\n");

        var outcome = Transaction.Run(_home.State, changes, [], Config.Journal.Empty, next, found);

        Assert.Equal([EditResult.Skipped, EditResult.Failed, EditResult.Skipped], new[] { outcome.Of(0), outcome.Of(1), outcome.Of(2) });
        Assert.Equal(["a=1\n", "a=somebody\n", Absent], Contents());
        Assert.Equal(["DEVM4002", "DEVM4004"], found.Select(d => d.Code));
        Assert.Empty(_home.Journal().Files);
        AssertTidy();
    }

    [Fact]
    public void When_one_target_cannot_be_prepared_none_is_touched_and_nothing_is_left_beside_them()
    {
        var (changes, next) = Changes();
        var obstacle = changes[1].Target.Temp;
        Directory.CreateDirectory(obstacle);
        var found = new DiagnosticBag();

        var outcome = Transaction.Run(_home.State, changes, [], Config.Journal.Empty, next, found);

        Assert.Equal([EditResult.Skipped, EditResult.Failed, EditResult.Skipped], new[] { outcome.Of(0), outcome.Of(1), outcome.Of(2) });
        Assert.Equal(["a=1\n", "a=2\n", Absent], Contents());
        Assert.Equal(["DEVM4003"], found.Select(d => d.Code));
        Directory.Delete(obstacle);
        AssertTidy();
    }

    [Fact]
    public void When_the_journal_cannot_be_written_the_targets_are_taken_back()
    {
        var (changes, next) = Changes();
        Open();
        Directory.CreateDirectory(_home.State.JournalPath);
        var found = new DiagnosticBag();

        var outcome = Transaction.Run(_home.State, changes, [], Config.Journal.Empty, next, found);

        Assert.Equal(EditResult.Failed, outcome.Of(0));
        Assert.Equal(["a=1\n", "a=2\n", Absent], Contents());
        Assert.Contains("DEVM4003", found.Select(d => d.Code));
    }

    [Fact]
    public void A_temporary_file_that_a_killed_run_left_is_removed()
    {
        Kill("pending", 1);
        Assert.True(_home.State.TryReadPending(_home.Found, out var pending));
        File.WriteAllText(pending!.Targets[1].Temp, "half");
        File.WriteAllText(Path.Combine(_home.State.Path, ".devmirrors-0123456789abcdef0123456789abcdef.tmp"), "half");

        _home.Apply(_home.Edit("other", "x=1"));

        AssertTidy();
    }

    /// <summary>Goes as far as <paramref name="stage"/> with <paramref name="written"/> targets, and no further.</summary>
    private void Kill(string stage, int written)
    {
        var (changes, next) = Changes();
        Open();
        Transaction.Stage(_home.State, changes, [], next);
        if (stage == "staged")
            File.Delete(_home.State.PendingPath);
        foreach (var change in changes.Take(written))
            change.Forward();
        if (stage == "journal")
            _home.State.WriteJournal(next);
    }

    /// <summary>Says that the edit is coming, and goes no further.</summary>
    private void Stage(FileEdit edit)
    {
        Open();
        var write = new PlannedWrite(edit);
        Assert.True(write.Clear(null, _home.Found) && write.Prepare(_home.Found));
        var hash = ObjectStore.Hash(edit.After!.Value.Span);
        var baseline = edit.Before.Exists ? ObjectStore.Hash(edit.Before.Bytes.Span) : null;
        var file = new JournalFile(edit.Path, edit.Ecosystem, edit.Format.Name, edit.Scope, null, edit.Before.Exists, baseline, edit.Before.Mode, hash, [new JournalKey("a", "policy", null, new SettingValue("9"))]);
        Transaction.Stage(_home.State, [write.Change!], [], new Journal([file])).Dispose();
    }

    private void Open() => Assert.NotNull(StateFolder.Open(_home.Machine, Scope.User, _home.Found));

    /// <summary>Two files that exist and one that does not.</summary>
    private (List<TargetChange> Changes, Journal Next) Changes()
    {
        _home.Write("one", "a=1\n");
        _home.Write("two", "a=2\n");
        Open();
        var next = Config.Journal.Empty;
        var changes = new List<TargetChange>();
        foreach (var edit in new[] { "one", "two", "three" }.Select(n => _home.Edit(n, "a=9")))
        {
            var write = new PlannedWrite(edit);
            Assert.True(write.Clear(null, _home.Found) && write.Prepare(_home.Found));
            Assert.True(new Baselines("owner", null, _home.State.Objects, _home.Found).TryRecord(null, edit, [], out var file));
            next = next.With(edit.Path, file);
            changes.Add(write.Change!);
        }
        return (changes, next);
    }

    private string[] Contents() => [.. new[] { "one", "two", "three" }.Select(n => _home.Read(n) ?? Absent)];

    private void AssertTidy()
    {
        Assert.False(File.Exists(_home.State.PendingPath));
        Assert.DoesNotContain(Directory.EnumerateFiles(_home.Machine.Home, "*", SearchOption.AllDirectories), p => p.EndsWith(".tmp", StringComparison.Ordinal));
    }
}
