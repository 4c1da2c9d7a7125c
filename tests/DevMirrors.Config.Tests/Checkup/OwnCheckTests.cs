using System.Text;

namespace DevMirrors.Config.Tests;

public sealed class OwnCheckTests : IDisposable
{
    private const string Policy = "version: 1\nregions:\n  here:\n    default: true\n    go: [goproxy-cn, direct]\n    npm: npmmirror\n";

    private readonly CheckScene _scene = new();

    [Fact]
    public void The_policy_is_named_with_its_region_and_reason()
    {
        Assert.Equal(CheckStatus.Info, _scene.Only(new PolicyCheck()).Status);
        var path = _scene.Repo("mirrors.yaml", Policy);

        var found = _scene.Only(new PolicyCheck());

        Assert.Equal(CheckStatus.Ok, found.Status);
        Assert.StartsWith($"{path}: region here, because ", found.Message);
    }

    [Fact]
    public void A_variable_that_overrides_the_file_is_a_warning_that_names_the_command()
    {
        _scene.Repo("mirrors.yaml", Policy);
        _scene.Scratch.Set("GOPROXY", "https://other.example");

        var found = _scene.Only(new ShadowCheck("go"));

        Assert.Equal(CheckStatus.Warning, found.Status);
        Assert.StartsWith("`unset GOPROXY`", found.Hint);
    }

    [Fact]
    public void A_nearer_file_that_overrides_is_a_warning_at_its_line()
    {
        _scene.Repo("mirrors.yaml", Policy);
        _scene.Home(".npmrc", "registry=https://registry.npmmirror.com/\n");
        var path = _scene.Repo(".npmrc", "save-exact=true\nregistry=https://other.example/\n");

        _scene.Finds(new ShadowCheck("npm"), CheckStatus.Warning, path, 2);
    }

    [Fact]
    public void What_is_merely_not_applied_yet_is_news()
    {
        _scene.Repo("mirrors.yaml", Policy);

        Assert.Equal(CheckStatus.Info, _scene.Only(new ShadowCheck("go")).Status);
        _scene.IsWell(new ShadowCheck("docker"));
    }

    [Fact]
    public void A_dead_mirror_in_use_is_an_error_with_and_without_a_policy()
    {
        _scene.Home(".npmrc", "registry=https://registry.npm.taobao.org/\n");

        _scene.Finds(new DeadMirrorCheck("npm"), CheckStatus.Error, _scene.Npmrc, 1);
        _scene.Repo("mirrors.yaml", Policy);
        _scene.Finds(new DeadMirrorCheck("npm"), CheckStatus.Error, _scene.Npmrc, 1);
        _scene.IsWell(new DeadMirrorCheck("go"));
    }

    [Fact]
    public void A_file_that_cannot_be_parsed_is_an_error_at_its_place()
    {
        var path = _scene.Root("etc/docker/daemon.json", "{\n  // note\n}");

        var found = Assert.Single(_scene.All(new FilesCheck("docker")), f => f.Status == CheckStatus.Error);

        Assert.Equal((path, 2), (found.Place?.File, found.Place?.Line));
    }

    [Fact]
    public void A_damaged_record_of_ours_is_an_error_and_a_sound_one_is_well()
    {
        _scene.IsWell(new StateCheck());
        _scene.Repo("mirrors.yaml", Policy);
        var found = new DiagnosticBag();
        MirrorRun.Apply(MirrorRun.Plan(new RunOptions(Only: ["go"]), _scene.Machine, found)!, _scene.Machine, found);
        _scene.IsWell(new StateCheck());
        var journal = Path.Combine(_scene.Scratch.Home, ".local/state/devmirrors/journal.json");
        File.WriteAllText(journal, "{");

        Assert.Equal((CheckStatus.Error, journal), (_scene.Only(new StateCheck()).Status, _scene.Only(new StateCheck()).Place?.File));
    }

    [Fact]
    public void An_interrupted_run_is_found_and_finished_by_its_mend()
    {
        _scene.Repo("mirrors.yaml", Policy);
        var found = new DiagnosticBag();
        var edit = Assert.Single(MirrorRun.Plan(new RunOptions(Only: ["go"]), _scene.Machine, found)!.Edits);
        var state = StateFolder.Open(_scene.Machine, Scope.User, found)!;
        var write = new PlannedWrite(edit);
        Assert.True(write.Clear(null, found) && write.Prepare(found));
        Assert.True(new Baselines("owner", null, state.Objects, found).TryRecord(null, edit, [], out var file));
        Transaction.Stage(state, [write.Change!], [], Journal.Empty.With(edit.Path, file));

        var finding = _scene.Finds(new StateCheck(), CheckStatus.Warning, state.PendingPath, 0);
        var mended = Mending.Apply([finding], Mending.Plan([finding], found), _scene.Machine, found);

        Assert.True(Assert.Single(mended).IsFixed);
        Assert.Contains("GOPROXY=", File.ReadAllText(_scene.GoEnv));
        _scene.IsWell(new StateCheck());
    }

    [Fact]
    public void A_file_that_changes_before_it_is_mended_stays_as_it_is()
    {
        _scene.Home(".config/go/env", "GOPRIVATE=corp.example\r\n");
        var found = new DiagnosticBag();
        var findings = _scene.All(new GoEnvBytesCheck());
        var plan = Mending.Plan(findings, found);
        _scene.Home(".config/go/env", "GOPRIVATE=new.example\r\n");

        Assert.False(Assert.Single(Mending.Apply(findings, plan, _scene.Machine, found)).IsFixed);

        Assert.Equal("GOPRIVATE=new.example\r\n", File.ReadAllText(_scene.GoEnv));
        Assert.True(found.HasErrors);
    }

    [Fact]
    public void Leftovers_are_found_beside_settings_and_mended_and_nothing_else_goes()
    {
        var left = _scene.Home(".config/go/.devmirrors-0123456789abcdef0123456789abcdef.tmp", "x");
        var other = _scene.Home(".config/go/.devmirrors-notes.tmp", "x");
        var findings = _scene.All(new LeftoverCheck());
        Assert.Equal([left], findings.Select(f => f.Place!.File));
        var found = new DiagnosticBag();

        var mended = Mending.Apply(findings, Mending.Plan(findings, found), _scene.Machine, found);

        Assert.True(Assert.Single(mended).IsFixed);
        Assert.False(File.Exists(left));
        Assert.True(File.Exists(other));
    }

    [Fact]
    public void Leftovers_are_found_among_the_kept_files_of_the_record_and_in_the_home_and_mended()
    {
        var kept = _scene.Home(".local/state/devmirrors/objects/.devmirrors-0123456789abcdef0123456789abcdef.tmp", "x");
        var folder = Path.GetDirectoryName(_scene.Home($"{ScratchFolder.Cleaning}0123456789abcdef0123456789abcdef/package.json", "{}"))!;
        var findings = _scene.All(new LeftoverCheck());
        Assert.Equal([kept, folder], findings.Select(f => f.Place!.File));
        Assert.Contains("clean their caches", findings[1].Message);
        var found = new DiagnosticBag();

        var mended = Mending.Apply(findings, Mending.Plan(findings, found), _scene.Machine, found);

        Assert.All(mended, f => Assert.True(f.IsFixed));
        Assert.False(File.Exists(kept) || Directory.Exists(folder));
    }

    [Fact]
    public void Mended_files_are_given_back_byte_for_byte_by_undo_also_after_an_apply()
    {
        var before = Encoding.UTF8.GetBytes("\uFEFFGOFLAGS=-v\r\nGOPRIVATE=corp.example\r\n");
        _scene.Scratch.Write("home/.config/go/env", before);
        _scene.Repo("mirrors.yaml", Policy);
        var found = new DiagnosticBag();
        var findings = _scene.All(new GoEnvBytesCheck());

        var mended = Mending.Apply(findings, Mending.Plan(findings, found), _scene.Machine, found);

        Assert.Equal(2, mended.Count(f => f.IsFixed));
        Assert.Equal("GOFLAGS=-v\nGOPRIVATE=corp.example\n", File.ReadAllText(_scene.GoEnv));
        MirrorRun.Apply(MirrorRun.Plan(new RunOptions(Only: ["go"]), _scene.Machine, found)!, _scene.Machine, found);
        Assert.Contains("GOPROXY=https://goproxy.cn", File.ReadAllText(_scene.GoEnv));
        Assert.True(UndoPlanner.Apply(UndoPlanner.Plan(_scene.Machine, [Scope.User], null, null, found), _scene.Machine, found).Finished);
        Assert.Equal(before, File.ReadAllBytes(_scene.GoEnv));
    }

    [Fact]
    public void Every_check_bears_an_empty_machine_and_one_full_of_odd_files()
    {
        Assert.All(Checkup.Run(_scene.Request(), null), f => Assert.True(f.Status <= CheckStatus.Info, f.ToString()));
        foreach (var path in new[]
        {
            "home/.config/go/env", "home/.npmrc", "repo/.npmrc", "repo/nuget.config", "home/.nuget/NuGet/NuGet.Config", "root/etc/docker/daemon.json", "repo/bunfig.toml", "repo/.yarnrc.yml",
            "root/etc/containerd/certs.d/docker.io/hosts.toml", "root/etc/containers/registries.conf", "home/.docker/buildx/instances/x", "home/.local/state/devmirrors/journal.json",
        })
        {
            foreach (var bytes in new byte[][] { [], [0], [0xFF, 0xFE, 0x41], [0xEF, 0xBB, 0xBF], Encoding.UTF8.GetBytes(new string('[', 5000)), new byte[(1 << 20) + 1] })
            {
                _scene.Scratch.Write(path, bytes);
                Assert.NotEmpty(Checkup.Run(_scene.Request(), null));
            }
        }
    }

    [Fact]
    public void Every_check_has_a_section_in_the_documentation()
    {
        var page = File.ReadAllText(Path.Combine(Testing.Checkout.Folder, "docs", "doctor.md"));

        Assert.All(CheckList.All.Select(c => c.Id).Distinct(), id => Assert.Contains($"### {id}\n", page));
    }

    [Fact]
    public void Only_asks_for_the_named_ecosystems_and_our_own() =>
        Assert.Equal([Checkup.Own, "go"], Checkup.Run(_scene.Request(), ["go"]).Select(f => f.Ecosystem).Distinct());

    public void Dispose() => _scene.Dispose();
}
