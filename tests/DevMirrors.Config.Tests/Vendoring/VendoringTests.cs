namespace DevMirrors.Config.Tests;

public sealed class VendoringTests : IDisposable
{
    private readonly VendoringScene _scene = new();

    public void Dispose() => _scene.Dispose();

    public static TheoryData<string?, string?> Repositories => new()
    {
        { null, null },
        { "<Project>\n</Project>\n", null },
        { "<Project>\r\n  <PropertyGroup/>\r\n</Project>", "<Project/>" },
        { "<Project Sdk='X'></Project>", "<Project>\n  <Import Project='x.targets'/>\n</Project>\n" },
    };

    [Theory]
    [MemberData(nameof(Repositories))]
    public void After_init_and_remove_every_byte_mode_and_folder_is_as_before(string? projects, string? solutions)
    {
        _scene.Write("src/App.csproj", "<Project />");
        if (projects is not null)
            File.SetUnixFileMode(_scene.Write("Directory.Build.targets", projects), (UnixFileMode)0b110_000_000);
        if (solutions is not null)
            _scene.Write("Directory.Solution.targets", solutions);
        var before = _scene.Everything();

        Assert.NotNull(_scene.Init(VendoringScene.Old, newPolicy: "version: 1\n"));
        Assert.NotEqual(before, _scene.Everything());
        Assert.NotNull(_scene.Remove());

        Assert.Equal(before, _scene.Everything());
    }

    [Fact]
    public void Init_update_and_remove_leave_a_folder_eng_that_was_there_and_is_empty()
    {
        Directory.CreateDirectory(_scene.PathOf("eng"));
        var before = _scene.Everything();

        _scene.Init(VendoringScene.Old);
        _scene.Init(VendoringScene.New, update: true);
        _scene.Remove();

        Assert.Equal(before, _scene.Everything());
    }

    [Fact]
    public void The_list_names_the_version_and_every_file_with_its_hash()
    {
        _scene.Init(VendoringScene.Carried("1.2.3", ("a.dll", "abc")));

        Assert.Equal(
            "1.2.3\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.dll\nmade Directory.Build.targets\nmade Directory.Solution.targets\nmade eng/\n",
            _scene.Read("eng/devmirrors/version"));
    }

    [Fact]
    public void A_second_init_changes_nothing()
    {
        _scene.Init(VendoringScene.Old, newPolicy: "version: 1\n");
        var before = _scene.Everything();

        Assert.Equal([], _scene.Init(VendoringScene.Old)!);
        Assert.Equal([], _scene.Init(VendoringScene.Old, update: true)!);

        Assert.Empty(_scene.Codes);
        Assert.Equal(before, _scene.Everything());
    }

    [Theory]
    [InlineData("1.0.0", "1.1.0", "`devmirrors init --msbuild --update`")]
    [InlineData("1.1.0", "1.0.0", "dotnet tool update")]
    public void Another_version_stays_without_update_and_both_are_named(string vendored, string tool, string hint)
    {
        _scene.Init(VendoringScene.Carried(vendored, ("a.dll", "abc")));
        var before = _scene.Everything();

        Assert.Equal([], _scene.Init(VendoringScene.Carried(tool, ("a.dll", "def")))!);

        var warning = Assert.Single(_scene.Found);
        Assert.Equal("DEVM6301", warning.Code);
        Assert.Contains(vendored, warning.Message);
        Assert.Contains(tool, warning.Message);
        Assert.Contains(hint, warning.Hint);
        Assert.Equal(before, _scene.Everything());
    }

    [Fact]
    public void Update_writes_the_new_files_and_takes_away_the_old_ones_but_not_those_of_others()
    {
        _scene.Init(VendoringScene.Old, newPolicy: "version: 1\n");
        _scene.Write("eng/devmirrors/notes.txt", "mine");

        Assert.NotNull(_scene.Init(VendoringScene.New, update: true));

        Assert.Equal(["DEVM6308"], _scene.Codes);
        Assert.Equal("two", _scene.Read("eng/devmirrors/devmirrors.dll"));
        Assert.Equal("new", _scene.Read("eng/devmirrors/Added.dll"));
        Assert.False(File.Exists(_scene.PathOf("eng/devmirrors/Gone.dll")));
        Assert.Equal("mine", _scene.Read("eng/devmirrors/notes.txt"));
        Assert.Contains("\npolicy ", _scene.Read("eng/devmirrors/version"));
    }

    [Fact]
    public void Update_keeps_an_old_file_that_somebody_has_changed()
    {
        _scene.Init(VendoringScene.Old);
        _scene.Write("eng/devmirrors/Gone.dll", "changed");

        _scene.Init(VendoringScene.New, update: true);

        Assert.Equal(["DEVM6308"], _scene.Codes);
        Assert.Equal("changed", _scene.Read("eng/devmirrors/Gone.dll"));
    }

    [Fact]
    public void An_older_tool_takes_the_folder_back_only_where_it_is_told_to_and_says_so()
    {
        _scene.Init(VendoringScene.New);

        Assert.NotNull(_scene.Init(VendoringScene.Old, update: true));

        Assert.Equal(["DEVM6302"], _scene.Codes);
        Assert.Equal("one", _scene.Read("eng/devmirrors/devmirrors.dll"));
    }

    [Fact]
    public void A_folder_that_does_not_say_whose_it_is_keeps_its_files_and_nothing_at_all_is_written()
    {
        _scene.Write("eng/devmirrors/devmirrors.dll", "foreign");
        var before = _scene.Everything();

        Assert.Null(_scene.Init(VendoringScene.Old, newPolicy: "version: 1\n"));

        Assert.Equal(["DEVM6303"], _scene.Codes);
        Assert.Equal(before, _scene.Everything());
    }

    [Theory]
    [InlineData("<Project>\n  <A>\n</Project>", 3, 3)]
    [InlineData("<Projects />", 1, 1)]
    [InlineData("", 1, 1)]
    public void A_file_that_is_no_project_is_named_with_its_place_and_nothing_at_all_is_written(string text, int line, int column)
    {
        var path = _scene.Write("Directory.Solution.targets", text);
        var before = _scene.Everything();

        Assert.Null(_scene.Init(VendoringScene.Old, newPolicy: "version: 1\n"));

        var error = Assert.Single(_scene.Found);
        Assert.Equal(Severity.Error, error.Severity);
        Assert.Equal(path, error.Place!.File);
        Assert.Equal(line, error.Place.Line);
        Assert.True(error.Place.Column >= column);
        Assert.Equal(before, _scene.Everything());
    }

    [Fact]
    public void A_file_in_other_case_is_edited_and_a_rename_proposed()
    {
        _scene.Write("directory.build.targets", "<Project>\n</Project>\n");

        Assert.NotNull(_scene.Init(VendoringScene.Old));

        Assert.Equal(["DEVM6312"], _scene.Codes);
        Assert.Contains("DevMirrors.targets", _scene.Read("directory.build.targets"));
        Assert.False(File.Exists(_scene.PathOf("Directory.Build.targets")));
    }

    [Fact]
    public void New_files_end_lines_as_their_neighbours_do()
    {
        _scene.Write("Directory.Build.props", "<Project>\r\n</Project>\r\n");

        _scene.Init(VendoringScene.Old);

        Assert.DoesNotContain("\n", _scene.Read("Directory.Build.targets").Replace("\r\n", ""));
    }

    [Fact]
    public void Where_one_file_cannot_be_written_none_is()
    {
        File.CreateSymbolicLink(_scene.PathOf("Directory.Solution.targets"), _scene.PathOf("../elsewhere.targets"));
        File.WriteAllText(_scene.PathOf("../elsewhere.targets"), "<Project />");
        var before = _scene.Everything();

        Assert.Null(_scene.Init(VendoringScene.Old));

        Assert.Equal(["DEVM4001"], _scene.Codes);
        Assert.Equal(before, _scene.Everything());
    }

    [Fact]
    public void Remove_leaves_what_somebody_changed_or_added_and_names_it()
    {
        _scene.Init(VendoringScene.Old, newPolicy: "version: 1\n");
        _scene.Write("eng/devmirrors/devmirrors.dll", "changed");
        _scene.Write("eng/devmirrors/notes.txt", "mine");
        _scene.Write("mirrors.yaml", "version: 1\n# ours now\n");
        _scene.Write("Directory.Build.targets", _scene.Read("Directory.Build.targets").Replace("<Project>\n", "<Project>\n  <PropertyGroup />\n"));

        Assert.NotNull(_scene.Remove());

        Assert.Equal(3, _scene.Codes.Count(c => c == "DEVM6313"));
        Assert.Equal(["devmirrors.dll", "notes.txt"], Directory.EnumerateFiles(_scene.PathOf("eng/devmirrors")).Select(p => Path.GetFileName(p)!).Order());
        Assert.True(File.Exists(_scene.PathOf("mirrors.yaml")));
        Assert.Equal("<Project>\n  <PropertyGroup />\n</Project>\n", _scene.Read("Directory.Build.targets"));
        Assert.False(File.Exists(_scene.PathOf("Directory.Solution.targets")));
    }

    [Fact]
    public void Remove_never_takes_a_policy_that_was_there_before()
    {
        _scene.Write("mirrors.yaml", "version: 1\n");

        _scene.Init(VendoringScene.Old);
        _scene.Remove();

        Assert.True(File.Exists(_scene.PathOf("mirrors.yaml")));
    }

    [Fact]
    public void A_list_that_names_files_elsewhere_deletes_none_of_them()
    {
        var victim = _scene.Write("keep.txt", "abc");
        const string hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        _scene.Write("eng/devmirrors/version", $"1.0.0\n{hash}  ../../keep.txt\n{hash}  {victim}\n{hash}  ..\n{hash}  ..\\..\\keep.txt\nmade keep.txt\nmade ../\n");

        _scene.Remove();

        Assert.Equal("abc", _scene.Read("keep.txt"));
        Assert.False(Directory.Exists(_scene.PathOf("eng/devmirrors")));
    }

    [Fact]
    public void Nothing_to_remove_is_nothing_to_write()
    {
        _scene.Write("Directory.Build.targets", "<Project />");
        var before = _scene.Everything();

        Assert.Equal([], _scene.Remove()!);

        Assert.Equal(before, _scene.Everything());
    }

    [Fact]
    public void Drift_names_the_version_a_missing_and_a_changed_file()
    {
        _scene.Init(VendoringScene.Old);
        File.Delete(_scene.PathOf("eng/devmirrors/Gone.dll"));
        _scene.Write("eng/devmirrors/devmirrors.dll", "changed");
        var found = new DiagnosticBag();

        VendoredDrift.OfVersion(_scene.Repository, "1.0.0", found);
        Assert.Empty(found);
        VendoredDrift.OfVersion(_scene.Repository, "1.1.0", found);
        VendoredDrift.OfFiles(_scene.Repository, found);

        Assert.Equal(["DEVM6305", "DEVM6307", "DEVM6306"], found.Select(d => d.Code));
        Assert.All(["1.0.0", "1.1.0"], version => Assert.Contains(version, found[0].Message));
    }

    [Theory]
    [InlineData("1.0.0", "1.0.0", 0)]
    [InlineData("1.10.0", "1.9.0", 1)]
    [InlineData("1.0.0-beta.1", "1.0.0", -1)]
    [InlineData("2.0.0-beta.1", "1.9.9", 1)]
    public void Versions_are_ordered_by_number_and_previews_come_before_releases(string one, string other, int order) =>
        Assert.Equal(order, Math.Sign(VersionOrder.Compare(one, other)));
}
