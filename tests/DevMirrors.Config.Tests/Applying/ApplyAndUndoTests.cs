namespace DevMirrors.Config.Tests;

public sealed class ApplyAndUndoTests : IDisposable
{
    private readonly WriterScratch _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Apply_writes_the_bytes_of_the_plan_and_undo_gives_the_identical_ones_back()
    {
        _home.Write("rc", "# mine\r\na=1\nb=2");

        Assert.Equal([EditResult.Written], _home.Apply(_home.Edit("rc", "a=9")));
        Assert.Equal("# mine\r\na=9\nb=2\n", _home.Read("rc"));
        Assert.Equal([EditResult.Written], _home.Undo());
        Assert.Equal("# mine\r\na=1\nb=2", _home.Read("rc"));
        Assert.Empty(_home.Journal().Files);
        Assert.Empty(_home.Found);
    }

    [Fact]
    public void A_file_that_was_absent_is_absent_again_and_so_are_the_folders_that_were_made_for_it()
    {
        Assert.Equal([EditResult.Written], _home.Apply(_home.Edit(".config/lines/rc", "a=9")));
        Assert.Equal("a=9\n", _home.Read(".config/lines/rc"));

        _home.Undo();

        Assert.False(Directory.Exists(_home.PathOf(".config")));
    }

    [Fact]
    public void A_folder_made_for_a_file_stays_where_somebody_uses_it()
    {
        _home.Apply(_home.Edit(".config/lines/rc", "a=9"));
        _home.Write(".config/other", "x");

        _home.Undo();

        Assert.False(Directory.Exists(_home.PathOf(".config/lines")));
        Assert.Equal("x", _home.Read(".config/other"));
    }

    [Fact]
    public void A_file_that_was_empty_is_empty_again()
    {
        _home.Write("rc", "");
        _home.Apply(_home.Edit("rc", "a=9"));

        _home.Undo();

        Assert.Equal("", _home.Read("rc"));
    }

    [Fact]
    public void Nothing_to_change_touches_nothing_not_even_a_lock()
    {
        _home.Write("rc", "a=9\n");

        Assert.Equal([EditResult.Unchanged], _home.Apply(_home.Edit("rc", "a=9")));

        Assert.False(Directory.Exists(_home.State.Path));
    }

    [Fact]
    public void A_second_apply_leaves_every_file_with_its_inode_and_times()
    {
        _home.Write("rc", "a=1\n");
        _home.Apply(_home.Edit("rc", "a=9"));
        var before = Listing();

        Assert.Equal([EditResult.Unchanged], _home.Apply(_home.Edit("rc", "a=9")));

        Assert.Equal(before, Listing());
    }

    [Fact]
    public void Undo_with_nothing_recorded_says_so_and_creates_nothing()
    {
        Assert.Empty(_home.Undo());

        Assert.Equal(["DEVM4012"], _home.Codes);
        Assert.False(Directory.Exists(_home.State.Path));
    }

    [Fact]
    public void A_second_undo_has_nothing_to_do()
    {
        _home.Apply(_home.Edit("rc", "a=9"));
        _home.Undo();

        Assert.Empty(_home.Undo());
        Assert.Equal(["DEVM4012"], _home.Codes);
    }

    [Fact]
    public void Several_files_are_written_and_undone_together()
    {
        _home.Write("one", "a=1\n");
        _home.Write("two", "a=1\n");

        Assert.Equal([EditResult.Written, EditResult.Written], _home.Apply(_home.Edit("one", "a=9"), _home.Edit("two", "a=9")));
        Assert.Equal([EditResult.Written, EditResult.Written], _home.Undo());

        Assert.Equal(("a=1\n", "a=1\n"), (_home.Read("one"), _home.Read("two")));
    }

    [Fact]
    public void What_changed_since_the_plan_is_left_alone_and_the_others_are_written()
    {
        _home.Write("one", "a=1\n");
        _home.Write("two", "a=1\n");
        FileEdit[] edits = [_home.Edit("one", "a=9"), _home.Edit("two", "a=9")];
        _home.Write("one", "a=5\n");

        Assert.Equal([EditResult.Failed, EditResult.Written], _home.Apply(edits));

        Assert.Equal(["DEVM4002"], _home.Codes);
        Assert.Equal(("a=5\n", "a=9\n"), (_home.Read("one"), _home.Read("two")));
    }

    [Fact]
    public void What_another_process_has_written_already_counts_as_in_step()
    {
        _home.Write("rc", "a=1\n");
        var edit = _home.Edit("rc", "a=9");
        _home.Apply(_home.Edit("rc", "a=9"));

        Assert.Equal([EditResult.Unchanged], _home.Apply(edit));
        Assert.Empty(_home.Found);
    }

    [Fact]
    public void Under_root_dir_files_are_written_and_no_state_is_kept()
    {
        _home.WithoutState();

        Assert.Equal([EditResult.Written], _home.Apply(_home.Edit("rc", "a=9")));

        Assert.False(Directory.Exists(_home.State.Path));
        Assert.Empty(_home.Undo());
        Assert.Equal("a=9\n", _home.Read("rc"));
    }

    [Fact]
    public void No_temporary_file_stays_behind()
    {
        _home.Apply(_home.Edit("rc", "a=9"));
        _home.Undo();

        Assert.DoesNotContain(Directory.EnumerateFiles(_home.Machine.Home, "*", SearchOption.AllDirectories), p => p.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_running_client_hears_of_each_written_file_and_reads_the_quiet_one_before_the_undone_one()
    {
        using var home = new WriterScratch { Ecosystem = new LineEcosystem { Quiet = d => d.Set("a", new SettingValue("")) } };
        home.Write("rc", "b=1\n");
        home.Apply(home.Edit("rc", "a=9"));

        Assert.Equal([EditResult.Written], home.Undo());

        Assert.Equal(["b=1\na=9\n", "b=1\na=\n", "b=1\n"], home.Ecosystem.Reloads);
        Assert.Empty(home.Journal().Files);
    }

    private string[] Listing() =>
        [.. Directory.EnumerateFiles(_home.Machine.Home, "*", SearchOption.AllDirectories).Order().Select(p => $"{p} {File.GetLastWriteTimeUtc(p):O} {File.GetCreationTimeUtc(p):O}")];
}
