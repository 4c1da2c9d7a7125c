using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>A credential that is bound to no host, or to a name whose host would change, holds the setting where it is; the file and line say why.</summary>
[Trait("Promise", "P23")]
public class P23RebindingTests
{
    private const string Secret = Canary.Stem;

    private const string Policy = """
        version: 1
        regions:
          cn: { default: true, npm: m, nuget: m-nuget }
          home: { npm: upstream, nuget: upstream }
          none: { go: upstream }
        private:
          npm: { "@corp": corp }
          nuget: { "Corp.*": corp-nuget }
        mirrors:
          m: { ecosystem: npm, url: "https://npm.mirror.example/npm/" }
          m-nuget: { ecosystem: nuget, url: "https://nuget.mirror.example/v3/index.json" }
          corp: { ecosystem: npm, url: "https://npm.corp.example/npm/", private: true }
          corp-nuget: { ecosystem: nuget, url: "https://nuget.corp.example/v3/index.json", private: true }

        """;

    private static readonly string[] UnboundKeys = ["_auth", "_authToken", "_authtoken", "_password", "tokenHelper", "otp", "cert", "key", "${BEGIN}Token"];
    private static readonly string[] NpmFiles = ["home/.npmrc", "repo/.npmrc", "home/global-npmrc", "home/.config/pnpm/rc", "home/.config/pnpm/auth.ini"];
    private static readonly string[] NpmVariables =
        ["npm_config__auth", "NPM_CONFIG__AUTH", "npm_config__authToken", "NPM_CONFIG__AUTHTOKEN", "npm_config__password", "npm_config_token", "NPM_CONFIG_TOKEN", "BUN_CONFIG_TOKEN", "pnpm_config__auth_token", "PNPM_CONFIG__AUTHTOKEN", "NPM_CONFIG_OTP", "npm_config_key", "npm_config_tokenHelper"];

    private static readonly string[] NuGetElements = ["nuget.org", "NuGet.Org", "nuget_x002E_org", "nuget_x002e_Org"];
    private static readonly string[] NuGetFiles = ["home/.nuget/NuGet/NuGet.Config", "home/.nuget/NuGet/config/more.config", "repo/nuget.config", "nuget.config", "machine/NuGet/Config/all.config"];
    private static readonly string[] NuGetVariables =
        ["NuGetPackageSourceCredentials_nuget.org", "NuGetPackageSourceCredentials_NUGET.ORG", "nugetpackagesourcecredentials_nuget.org", "NuGetPackageSourceCredentials_nuget_x002E_org"];

    /// <summary>What changes a registry, and whether a plan or a loan says so.</summary>
    private static readonly string[][] NpmCommands = [["apply", "--yes", "--only", "npm"], ["exec", "--only", "npm", "--", "/bin/sh", "-c", "true"], ["env", "--only", "npm"], ["apply", "--yes", "--only", "npm", "--scope", "project"]];

    [Fact]
    public async Task Npm_in_a_file()
    {
        var all = UnboundKeys.SelectMany(key => NpmFiles.SelectMany(file => NpmCommands.Select(command => (key, file, command)))).ToList();
        var rows = Proof.Sample(all, 5);
        foreach (var (key, file, command) in rows)
        {
            using var world = New();
            var path = Path.Combine(world.Folder, file);
            world.Write(path, $"; mine\n{key}={Secret}\n");

            var answer = await QuietTool.Run(world, new Dictionary<string, string> { ["BEGIN"] = "_auth" }, command);

            Refused(answer, "DEVM3204", Place(world, path, 2), $"{key} in {file} by {string.Join(' ', command)}");
            Assert.DoesNotContain("npm.mirror.example", command[0] == "env" ? answer.Output : File.ReadAllText(path));
            Assert.False(file != "home/.npmrc" && File.Exists(world.Npmrc) && File.ReadAllText(world.Npmrc).Contains("registry=", StringComparison.Ordinal), key);
        }
        Proof.Record("P23", "npm's unbound credentials in files", rows.Count, all.Count, "9 keys, 5 files, 4 commands");
    }

    [Fact]
    public async Task Npm_in_the_environment()
    {
        var all = NpmVariables.SelectMany(variable => NpmCommands.Select(command => (variable, command))).ToList();
        var rows = Proof.Sample(all, 3);
        foreach (var (variable, command) in rows)
        {
            using var world = New();
            var answer = await QuietTool.Run(world, new Dictionary<string, string> { [variable] = Secret }, command);
            Refused(answer, "DEVM3204", "", $"{variable} by {string.Join(' ', command)}");
            Assert.False(File.Exists(world.Npmrc) && File.ReadAllText(world.Npmrc).Contains("registry=", StringComparison.Ordinal), variable);
        }
        Proof.Record("P23", "npm's unbound credentials in variables", rows.Count, all.Count, "13 variables, 4 commands");
    }

    [Theory]
    [InlineData(".yarnrc.yml", "npmAuthToken: " + Secret)]
    [InlineData(".yarnrc.yml", "\"npmAuthIdent\": \"me:" + Secret + "\"")]
    [InlineData(".yarnrc.yml", "{ npmAuthToken: " + Secret + " }")]
    [InlineData(".yarnrc.yml", "  npmAuthToken: " + Secret)]
    [InlineData(".yarnrc.yml", "{\n npmAuthToken: " + Secret + ",\n}")]
    [InlineData(".yarnrc.yml", "httpsKeyFilePath: /home/me/" + Secret)]
    [InlineData("", "yarn_npm_auth_token")]
    [InlineData("", "YARN_NPM_AUTH_TOKEN")]
    [InlineData("", "YARN_NPM_AUTH_IDENT")]
    public async Task Yarns_own_is_lent_no_registry(string file, string text)
    {
        using var world = New(Policy.Replace("  npm: { \"@corp\": corp }\n", ""));
        var environment = new Dictionary<string, string>();
        if (file.Length == 0)
            environment[text] = Secret;
        else
            world.Write(Path.Combine(world.Home, file), text + "\n");

        var answer = await QuietTool.Run(world, environment, "env", "--only", "npm");

        Assert.Contains("DEVM3211", answer.Error);
        Assert.DoesNotContain("YARN_NPM_REGISTRY_SERVER", answer.Output);
        Assert.Contains("npm_config_registry", answer.Output);
        Assert.Null(Canary.FindIn(Encoding.UTF8.GetBytes(answer.Output + answer.Error)));
        Proof.Record("P23", $"Yarn's unbound credentials: {text.Split(':')[0].ReplaceLineEndings(" ")}", 1, 1);
    }

    /// <summary>What we do not edit, or what lies in another folder, its clients read all the same.</summary>
    [Theory]
    [InlineData("a control character beside it", "repo/.npmrc", "# \u0001\n_authToken=", "DEVM3204", 2)]
    [InlineData("the root of a workspace", ".npmrc", "always-auth=true\n_authToken=", "DEVM3204", 2)]
    [InlineData("Bun's variables of the project", "repo/.env", "OTHER=1\nNPM_CONFIG_TOKEN=", "DEVM3204", 2)]
    [InlineData("Bun's variables of the workspace", ".env.local", "OTHER=1\nexport BUN_CONFIG_TOKEN = ", "DEVM3204", 2)]
    public async Task Npm_where_we_edit_nothing(string what, string file, string text, string code, int line)
    {
        foreach (var command in NpmCommands)
        {
            using var world = New();
            var path = Path.Combine(world.Folder, file);
            world.Write(Path.Combine(world.Repository, "package.json"), "{}");
            world.Write(path, text + Secret + "\n");

            var answer = await QuietTool.Run(world, command);

            Refused(answer, code, Place(world, path, line), $"{what} by {string.Join(' ', command)}");
            Assert.DoesNotContain("npm.mirror.example", File.Exists(world.Npmrc) ? File.ReadAllText(world.Npmrc) : "");
        }
        Proof.Record("P23", $"npm's unbound credentials: {what}", NpmCommands.Length, NpmCommands.Length);
    }

    /// <summary>What apply writes comes behind bunfig.toml, what exec and env lend comes before it.</summary>
    [Theory]
    [InlineData("repo/bunfig.toml", "[install]\nregistry = { url = \"https://npm.example\", token = \"" + Secret + "\" }")]
    [InlineData("home/.bunfig.toml", "[install.registry]\ntoken = \"" + Secret + "\"")]
    [InlineData("home/.bunfig.toml", "[install]\nregistry = \"https://me:" + Secret + "@npm.example/\"")]
    [InlineData("home/.bunfig.toml", "\uFEFF[install]\nregistry = \"https://me:" + Secret + "@npm.example/\"")]
    [InlineData("home/.bunfig.toml", "[\"inst\\u0061ll\"]\nregistry = { url = \"https://npm.example/\", token = \"" + Secret + "\" }")]
    public async Task Buns_own_is_lent_no_registry(string file, string text)
    {
        using var world = New(Policy.Replace("  npm: { \"@corp\": corp }\n", ""));
        var path = Path.Combine(world.Folder, file);
        world.Write(path, text + "\n");

        Refused(await QuietTool.Run(world, "env", "--only", "npm"), "DEVM3204", Place(world, path, 2), text);
        Refused(await QuietTool.Run(world, "exec", "--only", "npm", "--", "/bin/sh", "-c", "true"), "DEVM3204", Place(world, path, 2), text);
        Assert.Equal(0, (await QuietTool.Run(world, "apply", "--yes", "--only", "npm")).ExitCode);
        Proof.Record("P23", $"Bun's own registry with a credential, {file}", 3, 3);
    }

    /// <summary>What `npm login` writes. Older versions of Bun take it to the registry of a variable; who is logged in still gets the mirror for npm.</summary>
    [RealClientFact("npm")]
    public async Task Who_is_logged_in_to_npms_default_registry_is_lent_the_mirror_and_Bun_none()
    {
        using var world = New(Policy.Replace("  npm: { \"@corp\": corp }\n", ""));
        var upstream = (await world.Ask("npm", "config", "get", "registry")).Output.Trim();
        world.Write(world.Npmrc, $"{upstream[upstream.IndexOf("//", StringComparison.Ordinal)..]}:_authToken={Secret}\n");

        foreach (var command in new[] { NpmCommands[2], ["exec", "--only", "npm", "--", "/bin/sh", "-c", "echo npm_config_registry=$npm_config_registry BUN_CONFIG_REGISTRY=$BUN_CONFIG_REGISTRY"] })
        {
            var answer = await QuietTool.Run(world, command);

            Assert.True(answer.ExitCode == 0, answer.Said());
            Assert.Matches("npm_config_registry=['\"]?https://npm.mirror.example/npm/", answer.Output);
            Assert.Matches($"BUN_CONFIG_REGISTRY=['\"]?{upstream}", answer.Output);
            Assert.DoesNotContain("DEVM3213", answer.Error);
            Assert.Null(Canary.FindIn(Encoding.UTF8.GetBytes(answer.Output + answer.Error)));
        }
        Assert.Equal(0, (await QuietTool.Run(world, "apply", "--yes", "--only", "npm")).ExitCode);
        Proof.Record("P23", "Bun and the token of npm's default registry", 3, 3);
    }

    [Theory]
    [InlineData("//npm.mirror.example/npm/:_authToken")]
    [InlineData("//npm.mirror.example/:_auth")]
    public async Task Npms_bound_credential_is_not_sent_unencrypted(string key)
    {
        foreach (var command in NpmCommands[..3])
        {
            using var world = New(Policy.Replace("https://npm.mirror.example/npm/\"", "http://npm.mirror.example/npm/\", insecure: true").Replace("  npm: { \"@corp\": corp }\n", ""));
            world.Write(world.Npmrc, $"registry=https://npm.mirror.example/npm/\n{key}={Secret}\n");

            var answer = await QuietTool.Run(world, command);

            Refused(answer, "DEVM3212", Place(world, world.Npmrc, 2), $"{key} by {command[0]}");
            Assert.Contains("registry=https://", File.ReadAllText(world.Npmrc));
            Assert.DoesNotContain("npm_config_registry", answer.Output);
        }
        Proof.Record("P23", $"npm's bound credential and plain http: {key}", 3, 3);
    }

    [Theory]
    [InlineData("localhost:4873")]
    [InlineData("127.0.0.1:4873")]
    [InlineData("[::1]:4873")]
    public async Task Npms_bound_credential_of_a_registry_on_this_machine_travels_nowhere(string host)
    {
        using var world = New(Policy.Replace("https://npm.mirror.example/npm/\"", $"http://{host}/npm/\", insecure: true, private: true").Replace("  npm: { \"@corp\": corp }\n", ""));
        world.Write(world.Npmrc, $"//{host}/npm/:_authToken={Secret}\n");

        var answer = await QuietTool.Run(world, "apply", "--yes", "--only", "npm");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains($"registry=http://{host}/npm/\n", File.ReadAllText(world.Npmrc));
        Proof.Record("P23", $"npm's bound credential and plain http to {host}", 1, 1);
    }

    [Theory]
    [InlineData("an encoding that we do not edit")]
    [InlineData("beside a policy that is named")]
    public async Task NuGet_where_we_edit_nothing(string what)
    {
        using var world = New();
        var isElsewhere = what.Contains("policy", StringComparison.Ordinal);
        var section = $"<configuration>\n<packageSourceCredentials><nuget.org><add key=\"Username\" value=\"me\" /><add key=\"ClearTextPassword\" value=\"{Secret}\" /></nuget.org></packageSourceCredentials>\n</configuration>\n";
        var folder = isElsewhere ? Path.Combine(world.Folder, "other") : world.Repository;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "nuget.config"), isElsewhere ? section : $"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><!-- \u00E9 -->{section}", Encoding.Latin1);
        if (isElsewhere)
            File.Copy(Path.Combine(world.Repository, "mirrors.yaml"), Path.Combine(folder, "mirrors.yaml"));

        var answer = await QuietTool.Run(world, "apply", "--yes", "--only", "nuget", "--policy", Path.Combine(folder, "mirrors.yaml"));

        Refused(answer, "DEVM3303", "", what);
        Assert.DoesNotContain("mirror.example", File.Exists(world.NuGetConfig) ? File.ReadAllText(world.NuGetConfig) : "");
        Proof.Record("P23", $"NuGet's credentials: {what}", 1, 1);
    }

    /// <summary>One file in place of all others, by a variable that the next command does not have: the user's own counts all the same.</summary>
    [Theory]
    [InlineData("apply --yes --only nuget")]
    [InlineData("undo --only nuget")]
    public async Task NuGet_where_a_variable_names_one_file(string command)
    {
        using var world = New();
        world.Write(world.NuGetConfig, "<configuration>\n<packageSources>\n<add key=\"nuget.org\" value=\"https://old.example/v3/index.json\" />\n</packageSources>\n</configuration>\n");
        if (command.StartsWith("undo", StringComparison.Ordinal))
            Assert.Equal(0, (await QuietTool.Run(world, "apply", "--yes", "--only", "nuget")).ExitCode);
        File.WriteAllText(world.NuGetConfig, File.ReadAllText(world.NuGetConfig).Replace("</configuration>", $"<packageSourceCredentials><nuget.org><add key=\"ClearTextPassword\" value=\"{Secret}\" /></nuget.org></packageSourceCredentials>\n</configuration>"));
        var before = File.ReadAllText(world.NuGetConfig);
        var only = Path.Combine(world.Home, "ci.config");
        world.Write(only, "<configuration />");

        var answer = await QuietTool.Run(world, new Dictionary<string, string> { ["RestoreConfigFile"] = only }, command.Split(' '));

        Refused(answer, "DEVM3303", Place(world, world.NuGetConfig, 5), command);
        Assert.Equal(before, File.ReadAllText(world.NuGetConfig));
        Proof.Record("P23", $"NuGet's credentials beside RestoreConfigFile: {command}", 1, 1);
    }

    [Fact]
    public async Task NuGet_by_the_name_of_the_source()
    {
        var all = NuGetElements.SelectMany(element => NuGetFiles.Select(file => (file, Section: $"<packageSourceCredentials><{element}><add key=\"Username\" value=\"me\" /><add key=\"ClearTextPassword\" value=\"{Secret}\" /></{element}></packageSourceCredentials>")))
            .Concat(NuGetFiles.SelectMany(file => new[] { $"fileCert packageSource=\"nuget.org\" path=\"/x.pfx\" clearTextPassword=\"{Secret}\"", "storeCert packageSource=\"NUGET.org\" findValue=\"x\"" }
                .Select(certificate => (file, Section: $"<clientCertificates><{certificate} /></clientCertificates>"))))
            .ToList();
        var rows = Proof.Sample(all, 3);
        foreach (var (file, section) in rows)
        {
            using var world = New();
            var path = Path.Combine(world.Folder, file);
            world.Write(path, $"<configuration>\n{section}\n</configuration>\n");

            var environment = new Dictionary<string, string> { ["NUGET_COMMON_APPLICATION_DATA"] = Path.Combine(world.Folder, "machine") };
            var answer = await QuietTool.Run(world, environment, "apply", "--yes", "--only", "nuget");

            Refused(answer, "DEVM3303", Place(world, path, 2), $"{section} in {file}");
            Assert.DoesNotContain("mirror.example", File.Exists(world.NuGetConfig) ? File.ReadAllText(world.NuGetConfig) : "");
            await LentUnderANewName(world, environment);
        }
        foreach (var variable in NuGetVariables)
        {
            using var world = New();
            var environment = new Dictionary<string, string> { [variable] = $"Username=me;Password={Secret}" };
            Refused(await QuietTool.Run(world, environment, "apply", "--yes", "--only", "nuget"), "DEVM3303", "", variable);
            await LentUnderANewName(world, environment);
        }
        Proof.Record("P23", "NuGet's credentials by the name of the source", rows.Count + NuGetVariables.Length, all.Count + NuGetVariables.Length, "6 spellings, 5 files, 4 variables; apply and exec");
    }

    [Theory]
    [InlineData("<corp-nuget>", "corp-nuget")]
    [InlineData("<Corp-NuGet>", "Corp-NuGet")]
    public async Task A_password_whose_server_nobody_knows_is_given_none_by_the_repository(string what, string element)
    {
        using var world = New();
        world.Write(world.NuGetConfig, $"<configuration>\n<packageSourceCredentials><{element}><add key=\"ClearTextPassword\" value=\"{Secret}\" /></{element}></packageSourceCredentials>\n</configuration>\n");

        var answer = await QuietTool.Run(world, "apply", "--yes", "--only", "nuget", "--scope", "project");

        Refused(answer, "DEVM3303", Place(world, world.NuGetConfig, 2), what);
        Assert.False(File.Exists(Path.Combine(world.Repository, "nuget.config")));
        Proof.Record("P23", $"NuGet's password without a source: {what}", 1, 1);
    }

    /// <summary>A credential that came after apply was given for the mirror: neither undo nor another region may take it to the server from before.</summary>
    [Theory]
    [InlineData("undo")]
    [InlineData("apply --yes --region home")]
    [InlineData("apply --yes --region none")]
    public async Task Giving_back_moves_none_either(string command)
    {
        foreach (var (file, section, code) in new[]
        {
            (".npmrc", $"_authToken={Secret}\n", "DEVM3204"),
            (".nuget/NuGet/NuGet.Config", $"<packageSourceCredentials><nuget.org><add key=\"ClearTextPassword\" value=\"{Secret}\" /></nuget.org></packageSourceCredentials>\n</configuration>", "DEVM3303"),
        })
        {
            using var world = New();
            world.Write(world.Npmrc, "registry=https://old.example/npm/\n");
            world.Write(world.NuGetConfig, "<configuration>\n<packageSources>\n<add key=\"nuget.org\" value=\"https://old.example/v3/index.json\" />\n</packageSources>\n</configuration>\n");
            Assert.Equal(0, (await QuietTool.Run(world, "apply", "--yes")).ExitCode);
            var path = Path.Combine(world.Home, file);
            var text = File.ReadAllText(path);
            File.WriteAllText(path, file == ".npmrc" ? text + section : text.Replace("</configuration>", section));
            var before = File.ReadAllText(path);

            var answer = await QuietTool.Run(world, command.Split(' '));

            Refused(answer, code, "", $"{command}, {file}");
            Assert.Equal(before, File.ReadAllText(path));
        }
        Proof.Record("P23", $"credentials that came later: {command}", 2, 2, "npm and NuGet");
    }

    private static World New(string policy = Policy)
    {
        var world = new World();
        world.Policy(policy);
        return world;
    }

    private static async Task LentUnderANewName(World world, Dictionary<string, string> environment)
    {
        var answer = await QuietTool.Run(world, environment, "exec", "--only", "nuget", "--", "/bin/sh", "-c", "exec /bin/cat ${RestoreConfigFile:-$NUGET_COMMON_APPLICATION_DATA/NuGet/Config/devmirrors.config}");
        Assert.True(answer.ExitCode == 0, answer.Said());
        Assert.All(answer.Output.Split('\n').Where(line => line.Contains("https://nuget.mirror.example/", StringComparison.Ordinal)), line => Assert.Contains("key=\"devmirrors-m-nuget\"", line));
    }

    private static string Place(World world, string path, int line) =>
        $"{(path.StartsWith(world.Repository + "/", StringComparison.Ordinal) ? Path.GetRelativePath(world.Repository, path) : path.StartsWith(world.Home + "/", StringComparison.Ordinal) ? "~" + path[world.Home.Length..] : path)}({line},";

    private static void Refused(Answer answer, string code, string place, string row)
    {
        Assert.True(answer.ExitCode == 3, $"{row} {answer.Said()}");
        Assert.True(answer.Error.Contains($"error {code}", StringComparison.Ordinal) && answer.Error.Contains(place, StringComparison.Ordinal), $"{row}, expected {code} at {place}: {answer.Said()}");
        Assert.True(Canary.FindIn(Encoding.UTF8.GetBytes(answer.Output + answer.Error)) is null, $"{row} {answer.Said()}");
    }
}
