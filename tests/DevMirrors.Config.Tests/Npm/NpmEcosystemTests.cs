using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

public sealed class NpmEcosystemTests : IDisposable
{
    private const string Upstream = "https://upstream.example/";
    private const string Huawei = "https://mirrors.huaweicloud.com/repository/npm/";

    private readonly ScratchMachine _scratch = new();
    private readonly DiagnosticBag _found = new();
    private readonly List<IReadOnlyDictionary<string, string?>> _asked = [];
    private readonly NpmEcosystem _npm = new();

    public NpmEcosystemTests() => _scratch.Machine = _scratch.Machine with
    {
        Ask = (program, arguments, environment) =>
        {
            _asked.Add(environment);
            return program == "npm" && arguments.Contains("registry") ? Upstream + "\n" : null;
        },
    };

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Its_own_default_spelt_out_is_told_by_asking_npm_with_no_settings()
    {
        _scratch.Set("NPM_CONFIG_REGISTRY", "https://other.example/");
        var request = Request("huawei");

        Assert.Equal(ValueKind.Upstream, Judge("registry", Upstream.TrimEnd('/'), request));
        Assert.Equal(ValueKind.Foreign, Judge("registry", "https://other.example/", request));

        Assert.All(_asked, environment =>
        {
            Assert.Null(environment["NPM_CONFIG_REGISTRY"]);
            Assert.False(File.Exists(environment["npm_config_userconfig"]));
            Assert.False(File.Exists(environment["npm_config_globalconfig"]));
        });
    }

    [Fact]
    public void Npm_is_not_asked_about_a_known_mirror_a_scope_or_a_token()
    {
        var request = Request("huawei");

        Assert.Equal(ValueKind.Mirror, Judge("registry", "https://registry.npmmirror.com", request));
        Assert.Equal(ValueKind.Foreign, Judge("@corp:registry", "https://npm.corp.example/", request));
        Assert.Equal(ValueKind.Upstream, Judge("//npm.corp.example/:_authToken", "secret", request));
        Assert.Empty(_asked);
    }

    [Fact]
    public void The_users_file_counts_where_nothing_is_nearer()
    {
        var file = _scratch.Write("home/.npmrc", $"; mine\nregistry={Huawei}\n");

        var reading = Assert.Single(_npm.Read(Request("huawei"), _found));

        Assert.Equal(("registry", Huawei, Huawei, $"{file}:2", true, null), (reading.Setting, reading.Wanted, reading.Effective, reading.Source, reading.InStep, reading.ShadowedBy));
    }

    [Fact]
    public void A_project_file_beside_the_nearest_package_shadows_the_users()
    {
        _scratch.Write("home/.npmrc", $"registry={Huawei}\n");
        _scratch.Write("repo/package.json", "{}");
        var project = _scratch.Write("repo/.npmrc", "\nregistry=${WORK}\n");
        _scratch.Set("WORK", "https://me:s3cret@work.example/");
        _scratch.Machine = _scratch.Machine with { CurrentFolder = Directory.CreateDirectory(Path.Combine(_scratch.Repository, "src", "deep")).FullName };

        var reading = Assert.Single(_npm.Read(Request("huawei"), _found));

        Assert.Equal((false, $"{project}:2", "${WORK}"), (reading.InStep, reading.ShadowedBy, reading.Effective));
    }

    [Fact]
    public void A_variable_in_any_case_shadows_every_file()
    {
        _scratch.Write("home/.npmrc", $"registry={Huawei}\n@corp:registry=https://npm.corp.example/npm/\n");
        _scratch.Set("NPM_CONFIG_REGISTRY", "https://work.example/");
        _scratch.Set("npm_config_@corp:registry", "https://work.example/");

        var readings = _npm.Read(Request("huawei", withScope: true), _found);

        Assert.Equal(["environment variable NPM_CONFIG_REGISTRY", "environment variable npm_config_@corp:registry"], readings.Select(r => r.ShadowedBy));
    }

    [Fact]
    public void A_cancelled_scope_is_a_warning_with_its_line()
    {
        _scratch.Write("repo/package.json", "{}");
        var project = _scratch.Write("repo/.npmrc", "fund=false\n@corp:registry=\n");

        var reading = _npm.Read(Request("upstream", withScope: true), _found).Single(r => r.Setting == "@corp:registry");

        Assert.False(reading.InStep);
        var warning = Assert.Single(_found);
        Assert.Equal(("DEVM3206", project, 2), (warning.Code, warning.Place!.File, warning.Place.Line));
    }

    [Fact]
    public void A_loan_names_the_registry_for_each_client_and_the_download_mirrors_of_the_region()
    {
        _scratch.Set("NPM_CONFIG_REGISTRY", "https://work.example/");
        _scratch.Set("ELECTRON_MIRROR", "https://mine.example/");

        var lent = _npm.Lend(Request("huawei"), _found).Variables.ToDictionary(v => v.Key, v => v.Value);

        foreach (var name in new[] { "npm_config_registry", "YARN_REGISTRY", "pnpm_config_registry", "YARN_NPM_REGISTRY_SERVER" })
            Assert.Equal(Huawei, lent[name]);
        Assert.Null(lent["NPM_CONFIG_REGISTRY"]);
        Assert.Equal("https://cdn.npmmirror.com/binaries/node", lent["NODEJS_ORG_MIRROR"]);
        Assert.Equal("true", lent["RE2_DOWNLOAD_SKIP_PATH"]);
        Assert.DoesNotContain("ELECTRON_MIRROR", lent.Keys);
        Assert.DoesNotContain(lent.Keys, name => name.Contains("sharp", StringComparison.Ordinal));
        Assert.Empty(_found);
    }

    [Fact]
    public void Clients_that_would_ask_the_mirror_for_private_names_are_lent_no_registry()
    {
        var lent = _npm.Lend(Request("huawei", withScope: true), _found).Variables.ToDictionary(v => v.Key, v => v.Value);

        Assert.Equal("https://npm.corp.example/npm/", lent["npm_config_@corp:registry"]);
        Assert.DoesNotContain("pnpm_config_registry", lent.Keys);
        Assert.DoesNotContain("YARN_NPM_REGISTRY_SERVER", lent.Keys);
        Assert.Equal("DEVM3210", Assert.Single(_found).Code);
    }

    [Fact]
    public void A_credential_bound_to_no_host_is_not_lent_a_new_one()
    {
        _scratch.Write("repo/package.json", "{}");
        var project = _scratch.Write("repo/.npmrc", "fund=false\n_authToken=abc\n");

        Assert.DoesNotContain(_npm.Lend(Request("huawei"), _found).Variables, v => v.Key == "npm_config_registry");

        var error = Assert.Single(_found);
        Assert.Equal(("DEVM3204", new Place(project, 2, 12)), (error.Code, error.Place));
    }

    [Fact]
    public void Upstream_is_lent_as_npm_names_it_where_a_file_says_otherwise()
    {
        Assert.Empty(_npm.Lend(Request("upstream"), _found).Variables);
        _scratch.Write("home/.npmrc", $"registry={Huawei}\n");

        Assert.Contains(new("npm_config_registry", Upstream), _npm.Lend(Request("upstream"), _found).Variables);

        _scratch.Machine = _scratch.Machine with { Ask = (_, _, _) => null };
        Assert.Empty(_npm.Lend(Request("upstream"), _found).Variables);
        Assert.Equal("DEVM3209", Assert.Single(_found).Code);
    }

    [Fact]
    public void The_machines_file_lies_below_the_root_where_node_lies()
    {
        Assert.Equal(Path.Combine(_scratch.Root, "usr/etc/npmrc"), Machine());
        _scratch.Write("root/usr/local/bin/node", "");
        Assert.Equal(Path.Combine(_scratch.Root, "usr/local/etc/npmrc"), Machine());

        string Machine() => Assert.Single(_npm.Targets(Request("huawei") with { Scope = Scope.Machine }, _found)).Path;
    }

    private ValueKind Judge(string key, string value, EcosystemRequest request) => _npm.Judge(key, new SettingValue(value), request);

    private EcosystemRequest Request(string mirror, bool withScope = false)
    {
        _scratch.Write("repo/mirrors.yaml", $$"""
            version: 1
            regions:
              here: { default: true, npm: {{mirror}} }
            {{(withScope ? "private: { npm: { \"@corp\": corp } }\nmirrors:\n  corp: { ecosystem: npm, url: \"https://npm.corp.example/npm\", private: true }" : "")}}
            """);
        var options = new RunOptions(PolicyPath: Path.Combine(_scratch.Repository, "mirrors.yaml"));
        var selection = MirrorRun.Select(options, _scratch.Machine, _found)!;
        return new EcosystemRequest(
            selection.Ecosystems.Single(e => e.Ecosystem == "npm"), Scope.User, _scratch.Machine, MirrorCatalogue.BuiltIn(), Journal.Empty, selection.Policy.Path);
    }
}
