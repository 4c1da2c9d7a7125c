namespace DevMirrors.Config.Tests;

/// <summary>Which files a plan is about: those that the policy wants, and those that it wrote and no longer wants.</summary>
public class MirrorPlannerTests
{
    private const string Scoped = "@corp:registry";
    private static readonly SettingValue Corp = new("https://npm.corp.example/");

    [Fact]
    public void Only_the_ecosystems_that_are_asked_for_are_planned()
    {
        using var scene = new PlanScene();

        Assert.Equal([GoEcosystem.Id, NpmEcosystem.Id], scene.Plan().Select(e => e.Ecosystem));
        Assert.Equal([NpmEcosystem.Id], scene.Plan(only: [NpmEcosystem.Id]).Select(e => e.Ecosystem));
    }

    [Fact]
    public void A_file_that_go_no_longer_reads_is_given_back_only_where_go_is_no_longer_chosen()
    {
        using var chosen = new PlanScene();
        using var none = PlanScene.WithoutGo();
        foreach (var scene in new[] { chosen, none })
        {
            var old = scene.GoEnv + "-of-GOENV";
            scene.Write(old, $"GOPROXY={PlanScene.Mirror}\n");
            scene.Wrote(scene.Policy, PlanScene.Mirror, path: old);
            // Of another ecosystem, of another scope.
            scene.Wrote(scene.Npmrc + "-x", "lines", NpmrcFormat.Instance, Scope.User, null, new JournalKey("registry", scene.Policy, null, Corp));
            scene.Wrote(scene.GoEnv + "-machine", GoEcosystem.Id, GoEnvFormat.Instance, Scope.Machine, null, new JournalKey(GoKeys.Proxy, scene.Policy, null, Corp));
        }

        Assert.Equal([chosen.GoEnv], chosen.Plan(only: [GoEcosystem.Id]).Select(e => e.Path));
        Assert.Equal([none.GoEnv + "-of-GOENV"], none.Plan(only: [GoEcosystem.Id]).Select(e => e.Path));
    }

    [Fact]
    public void What_another_policy_wrote_is_not_given_back()
    {
        using var scene = PlanScene.WithoutGo();
        scene.GoProxy(PlanScene.Mirror);
        scene.Wrote(PlanScene.SomebodyElse, PlanScene.Mirror);

        Assert.Empty(scene.Plan(only: [GoEcosystem.Id]));
    }

    [Fact]
    public void A_key_that_is_no_longer_wanted_is_given_back_beside_one_that_is_unless_an_error_may_have_left_it_out()
    {
        using var scene = new PlanScene();
        const string Lines = $"{Scoped}=https://npm.corp.example/\n";
        scene.Wrote(scene.Npmrc, NpmEcosystem.Id, NpmrcFormat.Instance, Scope.User, null, new JournalKey(Scoped, scene.Policy, null, Corp));

        scene.Write(scene.Npmrc, Lines);
        var given = Assert.Single(scene.Plan(only: [NpmEcosystem.Id]));
        Assert.DoesNotContain(scene.Found, d => d.Severity == Severity.Error);
        scene.Write(scene.Npmrc, "_authToken=x\n" + Lines);
        var kept = scene.Plan(only: [NpmEcosystem.Id]);

        Assert.Equal(["registry", Scoped], given.Changes.Select(c => c.Key));
        Assert.Contains(scene.Found, d => d.Severity == Severity.Error);
        Assert.DoesNotContain(kept.SelectMany(e => e.Changes), c => c.Key == Scoped);
    }

    [Fact]
    public void Of_project_files_those_of_this_repository_are_given_back()
    {
        using var scene = new PlanScene();
        foreach (var (path, repository) in new[] { (scene.ProjectNpmrc, Path.GetDirectoryName(scene.Policy)!), (scene.ProjectNpmrc + "-of-another", "/elsewhere") })
        {
            scene.Write(path, $"{Scoped}=https://npm.corp.example/\n");
            scene.Wrote(path, NpmEcosystem.Id, NpmrcFormat.Instance, Scope.Project, repository, new JournalKey(Scoped, scene.Policy, null, Corp));
        }

        var edit = Assert.Single(scene.Plan(scope: Scope.Project, only: [NpmEcosystem.Id]));

        Assert.Equal(scene.ProjectNpmrc, edit.Path);
        Assert.DoesNotContain(Scoped, PlanScene.TextOf(edit));
    }
}
