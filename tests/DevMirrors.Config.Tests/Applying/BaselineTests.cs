namespace DevMirrors.Config.Tests;

public sealed class BaselineTests : IDisposable
{
    private readonly WriterScratch _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Later_applies_of_any_policy_keep_the_bytes_before_the_first_one()
    {
        _home.Write("rc", "a=1\nb=2\n");
        _home.ApplyAs("one", _home.Edit("rc", "a=8"));
        _home.ApplyAs("two", _home.Edit("rc", "a=9"));
        _home.ApplyAs("two", _home.Edit("rc", "b=9"));

        _home.Undo();

        Assert.Equal("a=1\nb=2\n", _home.Read("rc"));
    }

    [Fact]
    public void The_last_policy_that_changes_a_key_owns_it()
    {
        _home.Write("rc", "a=1\nb=2\n");
        _home.ApplyAs("one", _home.Edit("rc", "a=8", "b=8"));
        _home.ApplyAs("two", _home.Edit("rc", "a=9", "b=8"));

        Assert.Equal([("a", "two", "1", "9"), ("b", "one", "2", "8")], Keys());
    }

    [Fact]
    public void A_key_that_had_the_wanted_value_before_is_not_ours()
    {
        _home.Write("rc", "a=9\nb=2\n");
        _home.Apply(_home.Edit("rc", "a=9", "b=9"));

        Assert.Equal([("b", "policy-a", "2", "9")], Keys());
    }

    [Fact]
    public void An_undo_starts_a_new_baseline()
    {
        _home.Write("rc", "a=1\n");
        _home.Apply(_home.Edit("rc", "a=9"));
        _home.Undo();
        _home.Write("rc", "a=2\n");
        _home.Apply(_home.Edit("rc", "a=9"));

        _home.Undo();

        Assert.Equal("a=2\n", _home.Read("rc"));
    }

    [Fact]
    public void What_somebody_adds_between_two_applies_becomes_part_of_the_baseline()
    {
        _home.Write("rc", "a=1\nb=2\n");
        _home.Apply(_home.Edit("rc", "a=8"));
        _home.Write("rc", "a=8\nb=2\n# theirs\nc=3\n");
        _home.Apply(_home.Edit("rc", "a=9"));

        Assert.Equal([EditResult.Written], _home.Undo());

        Assert.Equal("a=1\nb=2\n# theirs\nc=3\n", _home.Read("rc"));
    }

    [Fact]
    public void A_value_of_ours_that_somebody_changes_between_two_applies_is_what_undo_gives_back()
    {
        _home.Write("rc", "a=1\nb=2\n");
        _home.Apply(_home.Edit("rc", "a=8", "b=8"));
        _home.Write("rc", "a=theirs\nb=8\n");
        _home.Apply(_home.Edit("rc", "a=9", "b=9"));

        Assert.Equal([("a", "policy-a", "theirs", "9"), ("b", "policy-a", "2", "9")], Keys());
        Assert.Equal([EditResult.Written], _home.Undo());
        Assert.Equal("a=theirs\nb=2\n", _home.Read("rc"));
    }

    [Fact]
    public void A_key_that_somebody_changed_and_the_plan_does_not_want_any_more_is_theirs()
    {
        _home.Write("rc", "a=1\nb=2\n");
        _home.Apply(_home.Edit("rc", "a=8", "b=8"));
        _home.Write("rc", "a=theirs\nb=8\n");
        _home.Apply(_home.Edit("rc", "b=9"));

        Assert.Equal([("b", "policy-a", "2", "9")], Keys());
        _home.Undo();
        Assert.Equal("a=theirs\nb=2\n", _home.Read("rc"));
    }

    [Fact]
    public void A_file_that_was_absent_exists_in_the_baseline_once_somebody_has_added_to_it()
    {
        _home.Apply(_home.Edit("rc", "a=8"));
        _home.Write("rc", "a=8\ntheirs=1\n");
        _home.Apply(_home.Edit("rc", "a=9"));

        _home.Undo();

        Assert.Equal("theirs=1\n", _home.Read("rc"));
    }

    [Fact]
    public void A_file_that_somebody_deleted_between_two_applies_starts_anew()
    {
        _home.Write("rc", "a=1\n");
        _home.Apply(_home.Edit("rc", "a=8"));
        File.Delete(_home.PathOf("rc"));
        _home.Apply(_home.Edit("rc", "a=9"));

        _home.Undo();

        Assert.Null(_home.Read("rc"));
    }

    [Fact]
    public void A_folder_that_we_made_is_remembered_where_only_its_file_was_deleted_between_two_applies()
    {
        _home.Apply(_home.Edit("new/rc", "a=8"));
        File.Delete(_home.PathOf("new/rc"));
        _home.Apply(_home.Edit("new/rc", "a=9"));

        _home.Undo();

        Assert.False(Directory.Exists(_home.PathOf("new")));
    }

    [Fact]
    public void A_line_of_ours_that_somebody_moved_between_two_applies_is_not_what_undo_gives_back()
    {
        _home.Write("rc", "b=2\nd=4\n");
        _home.Apply(_home.Edit("rc", "c=8"));
        _home.Write("rc", "a=0\nb=2\nc=8\nd=4\n");
        _home.Apply(_home.Edit("rc", "c=9"));

        _home.Undo();

        Assert.Equal("a=0\nb=2\nd=4\n", _home.Read("rc"));
    }

    [Fact]
    public void A_file_under_another_name_has_the_same_record()
    {
        _home.Write("real", "a=1\n");
        File.CreateSymbolicLink(_home.PathOf("rc"), _home.PathOf("real"));
        _home.ApplyAs("one", _home.Edit("rc", "a=8"));
        _home.ApplyAs("two", _home.Edit("real", "b=9"));

        Assert.Equal([("a", "one", "1", "8"), ("b", "two", null, "9")], Keys());
        Assert.Equal([EditResult.Written], _home.Undo());
        Assert.Equal("a=1\n", _home.Read("real"));
    }

    [Fact]
    public void Giving_back_the_last_key_forgets_the_file()
    {
        _home.Write("rc", "a=1\n");
        _home.Apply(_home.Edit("rc", "a=9"));
        _home.Apply(_home.Edit("rc", "a=1"));

        Assert.Empty(_home.Journal().Files);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_home.State.Path, "objects")));
    }

    [Fact]
    public void A_lost_baseline_stops_the_apply_that_would_need_it()
    {
        _home.Write("rc", "a=1\n");
        _home.Apply(_home.Edit("rc", "a=8"));
        _home.Write("rc", "a=8\nb=1\n");
        foreach (var path in Directory.EnumerateFiles(Path.Combine(_home.State.Path, "objects")))
            File.WriteAllText(path, "rubbish");

        Assert.Equal([EditResult.Failed], _home.Apply(_home.Edit("rc", "a=9")));

        Assert.Contains("DEVM4011", _home.Codes);
        Assert.Equal("a=8\nb=1\n", _home.Read("rc"));
    }

    private IEnumerable<(string, string, string?, string?)> Keys() =>
        _home.Journal().Files.Single().Keys.OrderBy(k => k.Key, StringComparer.Ordinal)
            .Select(k => (k.Key, Path.GetFileNameWithoutExtension(k.Owner), k.Baseline?.Text, k.Written?.Text));
}
