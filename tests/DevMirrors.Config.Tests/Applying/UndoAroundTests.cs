using System.Runtime.Versioning;

namespace DevMirrors.Config.Tests;

[Trait("Promise", "P13")]
[UnsupportedOSPlatform("windows")]
public sealed class UndoAroundTests : IDisposable
{
    private const string Written = "Written";
    private const string Unchanged = "Unchanged";
    private const string Refused = "Refused";

    private readonly WriterScratch _home = new();

    public void Dispose() => _home.Dispose();

    /// <summary>Before our apply of a=9 (and c=9) · after somebody's edit of the result · after undo; (absent) is no file.</summary>
    [Theory]
    // Theirs beside ours.
    [InlineData("a=1\nb=2\nd=4\n", "a=9\nb=2\nd=4\ne=5\nc=9\n", "a=1\nb=2\nd=4\ne=5\n", Written, null)]
    [InlineData("a=1\nb=2\nd=4\n", "a=9\nb=2\nd=4\nc=9\ne=5\n", "a=1\nb=2\nd=4\ne=5\n", Written, null)]
    [InlineData("a=1\nb=2\nd=4\n", "x=0\na=9\nb=2\nd=4\nc=9\n", "x=0\na=1\nb=2\nd=4\n", Written, null)]
    [InlineData("a=1\nb=2\nd=4\n", "a=9\nb=3\nd=4\nc=9\n", "a=1\nb=3\nd=4\n", Written, null)]
    [InlineData("a=1\nb=2\nd=4\n", "a=9\nd=4\nc=9\n", "a=1\nd=4\n", Written, null)]
    [InlineData("a=1\nb=2\nd=4\n", "# note\na=9\nb=2\n# note\nd=4\nc=9\n", "# note\na=1\nb=2\n# note\nd=4\n", Written, null)]
    // The order turned round: no line-by-line way, but each key still has our value.
    [InlineData("a=1\nb=2\nd=4\n", "c=9\nd=4\nb=2\na=9\n", "d=4\nb=2\na=1\n", Written, null)]
    // Moved, as who sorts a file does it, or twice: ours wherever it stands. Another value of theirs is theirs, whichever counts.
    [InlineData("a=1\nb=2\nd=4\n", "c=9\na=9\nb=2\nd=4\n", "a=1\nb=2\nd=4\n", Written, null)]
    [InlineData("a=1\nb=2\nd=4\n", "a=9\nc=9\nb=2\nd=4\nc=9\n", "a=1\nb=2\nd=4\n", Written, null)]
    [InlineData("a=1\nb=2\nd=4\n", "c=7\na=9\nb=2\nd=4\nc=9\n", "c=7\na=1\nb=2\nd=4\n", Written, null)]
    [InlineData("a=1\nb=2\nd=4\n", "c=9\na=9\nb=2\nd=4\nc=7\n", "a=1\nb=2\nd=4\nc=7\n", Written, null)]
    [InlineData("a=1\nb=2", "a=9\nb=2\nc=9\ne=5\n", "a=1\nb=2\ne=5\n", Written, null)]
    // One of ours changed: the other goes back, the changed one stays and is named.
    [InlineData("a=1\nb=2\nd=4\n", "a=7\nb=2\nd=4\nc=9\n", "a=7\nb=2\nd=4\n", Written, "a")]
    [InlineData("a=1\nb=2\nd=4\n", "a=9\nb=2\nd=4\nc=7\n", "a=1\nb=2\nd=4\nc=7\n", Written, "c")]
    [InlineData("a=1\nb=2\nd=4\n", "b=2\nd=4\nc=9\n", "b=2\nd=4\n", Written, "a")]
    // Both changed: nothing to take back.
    [InlineData("a=1\nb=2\nd=4\n", "a=7\nb=2\nd=4\nc=7\n", "a=7\nb=2\nd=4\nc=7\n", Refused, "a")]
    // Somebody has undone it by hand, in part or in whole.
    [InlineData("a=1\nb=2\nd=4\n", "a=1\nb=2\nd=4\nc=9\n", "a=1\nb=2\nd=4\n", Written, null)]
    [InlineData("a=1\nb=2\nd=4\n", "a=1\nb=2\nd=4\n", "a=1\nb=2\nd=4\n", Unchanged, null)]
    [InlineData("a=1\nb=2\nd=4\n", "a=1\nb=2\nd=4\ne=5\n", "a=1\nb=2\nd=4\ne=5\n", Unchanged, null)]
    // The file was absent, and somebody added, emptied or deleted.
    [InlineData("(absent)", "a=9\nc=9\ne=5\n", "e=5\n", Written, null)]
    [InlineData("(absent)", "e=5\na=9\nc=9\n", "e=5\n", Written, null)]
    [InlineData("(absent)", "a=9\nc=9\n\n", "(absent)", Written, null)]
    [InlineData("(absent)", "", "(absent)", Written, null)]
    [InlineData("(absent)", "(absent)", "(absent)", Unchanged, null)]
    [InlineData("a=1\nb=2\n", "(absent)", "(absent)", Unchanged, null)]
    // It cannot be read any more, and our line is touched.
    [InlineData("a=1\nb=2\nd=4\n", "a=9!\nb=2\nd=4\nc=9\n", "a=9!\nb=2\nd=4\nc=9\n", Refused, null)]
    public void Undo_takes_back_only_what_is_ours(string before, string edited, string after, string result, string? stuck)
    {
        Put(before);
        _home.Apply(_home.Edit("rc", "a=9", "c=9"));
        Put(edited);

        Assert.Equal([Enum.Parse<EditResult>(result)], _home.Undo());

        Assert.Equal(after, _home.Read("rc") ?? "(absent)");
        Assert.Equal(stuck is not null, _home.Codes.Contains("DEVM4013"));
        Assert.Equal(stuck is null && result != Refused, _home.Journal().Files.Count == 0);
    }

    [Fact]
    public void A_refused_key_is_named_with_its_file_and_line()
    {
        Put("b=2\na=1\n");
        _home.Apply(_home.Edit("rc", "a=9"));
        Put("b=2\na=7\n");

        _home.Undo();

        Assert.Equal(new Place(_home.PathOf("rc"), 2, 1), Assert.Single(_home.Found).Place);
        Assert.Contains("`a`", _home.Found[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_key_goes_back_once_it_holds_our_value_again()
    {
        Put("a=1\nb=2\nd=4\n");
        _home.Apply(_home.Edit("rc", "a=9", "c=9"));
        Put("a=7\nb=2\nd=4\nc=9\n");
        Assert.Equal([EditResult.Written], _home.Undo());
        Assert.Equal([EditResult.Refused], _home.Undo());
        Put("a=9\nb=2\nd=4\n");

        Assert.Equal([EditResult.Written], _home.Undo());

        Assert.Equal("a=1\nb=2\nd=4\n", _home.Read("rc"));
        Assert.Empty(_home.Journal().Files);
    }

    [Fact]
    public void An_edit_between_plan_and_apply_of_an_undo_is_not_lost()
    {
        Put("a=1\n");
        _home.Apply(_home.Edit("rc", "a=9"));
        var plan = _home.PlanUndo();
        Put("a=9\ne=5\n");

        Assert.Equal([EditResult.Failed], _home.Undo(plan));

        Assert.Equal("a=9\ne=5\n", _home.Read("rc"));
        Assert.Single(_home.Journal().Files);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData("token=secret\n", false)]
    [InlineData("token=secret\n", true)]
    public void A_mode_that_somebody_has_set_since_stays(string added, bool appliedAgain)
    {
        const UnixFileMode Shared = AtomicFile.Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        Put("a=1\n");
        File.SetUnixFileMode(_home.PathOf("rc"), Shared);
        _home.Apply(_home.Edit("rc", "a=8"));
        Assert.Equal(Shared, File.GetUnixFileMode(_home.PathOf("rc")));
        File.AppendAllText(_home.PathOf("rc"), added);
        File.SetUnixFileMode(_home.PathOf("rc"), AtomicFile.Private);
        if (appliedAgain)
            _home.Apply(_home.Edit("rc", "a=9"));
        // An older version gives back what the record says.
        Assert.Equal(appliedAgain ? AtomicFile.Private : Shared, _home.Journal().Files[0].BaselineMode);

        Assert.Equal([EditResult.Written], _home.Undo());

        Assert.Equal(("a=1\n" + added, AtomicFile.Private), (_home.Read("rc"), File.GetUnixFileMode(_home.PathOf("rc"))));
    }

    [Fact]
    public void A_file_that_was_absent_is_so_again_after_an_undo_in_parts()
    {
        _home.Apply(_home.Edit("rc", "a=9", "b=9"));
        Put("a=7\nb=9\n");
        Assert.Equal([EditResult.Written], _home.Undo());
        Assert.Equal("a=7\n", _home.Read("rc"));
        Put("a=9\n");

        Assert.Equal([EditResult.Written], _home.Undo());

        Assert.Null(_home.Read("rc"));
        Assert.Empty(_home.Journal().Files);
    }

    [Fact]
    public void A_repair_that_no_key_names_goes_back_line_by_line_or_is_refused_and_remembered()
    {
        Put("x\r\ny\r\n");
        _home.Apply(_home.Edit("rc") with { Action = EditAction.Update, After = "x\ny\n"u8.ToArray() });
        Put("x\ntheirs\n");
        Assert.Equal([EditResult.Refused], _home.Undo());
        Assert.Equal(new Place(_home.PathOf("rc"), 2, 1), Assert.Single(_home.Found, d => d.Code == "DEVM4013").Place);
        Assert.Single(_home.Journal().Files);
        Put("x\ny\nz\n");

        Assert.Equal([EditResult.Written], _home.Undo());

        Assert.Equal("x\r\ny\r\nz\n", _home.Read("rc"));
        Assert.Empty(_home.Journal().Files);
    }

    [Fact]
    public void Two_records_of_what_is_one_file_by_now_go_back_the_newest_first()
    {
        Put("a=1\n");
        _home.Write("other", "a=8\n");
        _home.Apply(_home.Edit("rc", "a=8"));
        _home.Apply(_home.Edit("other", "a=9"));
        File.Delete(_home.PathOf("rc"));
        File.CreateSymbolicLink(_home.PathOf("rc"), _home.PathOf("other"));
        Assert.Equal(2, _home.Journal().Files.Count);

        Assert.Equal([EditResult.Written], _home.Undo());

        Assert.Equal("a=1\n", _home.Read("rc"));
        Assert.Empty(_home.Journal().Files);
    }

    [Fact]
    public void Only_the_scopes_and_ecosystems_asked_for_are_undone()
    {
        var project = Path.Combine(_home.Repository, "rc");
        _home.Apply(_home.Edit("rc", "a=9"), _home.EditAt(project, Scope.Project, "a=9"));

        Assert.Empty(UndoPlanner.Plan(_home.Machine, [Scope.User], null, ["other"], [_home.Ecosystem], new DiagnosticBag()).Edits);
        Assert.Empty(UndoPlanner.Plan(_home.Machine, [Scope.Project], _home.Machine.Home, null, [_home.Ecosystem], new DiagnosticBag()).Edits);
        Assert.Equal([EditResult.Written], _home.Undo(Scope.Project));
        Assert.Equal(("a=9\n", false), (_home.Read("rc"), File.Exists(project)));
    }

    [Fact]
    public void Machine_files_have_their_own_state_and_go_back_with_the_others()
    {
        var path = _home.Machine.InRoot("etc", "lines");
        _home.Apply(_home.Edit("rc", "a=9"));
        _home.Apply(_home.EditAt(path, Scope.Machine, "a=9"));
        Assert.True(File.Exists(_home.Machine.InRoot("var", "lib", "devmirrors", "journal.json")));

        Assert.Equal([EditResult.Written, EditResult.Written], _home.Undo(Scope.User, Scope.Machine));

        Assert.False(File.Exists(path) || File.Exists(_home.PathOf("rc")));
    }

    private void Put(string text)
    {
        if (text == "(absent)")
            File.Delete(_home.PathOf("rc"));
        else
            _home.Write("rc", text);
    }
}
