using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

public sealed class GoEcosystemTests : IDisposable
{
    private const string China = "https://goproxy.cn|https://mirrors.aliyun.com/goproxy/,direct";

    private static readonly GoEcosystem Go = new();

    private readonly ScratchMachine _scratch = new();

    private readonly DiagnosticBag _found = [];

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_file_is_the_one_of_the_operating_system_and_of_goenv()
    {
        Assert.Equal($"{_scratch.Home}/.config/go/env", GoFiles.User(_scratch.Machine, _found));
        Assert.Equal($"{_scratch.Home}/Library/Application Support/go/env", GoFiles.User(_scratch.Machine with { Os = OsKind.MacOS }, _found));
        _scratch.Set("AppData", "/appdata");
        Assert.Equal("/appdata/go/env", GoFiles.User(_scratch.Machine with { Os = OsKind.Windows }, _found));
        _scratch.Set("XDG_CONFIG_HOME", "/xdg");
        Assert.Equal("/xdg/go/env", GoFiles.User(_scratch.Machine, _found));
        _scratch.Set("GOENV", "/own/file");
        Assert.Equal("/own/file", GoFiles.User(_scratch.Machine, _found));
        Assert.Empty(_found);
    }

    [Theory]
    [InlineData("GOENV", "off", "DEVM3102")]
    [InlineData("GOENV", "some/file", "DEVM3103")]
    [InlineData("XDG_CONFIG_HOME", "conf", "DEVM3103")]
    public void Where_go_reads_no_file_none_is_written_and_that_is_said(string name, string value, string code)
    {
        _scratch.Set(name, value);

        Assert.Empty(Go.Targets(Request("[goproxy-cn, direct]"), _found));
        Assert.Equal(code, Assert.Single(_found).Code);
    }

    [Fact]
    public void Without_a_home_there_is_no_file()
    {
        Assert.Null(GoFiles.User(_scratch.Machine with { Home = "" }, _found));
        Assert.Equal("DEVM3103", Assert.Single(_found).Code);
    }

    [Theory]
    [InlineData(Scope.Project)]
    [InlineData(Scope.Machine)]
    public void Go_has_settings_at_user_scope_only(Scope scope)
    {
        Assert.Empty(Go.Targets(Request("goproxy-cn") with { Scope = scope }, _found));
        Assert.Equal("DEVM3006", Assert.Single(_found).Code);
    }

    [Theory]
    [InlineData("[corp, goproxy-cn, off]")]
    [InlineData("[corp, direct]")]
    [InlineData("corp")]
    [InlineData("[other, off]")]
    public void A_private_name_that_could_reach_another_mirror_is_an_error_and_would_go_to_version_control(string list)
    {
        var target = Assert.Single(Go.Targets(Request(list, "git.corp.example: corp"), _found));

        var error = Assert.Single(_found, d => d.Severity == Severity.Error);
        Assert.Equal(("DEVM3104", 7), (error.Code, error.Place!.Line));
        Assert.Equal(["git.corp.example"], Assert.IsType<Wish.Include>(target.Settings.Single(s => s.Key == "GOPRIVATE").Wish).Items);
        Assert.DoesNotContain(target.Settings, s => s.Key == "GONOPROXY");
    }

    [Theory]
    [InlineData("{ mirrors: [goproxy-cn, aliyun, direct], fallback: never }", "DEVM3105")]
    [InlineData("{ mirrors: [goproxy-cn, direct], fallback: any-error }", "DEVM3106")]
    [InlineData("[secured, off]", "DEVM3107")]
    [InlineData("[huawei, direct]", "DEVM3108")]
    public void What_go_cannot_do_is_said(string list, string code)
    {
        Go.Targets(Request(list), _found);

        var said = Assert.Single(_found);
        Assert.Equal((code, Severity.Info), (said.Code, said.Severity));
        Assert.Equal(4, said.Place!.Line);
    }

    [Theory]
    [InlineData("GOPROXY", "https://proxy.golang.org,direct", ValueKind.Upstream)]
    [InlineData("GOPROXY", "https://proxy.golang.org/, direct", ValueKind.Upstream)]
    [InlineData("GOPROXY", "proxy.golang.org", ValueKind.Upstream)]
    [InlineData("GOPROXY", "", ValueKind.Upstream)]
    [InlineData("GOPROXY", "https://proxy.golang.org|direct", ValueKind.Mirror)]
    [InlineData("GOPROXY", China, ValueKind.Mirror)]
    [InlineData("GOPROXY", "https://GOPROXY.cn/,off", ValueKind.Mirror)]
    [InlineData("GOPROXY", "goproxy.cn", ValueKind.Mirror)]
    [InlineData("GOPROXY", "https://goproxy.cn,https://corp.example", ValueKind.Foreign)]
    [InlineData("GOPROXY", "https://u:p@goproxy.cn", ValueKind.Foreign)]
    [InlineData("GOPROXY", "direct", ValueKind.Foreign)]
    [InlineData("GOPROXY", "off", ValueKind.Foreign)]
    [InlineData("GOSUMDB", "sum.golang.org", ValueKind.Upstream)]
    [InlineData("GOSUMDB", "sum.golang.google.cn", ValueKind.Mirror)]
    [InlineData("GOSUMDB", "sum.golang.org https://sum.golang.google.cn", ValueKind.Mirror)]
    [InlineData("GOSUMDB", "sum.golang.org https://sum.example", ValueKind.Foreign)]
    [InlineData("GOSUMDB", "off", ValueKind.Foreign)]
    [InlineData("GOPRIVATE", "git.corp.example", ValueKind.Foreign)]
    public void A_value_is_upstreams_a_catalogue_mirrors_or_somebodys_own(string key, string value, ValueKind kind) =>
        Assert.Equal(kind, Go.Judge(key, new SettingValue(value), Request("goproxy-cn")));

    [Fact]
    public void The_nearest_layer_counts_and_is_named()
    {
        var installed = _scratch.Write("go/go.env", "GOPROXY=https://first.example\nGOPROXY=https://second.example\n");
        _scratch.Set("GOROOT", Path.GetDirectoryName(installed)!);
        Assert.Equal(("https://first.example", $"{installed}:1"), Effective("GOPROXY"));

        var file = _scratch.Write("home/.config/go/env", "# x\nGOPROXY=https://a.example\nGOPROXY=https://b.example\n");
        Assert.Equal(("https://b.example", $"{file}:3"), Effective("GOPROXY"));

        _scratch.Set("GOPROXY", "");
        Assert.Equal(("https://b.example", $"{file}:3"), Effective("GOPROXY"));

        _scratch.Set("GOPROXY", "https://u:secret@c.example");
        Assert.Equal(("https://***@c.example", "environment variable GOPROXY"), Effective("GOPROXY"));
    }

    [Fact]
    public void The_go_on_the_path_leads_to_its_own_file()
    {
        var program = _scratch.Write("lib/go-1.26/bin/go", "");
        var installed = _scratch.Write("lib/go-1.26/go.env", "GOPROXY=https://first.example\n");
        Directory.CreateDirectory(Path.Combine(_scratch.Folder, "bin"));
        File.CreateSymbolicLink(Path.Combine(_scratch.Folder, "bin", "go"), program);
        _scratch.Machine = _scratch.Machine with { SearchPath = [Path.Combine(_scratch.Folder, "bin")] };

        Assert.Equal(("https://first.example", $"{installed}:1"), Effective("GOPROXY"));
    }

    [Fact]
    public void Without_any_setting_the_built_in_value_counts()
    {
        Assert.Equal((null, "default"), Effective("GOPROXY"));
        Assert.All(Go.Read(Request("[upstream, direct]"), _found), r => Assert.True(r.InStep));
        Assert.All(Go.Read(Request("[goproxy-cn, direct]"), _found), r => Assert.False(r.InStep));
    }

    [Fact]
    public void A_variable_that_says_something_else_shadows_and_one_that_says_the_same_does_not()
    {
        _scratch.Write("home/.config/go/env", $"GOPROXY={China}\n");
        _scratch.Set("GOPROXY", "https://corp.example");
        Assert.Equal("environment variable GOPROXY", Reading("GOPROXY").ShadowedBy);

        _scratch.Set("GOPROXY", China);
        Assert.Equal((true, null), (Reading("GOPROXY").InStep, Reading("GOPROXY").ShadowedBy));

        _scratch.Set("GOPROXY", "");
        _scratch.Set("GOENV", "off");
        Assert.Equal((false, "environment variable GOENV"), (Reading("GOPROXY").InStep, Reading("GOPROXY").ShadowedBy));
    }

    /// <summary>Nothing that is taken out of the user's file brings the default back. P15's real go may be older than go.env.</summary>
    [Fact]
    public void A_mirror_that_came_with_go_shadows_the_default()
    {
        var installed = _scratch.Write("go/go.env", "GOPROXY=https://goproxy.cn,direct\n");
        _scratch.Set("GOROOT", Path.GetDirectoryName(installed)!);

        var reading = Assert.Single(Go.Read(Request("upstream"), _found), r => r.Setting == "GOPROXY");

        Assert.Equal((false, $"{installed}:1"), (reading.InStep, reading.ShadowedBy));
        Assert.All(Go.Read(Request("[aliyun, direct]"), _found), r => Assert.Null(r.ShadowedBy));
    }

    [Fact]
    public void A_list_is_in_step_where_it_holds_every_wanted_name()
    {
        _scratch.Write("home/.config/go/env", "GOPRIVATE=own.example,git.corp.example\n");
        Assert.True(Reading("GOPRIVATE").InStep);

        _scratch.Set("GOPRIVATE", "own.example");
        Assert.Equal("environment variable GOPRIVATE", Reading("GOPRIVATE").ShadowedBy);
    }

    [Fact]
    public void A_variable_that_takes_the_place_of_goprivate_is_read_too()
    {
        Assert.DoesNotContain(Go.Read(Request("goproxy-cn", "git.corp.example: direct"), _found), r => r.Setting == "GONOSUMDB");

        _scratch.Set("GONOSUMDB", "own.example");

        Assert.Equal("environment variable GONOSUMDB", Reading("GONOSUMDB").ShadowedBy);
    }

    [Fact]
    public void A_loan_holds_what_the_region_wants_beside_the_private_names_that_are_there()
    {
        _scratch.Write("home/.config/go/env", "GOPROXY=https://other.example\nGOPRIVATE=own.example\nGONOSUMDB=own.example\n");

        var loan = Go.Lend(Request("[goproxy-cn, aliyun, direct]", "git.corp.example: direct", "sumdb: sum.golang.google.cn"), _found);

        Assert.Equal(
            [
                new("GOPROXY", China), new("GOSUMDB", "sum.golang.google.cn"), new("GOPRIVATE", "own.example,git.corp.example"),
                new("GONOSUMDB", "own.example,git.corp.example"),
            ],
            loan.Variables);
        Assert.Empty(_found);
    }

    [Fact]
    public void An_address_among_private_names_which_matches_nothing_and_may_hold_a_password_is_not_lent_on()
    {
        _scratch.Set("GOPRIVATE", "own.example,https://me:secret@git.example");

        Assert.Contains(new("GOPRIVATE", "own.example,git.corp.example"), Go.Lend(Request("goproxy-cn", "git.corp.example: direct"), _found).Variables);
    }

    [Fact]
    public void Upstream_is_lent_spelt_out_so_that_the_users_file_does_not_decide()
    {
        _scratch.Write("home/.config/go/env", "GOPROXY=https://goproxy.cn\n");

        Assert.Equal([new("GOPROXY", "https://proxy.golang.org,direct")], Go.Lend(Request("upstream"), _found).Variables);
    }

    [Fact]
    public void Names_of_a_private_proxy_are_lent_as_they_are_applied()
    {
        var loan = Go.Lend(Request("[corp, off]", "git.corp.example: corp"), _found);

        Assert.Equal([new("GOPROXY", "https://go.corp.example,off"), new("GOPRIVATE", "git.corp.example"), new("GONOPROXY", "none")], loan.Variables);
    }

    private (string?, string) Effective(string setting) => (Reading(setting).Effective, Reading(setting).Source);

    private Reading Reading(string setting) =>
        Go.Read(Request("[goproxy-cn, aliyun, direct]", "git.corp.example: direct"), _found).Single(r => r.Setting == setting);

    private EcosystemRequest Request(string list, string? names = null, string more = "when: { env: { UNUSED: x } }")
    {
        var path = _scratch.Write("repo/mirrors.yaml", $$"""
            version: 1
            regions:
              here:
                go: {{list}}
                default: true
                {{more}}
            {{(names is null ? "" : $"private: {{ go: {{ {names} }} }}")}}
            mirrors:
              corp: { ecosystem: go, url: "https://go.corp.example", private: true }
              other: { ecosystem: go, url: "https://go.other.example", private: true }
              secured: { ecosystem: go, url: "https://go.secured.example", private: true, auth: { token-env: TOKEN } }
            """);
        var problems = new DiagnosticBag();
        var selection = MirrorRun.Select(new RunOptions(path, Only: ["go"]), _scratch.Machine, problems);
        Assert.True(selection is not null, string.Join("\n", problems));
        return new EcosystemRequest(selection.Ecosystems.Single(), Scope.User, _scratch.Machine, MirrorCatalogue.BuiltIn(), Journal.Empty, path);
    }
}
