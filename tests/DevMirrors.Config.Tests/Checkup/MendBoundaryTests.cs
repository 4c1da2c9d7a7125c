namespace DevMirrors.Config.Tests;

/// <summary>What <c>--fix</c> keeps away from: files of repositories.</summary>
public sealed class MendBoundaryTests : IDisposable
{
    private readonly CheckScene _scene = new();

    [Fact]
    public void A_file_of_a_repository_that_a_variable_names_is_left_to_its_team()
    {
        _scene.Scratch.Set("GOENV", _scene.Repo(".goenv", "GOPRIVATE=corp.example\r\n"));
        _scene.Scratch.Set("NPM_CONFIG_USERCONFIG", _scene.Repo(".npmrc.ci", "@corp:registry=\n"));

        Assert.Null(_scene.Only(new GoEnvBytesCheck()).Mend);
        Assert.Null(_scene.Only(new NpmEmptyScopeCheck()).Mend);
    }

    [Fact]
    public void A_file_that_is_a_link_into_a_repository_is_left_to_its_team_too()
    {
        var real = _scene.Repo("dotfiles/env", "GOPRIVATE=corp.example\r\n");
        Directory.CreateDirectory(Path.GetDirectoryName(_scene.GoEnv)!);
        File.CreateSymbolicLink(_scene.GoEnv, real);

        Assert.Null(_scene.Only(new GoEnvBytesCheck()).Mend);
    }

    [Fact]
    public void The_files_that_an_interrupted_run_has_still_to_write_are_part_of_its_mend()
    {
        _scene.Home(".config/go/env", "GOFLAGS=-v\n");
        Interrupt(_scene.GoEnv, Scope.User);

        var mend = Assert.IsType<Mend.Finish>(Assert.Single(Findings(), f => f.Check == "state").Mend);

        Assert.Contains(_scene.GoEnv, mend.What);
        var edit = Assert.Single(mend.Edits);
        Assert.Contains("+GOPROXY=https://goproxy.cn", UnifiedDiff.Render(edit));
    }

    [Theory]
    [InlineData("other/.npmrc", true)]
    [InlineData("home/plain/.npmrc", false)]
    public void An_interrupted_run_of_a_repository_is_left_to_apply_and_undo_and_so_is_all_that_would_finish_it(string path, bool isGit)
    {
        var file = _scene.Scratch.Write(path, "save-exact=true\n");
        if (isGit)
            Directory.CreateDirectory(Path.Combine(_scene.Scratch.Folder, "other/.git"));
        Interrupt(file, isGit ? Scope.User : Scope.Project);
        _scene.Home(".config/go/env", "GOPRIVATE=corp.example\r\n");
        var found = new DiagnosticBag();
        var findings = Findings();

        Assert.All(findings, f => Assert.Null(f.Mend));
        Assert.Contains(file, Assert.Single(findings, f => f.Check == "state").Message);
        Assert.Contains(findings, f => f.Check == "go-env-bytes");
        Mending.Apply(findings, Mending.Plan(findings, found), _scene.Machine, found);
        Assert.Equal("save-exact=true\n", File.ReadAllText(file));
    }

    private IReadOnlyList<CheckFinding> Findings() => Checkup.Run(_scene.Request(), null);

    // As a kill between the pending transaction and its first file leaves it.
    private void Interrupt(string path, Scope scope)
    {
        var found = new DiagnosticBag();
        var before = FileSnapshot.Read(path, found)!;
        var edit = new FileEdit("go", scope, path, GoEnvFormat.Instance, EditAction.Update, before, System.Text.Encoding.UTF8.GetBytes("GOPROXY=https://goproxy.cn\n"), [], []);
        var state = StateFolder.Open(_scene.Machine, Scope.User, found)!;
        var write = new PlannedWrite(edit);
        Assert.True(write.Clear(null, found) && write.Prepare(found));
        Assert.True(new Baselines("owner", null, state.Objects, found).TryRecord(null, edit, [], out var file));
        Transaction.Stage(state, [write.Change!], [], Journal.Empty.With(edit.Path, file));
    }

    public void Dispose() => _scene.Dispose();
}
