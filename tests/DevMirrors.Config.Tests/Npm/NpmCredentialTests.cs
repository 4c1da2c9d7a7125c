using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>P23: what a registry that changes would take along, and how one client is kept from it while the others get the mirror.</summary>
[Trait("Promise", "P23")]
public sealed class NpmCredentialTests : IDisposable
{
    private const string Mirror = "https://npm.mirror.example/npm/";
    private const string Old = "https://old.example/npm/";

    private readonly ScratchMachine _scratch = new();
    private readonly DiagnosticBag _found = [];

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("tokenHelper=/usr/bin/helper")]
    [InlineData("${AUTH}Token=x")]
    [InlineData("${NOT_SET-_auth}=x")]
    [InlineData("${NOT_SET:-_auth}Token=x")]
    [InlineData("otp=123456")]
    [InlineData("cert=x")]
    [InlineData("key = \"x\"")]
    [InlineData("certfile=/x.pem")]
    [InlineData("keyfile=/x.pem")]
    public void What_is_bound_to_no_host_holds_the_registry(string line)
    {
        _scratch.Set("AUTH", "_auth");
        var path = _scratch.Write("home/.npmrc", $"fund=false\n{line}\n");

        IsHeld(new Place(path, 2, line.IndexOf('=') + (line.Contains(" = ", StringComparison.Ordinal) ? 3 : 2)));
    }

    [Theory]
    [InlineData("NPM_CONFIG_OTP")]
    [InlineData("npm_config_tokenHelper")]
    [InlineData("npm_config_token_helper")]
    [InlineData("pnpm_config_token_helper")]
    [InlineData("npm_config_cert")]
    [InlineData("npm_config_key")]
    [InlineData("PNPM_CONFIG_KEY")]
    public void So_does_a_variable(string name)
    {
        _scratch.Set(name, "x");

        IsHeld(null);
    }

    [Theory]
    [InlineData("repo/.env", "NPM_CONFIG_TOKEN=x")]
    [InlineData("repo/.env.local", "export BUN_CONFIG_TOKEN = 'x'")]
    [InlineData(".env.production", "npm_config_token: x")]
    public void So_does_what_Bun_reads_beside_the_project(string file, string line)
    {
        var path = _scratch.Write(file, $"# mine\n{line}\n");

        IsHeld(new Place(path, 2, 1));
    }

    [Theory]
    [InlineData("NPM_CONFIG_TOKEN=")]
    [InlineData("OTHER_TOKEN=x")]
    [InlineData("# NPM_CONFIG_TOKEN=x")]
    public void Other_lines_beside_the_project_hold_nothing(string line)
    {
        _scratch.Write("repo/.env", line + "\n");

        Assert.Equal(Mirror, Lent()["npm_config_registry"]);
        Assert.Empty(_found);
    }

    [Theory]
    [InlineData("registry=" + Old + "\n//old.example/npm/:_authToken=x\n", "")]
    [InlineData("registry=" + Old + "\n//old.example/:_authToken=x\n", "")]
    [InlineData("registry=" + Old + "\n//OLD.example:443/other/:_authtoken=x\n", "")]
    [InlineData("registry=" + Old + "\n//old.example/npm/${NAME}=x\n", "")]
    [InlineData("//old.example/npm/:_authToken=x\n", "[install]\nregistry = \"" + Old + "\"\n")]
    public void Bun_stays_with_the_registry_of_its_token_and_the_others_get_the_mirror(string npmrc, string bunfig)
    {
        _scratch.Set("NAME", ":_authToken");
        var path = _scratch.Write("home/.npmrc", npmrc);
        _scratch.Write("home/.bunfig.toml", bunfig);

        Assert.Equal(Mirror, Lent()["npm_config_registry"]);
        Assert.Empty(_found);
        var bun = _scratch.Write("bin/bun", "");
        _scratch.Machine = _scratch.Machine with { SearchPath = [Path.GetDirectoryName(bun)!] };

        var lent = Lent();

        Assert.Equal((Old, Mirror), (lent["BUN_CONFIG_REGISTRY"], lent["npm_config_registry"]));
        var info = Assert.Single(_found);
        Assert.Equal(("DEVM3213", Severity.Info, path), (info.Code, info.Severity, info.Place?.File));
    }

    [Theory]
    [InlineData("@corp:registry=" + Old + "\n//old.example/npm/:_authToken=x\n")]
    [InlineData("registry=" + Old + "\n//old.example:8443/npm/:_authToken=x\n")]
    [InlineData("registry=" + Old + "\n//old.example/npm/:_password=x\n")]
    [InlineData("registry=" + Old + "\n//npm.mirror.example/npm/:_authToken=x\n")]
    public void Bun_gets_the_mirror_as_well_where_no_token_would_follow(string npmrc)
    {
        _scratch.Write("home/.npmrc", npmrc);

        var lent = Lent();

        Assert.DoesNotContain("BUN_CONFIG_REGISTRY", lent.Keys);
        Assert.Equal(Mirror, lent["npm_config_registry"]);
    }

    [Fact]
    public void Bun_is_left_to_a_registry_that_the_user_gave_it()
    {
        _scratch.Set("BUN_CONFIG_REGISTRY", "https://mine.example/");
        _scratch.Write("home/.npmrc", $"registry={Old}\n//old.example/npm/:_authToken=x\n");

        Assert.DoesNotContain("BUN_CONFIG_REGISTRY", Lent().Keys);
        Assert.Empty(_found);
    }

    [Theory]
    [InlineData("https://old.example/${FEED}/")]
    [InlineData("https://me:x@old.example/npm/")]
    public void A_registry_that_may_not_be_shown_is_for_the_command_alone(string registry)
    {
        _scratch.Set("FEED", "secret");
        _scratch.Write("home/.npmrc", $"registry={registry}\n//old.example/:_authToken=x\n");

        var loan = Loan();

        Assert.DoesNotContain(loan.Variables, v => v.Key is "BUN_CONFIG_REGISTRY" or "npm_config_registry");
        Assert.Equal(registry.Replace("${FEED}", "secret"), loan.BesideFiles.Single(v => v.Key == "BUN_CONFIG_REGISTRY").Value);
        Assert.Equal(Mirror, loan.BesideFiles.Single(v => v.Key == "npm_config_registry").Value);
    }

    [Fact]
    public void Where_tokens_of_two_registries_could_follow_only_clients_that_Bun_has_no_part_in_are_lent_one()
    {
        _scratch.Write("repo/package.json", "{}");
        _scratch.Write("repo/.npmrc", "registry=https://other.example/\n//other.example/:_authToken=x\n");
        _scratch.Write("home/.npmrc", $"registry={Old}\n//old.example/npm/:_authToken=x\n");

        var lent = Lent();

        Assert.DoesNotContain(lent.Keys, name => name is "BUN_CONFIG_REGISTRY" or "npm_config_registry");
        Assert.Equal((Mirror, Mirror), (lent["YARN_REGISTRY"], lent["pnpm_config_registry"]));
        Assert.Equal("DEVM3214", Assert.Single(_found).Code);
    }

    [Theory]
    [InlineData("\uFEFF[install]\nregistry = { url = \"https://old.example\", token = \"x\" }\n", 2)]
    [InlineData("[\"inst\\u0061ll\"]\n\"regi\\u0073try\" = \"https://me:x@old.example/\"\n", 2)]
    [InlineData("[install.registry]\n\"t\\U0000006fken\" = \"x\"\n", 2)]
    [InlineData("[install]\nregistry = \"https://me:x y@old.example/\"\n", 2)]
    [InlineData("what Bun may read = and we cannot\n[install.registry]\ntoken = \"x\"\n", 1)]
    public void Bunfigs_own_credential_is_found_however_it_is_written(string text, int line)
    {
        var path = _scratch.Write("home/.bunfig.toml", text);

        IsHeld(new Place(path, line, 1));
    }

    private void IsHeld(Place? place)
    {
        Assert.DoesNotContain(Lent().Keys, name => name.EndsWith("registry", StringComparison.OrdinalIgnoreCase));
        var error = Assert.Single(_found);
        Assert.Equal(("DEVM3204", place), (error.Code, error.Place));
    }

    private Dictionary<string, string?> Lent() => Loan().Variables.ToDictionary(v => v.Key, v => v.Value);

    private Loan Loan()
    {
        var place = new Place("mirrors.yaml", 1, 1);
        var selection = new EcosystemSelection("npm", "cn", [new Mirror("npm", "m", MirrorKind.Mirror, Mirror, place)], place);
        return new NpmEcosystem().Lend(new EcosystemRequest(selection, Scope.User, _scratch.Machine, MirrorCatalogue.BuiltIn(), Journal.Empty, Path.Combine(_scratch.Repository, "mirrors.yaml")), _found);
    }
}
