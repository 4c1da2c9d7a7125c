using System.Text;

namespace DevMirrors.Config.Tests;

/// <summary>Whose value a plan takes, and what becomes of those that it may not take.</summary>
public class FilePlannerTests
{
    [Fact]
    public void Another_policys_value_is_taken_over_with_a_word_or_left_where_nobody_agreed()
    {
        using var scene = new PlanScene();
        scene.GoProxy(PlanScene.OtherMirror);
        scene.Wrote(PlanScene.SomebodyElse, PlanScene.OtherMirror);

        var left = scene.Go(takesOver: false);
        Assert.Empty(scene.Found);
        var taken = scene.Go();

        Assert.Equal((EditAction.None, 0, 0), (left.Action, left.Changes.Count, left.Owned.Count));
        Assert.Equal((GoKeys.Proxy, PlanScene.SomebodyElse), (Assert.Single(left.Left).Key, left.Left[0].TakenFrom));
        Assert.Equal(EditAction.Update, taken.Action);
        Assert.Empty(taken.Left);
        Assert.Equal(PlanScene.SomebodyElse, Assert.Single(taken.Changes).TakenFrom);
        Assert.Equal($"GOPROXY={PlanScene.Mirror}\n", PlanScene.TextOf(taken));
        var warning = Assert.Single(scene.Found);
        Assert.Equal(("DEVM3004", scene.GoEnv, 1), (warning.Code, warning.Place!.File, warning.Place.Line));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_value_set_by_hand_is_taken_with_a_word_or_left_whoever_wrote_there_before(bool isKnown)
    {
        using var scene = new PlanScene();
        scene.GoProxy(PlanScene.ByHand);
        if (isKnown)
            scene.Wrote(PlanScene.SomebodyElse, PlanScene.OtherMirror);

        var left = scene.Go(takesOver: false);
        Assert.Empty(scene.Found);
        var taken = scene.Go();

        Assert.Equal((EditAction.None, SettingChange.SetByHand), (left.Action, Assert.Single(left.Left).TakenFrom));
        Assert.Equal(SettingChange.SetByHand, Assert.Single(taken.Changes).TakenFrom);
        Assert.Equal("DEVM3003", Assert.Single(scene.Found).Code);
    }

    [Theory]
    [InlineData(PlanScene.OtherMirror, false)]
    [InlineData("https://proxy.golang.org,direct", false)]
    [InlineData(PlanScene.ByHand, true)]
    public void A_known_mirror_the_upstream_and_what_this_policy_wrote_are_nobodys(string before, bool isOurs)
    {
        using var scene = new PlanScene();
        scene.GoProxy(before);
        if (isOurs)
            scene.Wrote(scene.Policy, before);

        var edit = scene.Go(takesOver: false);

        Assert.Equal(EditAction.Update, edit.Action);
        Assert.Null(Assert.Single(edit.Changes).TakenFrom);
        Assert.Empty(scene.Found);
    }

    [Fact]
    public void An_absent_file_is_made_and_one_that_holds_the_value_already_is_owned_and_not_written()
    {
        using var scene = new PlanScene();

        var made = scene.Go();
        scene.GoProxy(PlanScene.Mirror);
        var kept = scene.Go();

        Assert.Equal((EditAction.Create, $"GOPROXY={PlanScene.Mirror}\n"), (made.Action, PlanScene.TextOf(made)));
        Assert.Equal((EditAction.None, 0, GoKeys.Proxy), (kept.Action, kept.Changes.Count, Assert.Single(kept.Owned).Key));
        Assert.False(kept.IsRefused);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_file_may_become_as_large_as_can_be_read_back_and_no_larger(int more, bool isRefused)
    {
        using var scene = new PlanScene();
        var added = $"GOPROXY={PlanScene.Mirror}\n";
        var before = $"#{new string('x', FileSnapshot.MaxBytes - added.Length - 2 + more)}\n";
        scene.Write(scene.GoEnv, before);

        var edit = scene.Go();

        Assert.Equal((isRefused, isRefused ? EditAction.None : EditAction.Update), (edit.IsRefused, edit.Action));
        Assert.Equal(isRefused ? before : before + added, PlanScene.TextOf(edit));
        Assert.Equal(isRefused ? ["DEVM3002"] : [], scene.Found.Select(d => d.Code));
        Assert.All(scene.Found, d => Assert.Contains("larger than 1 MiB", d.Message));
    }

    [Theory]
    [InlineData("<<<<<<< ours\n", "DEVM3001")]
    [InlineData(null, "DEVM3002")]
    public void What_cannot_be_read_or_parsed_is_refused_with_its_reason(string? text, string code)
    {
        using var scene = new PlanScene();
        if (text is null)
            Directory.CreateDirectory(scene.GoEnv);
        else
            scene.Write(scene.GoEnv, text);

        var edit = scene.Go();

        Assert.Equal((true, EditAction.None, 0), (edit.IsRefused, edit.Action, edit.Owned.Count));
        Assert.True(edit.Before.Exists);
        Assert.Equal(code, Assert.Single(scene.Found).Code);
    }

    [Fact]
    public void A_file_whose_credential_would_go_along_is_refused()
    {
        using var scene = new PlanScene("version: 1\nregions:\n  here: { default: true, nuget: huawei }\n");
        var path = Path.Combine(Path.GetDirectoryName(scene.Npmrc)!, ".nuget", "NuGet", "NuGet.Config");
        var name = NuGet.Configuration.NuGetConstants.FeedName;
        scene.Write(path, $"""
            <configuration>
              <packageSources><add key="{name}" value="{NuGet.Configuration.NuGetConstants.V3FeedUrl}" /></packageSources>
              <packageSourceCredentials><{name}><add key="Username" value="u" /><add key="ClearTextPassword" value="p" /></{name}></packageSourceCredentials>
            </configuration>
            """);

        var edits = scene.Plan(only: [NuGetEcosystem.EcosystemName]);

        Assert.All(edits, e => Assert.Empty(e.Changes));
        Assert.Contains(scene.Found, d => d.Severity == Severity.Error);
    }

    [Theory]
    [InlineData("https://old.example,direct")]
    [InlineData(null)]
    public void What_the_policy_no_longer_says_goes_back_to_the_baseline(string? baseline)
    {
        using var scene = PlanScene.WithoutGo();
        scene.GoProxy(PlanScene.Mirror);
        scene.Wrote(scene.Policy, PlanScene.Mirror, baseline);

        var change = Assert.Single(scene.Go(takesOver: false).Changes);

        Assert.Equal((PlanScene.Value(PlanScene.Mirror), PlanScene.Value(baseline)), (change.Before, change.After));
        Assert.Null(change.TakenFrom);
        Assert.Equal($"{scene.Policy} no longer sets it", change.Because);
        Assert.Empty(scene.Found);
    }

    [Fact]
    public void What_somebody_has_put_in_its_place_since_stays_and_is_told_of()
    {
        using var scene = PlanScene.WithoutGo();
        scene.GoProxy(PlanScene.ByHand);
        scene.Wrote(scene.Policy, PlanScene.Mirror, "https://old.example");

        var edit = scene.Go();

        Assert.Equal((EditAction.None, 0), (edit.Action, edit.Owned.Count));
        Assert.Equal("DEVM3005", Assert.Single(scene.Found).Code);
    }

    [Fact]
    public void A_known_mirror_in_its_place_goes_and_a_key_that_is_gone_stays_so()
    {
        using var scene = PlanScene.WithoutGo();
        scene.GoProxy(PlanScene.OtherMirror);
        scene.Wrote(scene.Policy, PlanScene.Mirror, "https://old.example");

        Assert.Null(Assert.Single(scene.Go().Changes).After);
        scene.Write(scene.GoEnv, "GOFLAGS=-v\n");
        Assert.Equal((EditAction.None, 0), (scene.Go().Action, scene.Go().Owned.Count));
        Assert.Empty(scene.Found);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_kept()
    {
        using var scene = new PlanScene();
        File.WriteAllBytes(Directory.CreateDirectory(Path.GetDirectoryName(scene.GoEnv)!).FullName + "/env", [.. "# caf"u8, 0xE9, (byte)'\n']);

        Assert.Equal([.. "# caf"u8, 0xE9, .. Encoding.ASCII.GetBytes($"\nGOPROXY={PlanScene.Mirror}\n")], scene.Go().After!.Value.ToArray());
    }
}
