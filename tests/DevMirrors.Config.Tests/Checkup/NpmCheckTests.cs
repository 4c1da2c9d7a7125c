using System.Text;

namespace DevMirrors.Config.Tests;

public sealed class NpmCheckTests : IDisposable
{
    private readonly CheckScene _scene = new();

    [Fact]
    public void An_empty_scope_in_the_users_file_is_found_and_its_mend_takes_that_line_alone()
    {
        _scene.Home(".npmrc", "; mine\n@corp:registry=\n@other:registry=https://npm.other.example/\n");

        var found = _scene.Finds(new NpmEmptyScopeCheck(), CheckStatus.Error, _scene.Npmrc, 2);

        var edit = Assert.IsType<Mend.Edit>(found.Mend);
        Assert.Equal("; mine\n@other:registry=https://npm.other.example/\n", Encoding.UTF8.GetString(edit.Change(File.ReadAllBytes(_scene.Npmrc)).Span));
    }

    [Theory]
    [InlineData("_authToken=${TOKEN}\n@corp:registry=\n", 2)]
    [InlineData("@corp:registry=\n<<<<<<< HEAD\n", 1)]
    public void An_empty_scope_beside_a_credential_of_no_host_or_in_a_file_that_cannot_be_parsed_is_left_to_the_user(string text, int line)
    {
        _scene.Home(".npmrc", text);

        Assert.Null(_scene.Finds(new NpmEmptyScopeCheck(), CheckStatus.Error, _scene.Npmrc, line).Mend);
    }

    [Fact]
    public void An_empty_scope_that_another_line_overrides_is_none_and_one_that_overrides_another_is_left_to_the_user()
    {
        _scene.Home(".npmrc", "@corp:registry=\n@corp:registry=https://npm.corp.example/\n@list:registry[]=\n");
        Assert.DoesNotContain(_scene.All(new NpmEmptyScopeCheck()), f => f.Status == CheckStatus.Error);

        _scene.Home(".npmrc", "@corp:registry=https://npm.corp.example/\n@corp:registry=\n");
        Assert.Null(_scene.Finds(new NpmEmptyScopeCheck(), CheckStatus.Error, _scene.Npmrc, 2).Mend);
    }

    [Fact]
    public void An_empty_scope_in_the_repository_is_found_and_left_to_its_owners()
    {
        _scene.Home(".npmrc", "@corp:registry=https://npm.corp.example/\n");
        var path = _scene.Repo(".npmrc", "save-exact=true\n@corp:registry =\n");

        Assert.Null(_scene.Finds(new NpmEmptyScopeCheck(), CheckStatus.Error, path, 2).Mend);
    }

    [Fact]
    public void An_empty_scope_that_a_nearer_file_binds_is_a_warning_that_says_so()
    {
        _scene.Home(".npmrc", "@corp:registry=\n");
        var path = _scene.Repo(".npmrc", "@corp:registry=https://npm.corp.example/\n");

        Assert.Contains($"wherever {path}:1 does not bind them", _scene.Finds(new NpmEmptyScopeCheck(), CheckStatus.Warning, _scene.Npmrc, 1).Message);
    }

    [Fact]
    public void Replacing_hosts_beside_a_scope_is_an_error_at_the_line_that_counts()
    {
        _scene.Home(".npmrc", "replace-registry-host=never\nreplace-registry-host=always\n@corp:registry=https://npm.corp.example/\n");

        var found = _scene.Finds(new NpmReplaceHostCheck(), CheckStatus.Error, _scene.Npmrc, 2);

        Assert.Contains("@corp", found.Message);
    }

    [Theory]
    [InlineData("replace-registry-host=always\n", "")]
    [InlineData("replace-registry-host=always\n@corp:registry=https://npm.corp.example/\n", "replace-registry-host=npmjs\n")]
    [InlineData("@corp:registry=https://npm.corp.example/\n", "")]
    [InlineData("replace-registry-host=always\n@corp:registry=https://npm.corp.example\nregistry=https://NPM.corp.example/\n", "")]
    public void Replacing_hosts_harms_nobody_without_scopes_or_where_a_nearer_file_says_no(string user, string project)
    {
        _scene.Home(".npmrc", user);
        _scene.Repo(".npmrc", project);

        _scene.IsWell(new NpmReplaceHostCheck());
    }

    [Fact]
    public void Replacing_hosts_by_a_variable_counts_too()
    {
        _scene.Home(".npmrc", "@corp:registry=https://npm.corp.example/\n");
        _scene.Scratch.Set("NPM_CONFIG_REPLACE_REGISTRY_HOST", "always");

        Assert.Equal("`unset NPM_CONFIG_REPLACE_REGISTRY_HOST`", _scene.Only(new NpmReplaceHostCheck()).Hint);
    }

    [Fact]
    public void Of_many_scopes_the_first_few_are_named()
    {
        _scene.Home(".npmrc", $"replace-registry-host=always\n{string.Concat(Enumerable.Range(0, 12).Select(i => $"@s{i}:registry=https://npm.corp.example/\n"))}");

        Assert.Contains("`@s8`, `@s9` and others: ", _scene.Finds(new NpmReplaceHostCheck(), CheckStatus.Error, _scene.Npmrc, 1).Message);
    }

    [Theory]
    [InlineData("https://r.cnpmjs.org/", "is dead (")]
    [InlineData("https://registry.npm.taobao.org/", "is dead since ")]
    public void Only_of_a_mirror_whose_death_was_verified_a_date_is_told(string registry, string told)
    {
        _scene.Home(".npmrc", $"registry={registry}\n");

        Assert.Contains(told, _scene.Finds(new DeadMirrorCheck("npm"), CheckStatus.Error, _scene.Npmrc, 1).Message);
    }

    [Theory]
    [InlineData("a=b\n[section]\nregistry=https://npm.example/\n", 2, "section")]
    [InlineData("a=b\nregistry=${NO_SUCH_VARIABLE}\n", 2, "NO_SUCH_VARIABLE")]
    [InlineData("//npm.example/:_authToken=${NO_SUCH_TOKEN}\n", 1, "NO_SUCH_TOKEN")]
    [InlineData("REGISTRY=https://npm.example/\n", 1, "lower case")]
    public void A_line_that_says_something_else_than_it_seems_is_a_warning(string text, int line, string about)
    {
        _scene.Home(".npmrc", text);

        Assert.Contains(about, _scene.Finds(new NpmrcTrapCheck(), CheckStatus.Warning, _scene.Npmrc, line).Message);
    }

    [Theory]
    [InlineData("registry=npm.example\n", 1)]
    [InlineData("registry=https://npm.example/\nregistry=\n", 2)]
    public void A_registry_that_is_no_address_is_an_error(string text, int line)
    {
        _scene.Home(".npmrc", text);

        _scene.Finds(new NpmrcTrapCheck(), CheckStatus.Error, _scene.Npmrc, line);
    }

    [Theory]
    [InlineData("registry=https://npm.example/\n//npm.example/:_authToken=${HOME_TOKEN}\n; ${NOT_SET}\n[section]\nother=1\n")]
    [InlineData("//npm.example/:_authToken=${NOT_SET?}\n")]
    [InlineData("registry=\nregistry=https://npm.example/\n")]
    [InlineData("")]
    [InlineData("[")]
    public void Ordinary_files_are_well(string text)
    {
        _scene.Scratch.Set("HOME_TOKEN", "x");
        _scene.Home(".npmrc", text);

        _scene.IsWell(new NpmrcTrapCheck());
        _scene.IsWell(new NpmEmptyScopeCheck());
    }

    [Theory]
    [InlineData("repo/pnpm-workspace.yaml", "packages: ['.']\nregistry: https://other.example/\n", 2)]
    [InlineData("repo/.yarnrc.yml", "nodeLinker: node-modules\n\nnpmRegistryServer: \"https://other.example\"\n", 3)]
    [InlineData("home/.bunfig.toml", "[install]\nregistry = \"https://other.example/\"\n", 2)]
    [InlineData("repo/bunfig.toml", "[install]\nregistry = { url = \"https://other.example/\", token = \"$T\" }\n", 2)]
    [InlineData("home/.config/pnpm/config.yaml", "registry: https://other.example/\n", 1)]
    [InlineData("repo/pnpm-workspace.yaml", "registries:\n  default: https://other.example/\n", 2)]
    [InlineData("repo/pnpm-workspace.yaml", "registries: # ours\r\n\r\n  # note\r\n  '@corp': https://npm.corp.example/\r\n  \"default\": \"https://other.example/\"\r\n", 5)]
    [InlineData("repo/pnpm-workspace.yaml", "packages: []\nregistries: { \"@corp\": \"https://npm.corp.example/\", default: https://other.example/ }\n", 2)]
    [InlineData("repo/pnpm-workspace.yaml", "registries: {\n  default: https://other.example/\n}\n", 2)]
    [InlineData("repo/pnpm-workspace.yaml", "registries: { }\nregistries: {}\nregistry : 'https://other.example/'", 3)]
    [InlineData("repo/pnpm-workspace.yaml", "registries: { '@a': b, 'default': 'https://other.example/'", 1)]
    [InlineData("repo/pnpm-workspace.yaml", "registries:\n  '@a': b\n# note\n\n\tdefault : https://other.example/", 5)]
    public void A_file_of_another_client_that_names_its_own_registry_is_a_warning_where_a_policy_wants_another(string path, string text, int line)
    {
        var full = _scene.Scratch.Write(path, text);
        _scene.IsWell(new NpmOtherFilesCheck());
        _scene.Repo("mirrors.yaml", "version: 1\nregions:\n  here:\n    default: true\n    npm: npmmirror\n");

        _scene.Finds(new NpmOtherFilesCheck(), CheckStatus.Warning, full, line);
    }

    [Fact]
    public void Other_registries_of_pnpm_are_none_of_its_default()
    {
        _scene.Repo("mirrors.yaml", "version: 1\nregions:\n  here:\n    default: true\n    npm: npmmirror\n");
        _scene.Repo("pnpm-workspace.yaml", "registries:\n  '@corp': https://npm.corp.example/\ncatalog:\n  default: https://other.example/\n");
        _scene.IsWell(new NpmOtherFilesCheck());
        _scene.Repo("pnpm-workspace.yaml", "registries: default: https://other.example/\n# registry: https://other.example/\n  registry: https://other.example/\nregistries:\n  # default: https://other.example/\n");
        _scene.IsWell(new NpmOtherFilesCheck());
        _scene.Repo("pnpm-workspace.yaml", "registries: { '@corp': https://npm.corp.example/ }\ncatalog: { default: https://other.example/ }\n" + string.Concat(Enumerable.Repeat("registries:\n \n", 200)));

        _scene.IsWell(new NpmOtherFilesCheck());
    }

    [Fact]
    public void Buns_file_for_the_user_is_the_one_in_the_XDG_folder_where_that_is_set()
    {
        _scene.Repo("mirrors.yaml", "version: 1\nregions:\n  here:\n    default: true\n    npm: npmmirror\n");
        _scene.Home(".bunfig.toml", "[install]\nregistry = \"https://passed-over.example/\"\n");
        var path = _scene.Home(".config/.bunfig.toml", "[install]\nregistry = \"https://other.example/\"\n");
        _scene.Scratch.Set("XDG_CONFIG_HOME", Path.GetDirectoryName(path)!);

        _scene.Finds(new NpmOtherFilesCheck(), CheckStatus.Warning, path, 2);
    }

    public void Dispose() => _scene.Dispose();
}
