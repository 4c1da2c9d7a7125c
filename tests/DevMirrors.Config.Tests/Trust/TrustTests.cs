namespace DevMirrors.Config.Tests;

[Trait("Promise", "P26")]
[Trait("Promise", "P27")]
[Trait("Promise", "P28")]
public sealed class TrustTests : IDisposable
{
    private readonly TrustScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Nobody_trusts_a_policy_by_itself_and_asking_creates_nothing()
    {
        var verdict = _scene.Judge(_scene.Policy());

        Assert.False(verdict.IsTrusted);
        Assert.Equal("nobody has agreed to it", verdict.Because);
        Assert.Null(verdict.Known);
        Assert.Empty(verdict.Added.Concat(verdict.Removed));
        Assert.False(Directory.Exists(_scene.StateFolder));
        Assert.Empty(_scene.Found);
    }

    [Fact]
    public void What_the_user_agreed_to_is_trusted()
    {
        var policy = _scene.Policy();

        Assert.True(_scene.Grant(policy));

        var verdict = _scene.Judge(policy);
        Assert.Equal((true, "you have agreed to it"), (verdict.IsTrusted, verdict.Because));
        Assert.Equal((policy.Path, policy.Hash), (verdict.Known!.Path, verdict.Known.Hash));
        Assert.Equal(verdict.Reach.Lines, verdict.Known.Reach.Lines);
        Assert.Empty(_scene.Found);
    }

    [Theory]
    [InlineData("CI", "true")]
    [InlineData("DevMirrorsTrust", "true")]
    [InlineData("DEVMIRRORS_YES", "true")]
    [InlineData("DEVMIRRORS_TRUST", "true")]
    [InlineData("DEVMIRRORS_TRUST", "*")]
    [InlineData("DEVMIRRORS_TRUST", ",")]
    [InlineData("DEVMIRRORS_TRUST", "0000000000000000000000000000000000000000000000000000000000000000")]
    public void Nothing_else_in_the_environment_grants_it(string name, string value)
    {
        _scene.Set(name, value);

        Assert.False(_scene.Judge(_scene.Policy()).IsTrusted);
    }

    [Theory]
    [InlineData("HASH")]
    [InlineData("0000,HASH")]
    [InlineData(" HASH , 0000")]
    [InlineData("0000,,HASH,")]
    public void A_list_that_names_the_hash_grants_it_and_records_nothing(string list)
    {
        var policy = _scene.Policy();
        foreach (var hash in new[] { policy.Hash, policy.Hash.ToUpperInvariant() })
        {
            _scene.Set("DEVMIRRORS_TRUST", list.Replace("HASH", hash, StringComparison.Ordinal));
            Assert.Equal("DEVMIRRORS_TRUST names its hash", _scene.Judge(policy).Because);
            Assert.True(_scene.Judge(policy).IsTrusted);
        }
        Assert.False(_scene.Judge(_scene.Policy(TrustScene.Text + "# another\n")).IsTrusted);
        Assert.False(Directory.Exists(_scene.StateFolder));
    }

    [Theory]
    [InlineData("version: 1\n", "version: 1 # a comment\n")]
    [InlineData("\n", "\r\n")]
    [InlineData("go: [goproxy-cn, direct]\n    npm: npmmirror\n", "npm: npmmirror\n    go: [goproxy-cn, direct]\n")]
    [InlineData("timezone: Asia/Shanghai", "timezone: Asia/Urumqi")]
    [InlineData("go: [goproxy-cn, direct]", "go: [\"https://goproxy.cn/other\", direct]")]
    [InlineData("    npm: npmmirror\n", "")]
    [InlineData(", auth: { token-env: CORP_TOKEN }", "")]
    public void A_change_within_what_was_agreed_to_does_not_ask_again(string old, string replacement)
    {
        _scene.Grant(_scene.Policy());

        var verdict = _scene.Judge(_scene.Policy(TrustScene.With(old, replacement)));

        Assert.True(verdict.IsTrusted, string.Join('\n', verdict.Added));
        Assert.Empty(verdict.Added);
    }

    [Theory]
    [InlineData("npm: npmmirror", "npm: https://npm.other.example/", "https://npm.other.example", "https://registry.npmmirror.com")]
    [InlineData("go: [upstream, direct]", "go: [upstream, direct]\n    docker: daocloud", "https://docker.m.daocloud.io", "")]
    [InlineData("https://goproxy.cn", "https://goproxy.cn:8443", "https://goproxy.cn:8443", "https://goproxy.cn")]
    [InlineData("git.corp.example: direct", "git.other.example: direct", "go `git.other.example` from direct", "go `git.corp.example` from direct")]
    [InlineData("  go: { git.corp.example: direct }\n", "", "", "go `git.corp.example` from direct")]
    [InlineData("{ cn: corp-nuget-sh, default: corp-nuget }", "corp-nuget", "", "https://nuget.sh.corp.example\nnuget `Corp.*` from https://nuget.sh.corp.example in region cn")]
    [InlineData("{ cn: corp-nuget-sh, default: corp-nuget }", "{ global: corp-nuget-sh, default: corp-nuget }", "nuget `Corp.*` from https://nuget.sh.corp.example in region global", "nuget `Corp.*` from https://nuget.sh.corp.example in region cn")]
    [InlineData("token-env: CORP_TOKEN", "token-env: GITHUB_TOKEN", "token GITHUB_TOKEN to https://npm.corp.example", "token CORP_TOKEN to https://npm.corp.example")]
    public void Another_host_private_name_or_token_asks_again_and_says_which(string old, string replacement, string added, string removed)
    {
        var text = TrustScene.Text.Replace("goproxy-cn", "https://goproxy.cn", StringComparison.Ordinal);
        _scene.Grant(_scene.Policy(text));

        var changed = text.Replace(old, replacement, StringComparison.Ordinal);
        var verdict = _scene.Judge(_scene.Policy(changed));

        Assert.NotEqual(text, changed);
        Assert.Equal((false, "its hosts, private names or tokens are no longer those that you have agreed to"), (verdict.IsTrusted, verdict.Because));
        Assert.Equal((added, removed), (string.Join('\n', verdict.Added), string.Join('\n', verdict.Removed)));
    }

    [Fact]
    public void A_catalogue_update_asks_again_only_where_it_changes_a_host()
    {
        var policy = _scene.Policy();
        _scene.Grant(policy);

        _scene.Catalogue = WithRow("go", "goproxy-cn", e => e with { Url = "https://goproxy.cn/moved", State = MirrorState.Dead });
        Assert.True(_scene.Judge(policy).IsTrusted);

        _scene.Catalogue = WithRow("go", "goproxy-cn", e => e with { Url = "https://elsewhere.example" });
        var verdict = _scene.Judge(policy);
        Assert.False(verdict.IsTrusted);
        Assert.Equal((policy.Hash, "https://elsewhere.example", "https://goproxy.cn"), (verdict.Known!.Hash, verdict.Added.Single(), verdict.Removed.Single()));
    }

    [Fact]
    public void The_same_text_at_another_path_is_another_policy()
    {
        _scene.Grant(_scene.Policy());

        Assert.False(_scene.Judge(_scene.Policy(path: Path.Combine(_scene.Folder, "elsewhere", PolicyFile.Name))).IsTrusted);
        Assert.False(_scene.Judge(_scene.Policy(path: _scene.PolicyPath.ToUpperInvariant())).IsTrusted);
    }

    [Fact]
    public void Two_policies_that_change_places_are_both_asked_about_again()
    {
        var other = Path.Combine(_scene.Folder, "other", PolicyFile.Name);
        var text = TrustScene.With("npm: npmmirror", "npm: https://npm.other.example/");
        _scene.Grant(_scene.Policy());
        _scene.Grant(_scene.Policy(text, other));

        Assert.False(_scene.Judge(_scene.Policy(text)).IsTrusted);
        Assert.False(_scene.Judge(_scene.Policy(path: other)).IsTrusted);
        Assert.True(_scene.Judge(_scene.Policy(text, other)).IsTrusted);
    }

    [Fact]
    public void A_link_to_a_policy_counts_by_its_own_path_and_by_what_it_leads_to()
    {
        if (OperatingSystem.IsWindows())
            return;
        var link = Path.Combine(_scene.Folder, "link.yaml");
        var one = _scene.Write("one.yaml", TrustScene.Text);
        var two = _scene.Write("two.yaml", TrustScene.With("npm: npmmirror", "npm: https://npm.other.example/"));
        File.CreateSymbolicLink(link, one);
        _scene.Grant(PolicyFile.Load(link, _scene.Machine, _scene.Found)!);

        Assert.True(_scene.Judge(PolicyFile.Load(link, _scene.Machine, _scene.Found)!).IsTrusted);
        Assert.False(_scene.Judge(PolicyFile.Load(one, _scene.Machine, _scene.Found)!).IsTrusted);

        File.Delete(link);
        File.CreateSymbolicLink(link, two);
        Assert.False(_scene.Judge(PolicyFile.Load(link, _scene.Machine, _scene.Found)!).IsTrusted);
    }

    [Fact]
    public void What_was_loaded_is_judged_and_recorded_whatever_the_file_has_become()
    {
        var path = _scene.Write("repo/mirrors.yaml", TrustScene.Text);
        var shown = PolicyFile.Load(path, _scene.Machine, _scene.Found)!;
        _scene.Write("repo/mirrors.yaml", TrustScene.With("npm: npmmirror", "npm: https://npm.other.example/"));

        _scene.Grant(shown);

        Assert.True(_scene.Judge(shown).IsTrusted);
        Assert.False(_scene.Judge(PolicyFile.Load(path, _scene.Machine, _scene.Found)!).IsTrusted);
    }

    [Fact]
    public void Agreeing_anew_replaces_what_was_agreed_to()
    {
        _scene.Grant(_scene.Policy());
        _scene.Grant(_scene.Policy(TrustScene.With("    npm: npmmirror\n", "")));

        Assert.False(_scene.Judge(_scene.Policy()).IsTrusted);
        Assert.Single(Trust.List(_scene.Machine, _scene.Found)!);
    }

    [Fact]
    public void Revoking_forgets_this_path_and_no_other_even_where_the_file_is_gone()
    {
        var other = Path.Combine(_scene.Folder, "other", PolicyFile.Name);
        _scene.Grant(_scene.Policy());
        _scene.Grant(_scene.Policy(path: other));

        Assert.Equal([other], Trust.Revoke([other, "/nowhere/mirrors.yaml"], _scene.Machine, _scene.Found));

        Assert.True(_scene.Judge(_scene.Policy()).IsTrusted);
        Assert.False(_scene.Judge(_scene.Policy(path: other)).IsTrusted);
        Assert.Equal([_scene.PolicyPath], Trust.List(_scene.Machine, _scene.Found)!.Select(p => p.Path));
    }

    [Fact]
    public void An_image_being_built_has_no_record_of_trust()
    {
        var policy = _scene.Policy();
        _scene.Grant(policy);
        _scene.Machine = _scene.Machine with { KeepsState = false };

        Assert.False(_scene.Judge(policy).IsTrusted);
    }

    private static MirrorCatalogue WithRow(string ecosystem, string id, Func<CatalogueEntry, CatalogueEntry> change) =>
        new([.. MirrorCatalogue.BuiltIn().Entries.Select(e => e.Ecosystem == ecosystem && e.Id == id ? change(e) : e)]);
}
