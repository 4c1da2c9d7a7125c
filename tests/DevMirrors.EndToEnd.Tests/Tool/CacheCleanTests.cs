using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>Every client cleans the caches of a scratch home, never those of whoever runs the tests.</summary>
public class CacheCleanTests
{
    [RealClientFact("go", "npm", "dotnet")]
    public async Task Each_client_empties_its_own_cache_and_nothing_else_goes()
    {
        using var world = new World();
        var module = Planted(world, "go/pkg/mod/example.test/a@v1.0.0/a.go");
        var tarball = Planted(world, ".npm/_cacache/content-v2/sha512/00/00/x");
        var answer = Planted(world, ".nuget/http-cache/abc/list.dat");
        var package = Planted(world, ".nuget/packages/a/1.0.0/a.nupkg");
        var source = Planted(world, "go/src/mine/main.go");

        var cleaned = await Clean(world, "--yes");

        Assert.True(cleaned.ExitCode == 0, cleaned.Output + cleaned.Error);
        Assert.Contains("done     go clean -modcache\n", cleaned.Output);
        Assert.Contains("done     npm cache clean --force\n", cleaned.Output);
        Assert.Contains("done     dotnet nuget locals http-cache --clear\n", cleaned.Output);
        Assert.All([module, tarball, answer], path => Assert.False(File.Exists(path), path));
        Assert.All([package, source], path => Assert.True(File.Exists(path), path));

        await Clean(world, "--only", "nuget", "--packages", "--yes");
        Assert.False(File.Exists(package));
    }

    [RealClientFact("go")]
    public async Task Nobody_to_ask_is_4_and_nothing_is_run_but_the_commands_and_folders_are_shown()
    {
        using var world = new World();
        var module = Planted(world, "go/pkg/mod/example.test/a@v1.0.0/a.go");

        var answer = await Clean(world, "--only", "go");

        Assert.Equal(4, answer.ExitCode);
        Assert.Contains("  go clean -modcache\n    deletes every module that go has downloaded", answer.Error);
        Assert.Contains("~/go/pkg/mod (1 bytes)", answer.Error);
        Assert.Contains("error DEVM8011: ", answer.Error);
        Assert.True(File.Exists(module));
    }

    [RealClientFact("go", "npm")]
    public async Task A_cleaning_that_fails_is_named_and_the_others_are_run_and_the_json_says_both()
    {
        using var world = new World();
        var tarball = Planted(world, ".npm/_cacache/content-v2/sha512/00/00/x");

        var answer = await Clean(world, new Dictionary<string, string> { ["GOFLAGS"] = "-no-such-flag" }, "--only", "go,npm", "--yes", "--format", "json");

        Assert.Equal(3, answer.ExitCode);
        Assert.False(File.Exists(tarball));
        using var json = JsonDocument.Parse(answer.Output);
        var commands = json.RootElement.GetProperty("commands").EnumerateArray().ToDictionary(c => c.GetProperty("client").GetString()!);
        Assert.Equal(("failed", "done"), (commands["go"].GetProperty("result").GetString(), commands["npm"].GetProperty("result").GetString()));
        Assert.Equal(0, commands["npm"].GetProperty("exitCode").GetInt32());
        Assert.Equal(1, commands["npm"].GetProperty("bytes").GetInt64());
        Assert.NotEqual(0, commands["go"].GetProperty("exitCode").GetInt32());
        Assert.Contains(json.RootElement.GetProperty("diagnostics").EnumerateArray(), d => d.GetProperty("code").GetString() == "DEVM8012");
        Assert.Empty(answer.Error);
    }

    [RealClientFact("npm", "dotnet")]
    public async Task A_repositorys_settings_decide_neither_what_is_deleted_nor_what_is_run()
    {
        using var world = new World();
        // As Yarn 1 takes its folder from .yarnrc, and later ones their program from .yarnrc.yml.
        var path = world.Program("yarn", """
            [ -f .yarnrc ] && folder=$(cat .yarnrc) || folder=$HOME/.cache/yarn/v6
            [ -f run.sh ] && . ./run.sh
            case "$*" in
              --version) echo 1.22.22 ;;
              "cache dir") echo "$folder" ;;
              "cache clean") rm -rf "$folder" ;;
            esac
            """)["PATH"];
        var mine = new[] { "mine/yarn/a", "mine/npm/_cacache/a", "mine/nuget/a/1.0.0/a.nupkg" }.Select(p => Planted(world, p)).ToList();
        var caches = new[] { ".cache/yarn/v6/a", ".npm/_cacache/a", ".nuget/packages/a/1.0.0/a.nupkg" }.Select(p => Planted(world, p)).ToList();
        world.Write(Path.Combine(world.Repository, ".yarnrc"), Path.Combine(world.Home, "mine/yarn"));
        world.Write(Path.Combine(world.Repository, ".npmrc"), $"cache={world.Home}/mine/npm\n");
        world.Write(Path.Combine(world.Repository, "package.json"), "{}");
        world.Write(Path.Combine(world.Repository, "nuget.config"), $"<configuration><config><add key=\"globalPackagesFolder\" value=\"{world.Home}/mine/nuget\" /></config></configuration>");
        world.Write(Path.Combine(world.Repository, "run.sh"), $"touch {world.Home}/was-run\n");

        var cleaned = await world.With(new() { ["PATH"] = path }, "cache", "clean", "--only", "npm,nuget", "--packages", "--yes");

        Assert.True(cleaned.ExitCode == 0, cleaned.Output + cleaned.Error);
        Assert.All(mine, file => Assert.True(File.Exists(file), file));
        Assert.All(caches, file => Assert.False(File.Exists(file), file));
        Assert.False(File.Exists(Path.Combine(world.Home, "was-run")));
        Assert.Contains("what Yarn has downloaded: ~/.cache/yarn/v6 (1 bytes)", cleaned.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(world.Home, ".devmirrors-*"));
    }

    [RealClientFact("npm")]
    public async Task The_folder_is_the_one_that_the_client_itself_names()
    {
        using var world = new World();
        world.Write(world.Npmrc, "cache=${HOME}/elsewhere\n");
        var tarball = Planted(world, "elsewhere/_cacache/a");

        var shown = await world.Run("cache", "clean", "--only", "npm", "--format", "json");

        Assert.Equal(4, shown.ExitCode);
        using var json = JsonDocument.Parse(shown.Output);
        var npm = json.RootElement.GetProperty("commands").EnumerateArray().Single(c => c.GetProperty("client").GetString() == "npm");
        Assert.Equal((Path.GetDirectoryName(tarball), 1), (npm.GetProperty("folder").GetString(), npm.GetProperty("bytes").GetInt64()));
        Assert.True(File.Exists(tarball));
    }

    [Fact]
    public async Task Where_each_project_of_Yarn_has_a_cache_of_its_own_the_shared_one_is_meant()
    {
        using var world = new World();
        var path = world.Program("yarn", """
            case "$*" in
              --version) echo 3.8.7 ;;
              "config get cacheFolder") echo "$PWD/.yarn/cache" ;;
              "config get globalFolder") echo "$HOME/.yarn/berry" ;;
            esac
            """);

        var shown = await world.With(path, "cache", "clean", "--only", "npm");

        Assert.Contains("  yarn cache clean --mirror\n    deletes what Yarn has downloaded: ~/.yarn/berry/cache (nothing there yet)\n", shown.Error);
    }

    [Fact]
    public async Task A_cache_in_a_project_of_Yarns_own_is_known_also_where_the_home_is_a_link()
    {
        using var world = new World();
        var link = Path.Combine(world.Folder, "link");
        Directory.CreateSymbolicLink(link, world.Home);
        var path = world.Program("yarn", """
            case "$*" in
              --version) echo 3.8.7 ;;
              "config get cacheFolder") echo "$(pwd -P)/.yarn/cache" ;;
              "config get globalFolder") echo "$HOME/.yarn/berry" ;;
            esac
            """);

        var shown = await world.With(new(path) { ["HOME"] = link }, "cache", "clean", "--only", "npm");

        Assert.Contains("  yarn cache clean --mirror\n    deletes what Yarn has downloaded: ~/.yarn/berry/cache (nothing there yet)\n", shown.Error);
    }

    [Theory]
    [InlineData(".git/HEAD", "in the repository ")]
    [InlineData("mirrors.yaml", "in the repository ")]
    [InlineData(null, "in ")]
    public async Task Where_others_decide_what_is_run_below_the_home_nothing_is_not_even_asked(string? project, string where)
    {
        using var world = new World();
        var around = Path.Combine(world.Folder, "around");
        var home = Directory.CreateDirectory(Path.Combine(around, "home")).FullName;
        if (project is not null)
            world.Write(Path.Combine(around, project), "");
        else
            File.SetUnixFileMode(around, File.GetUnixFileMode(around) | UnixFileMode.OtherWrite);
        var yarn = world.Program("yarn", $"touch {world.Folder}/was-run\n");

        var answer = await world.With(new(yarn) { ["HOME"] = home }, "cache", "clean", "--only", "npm,nuget", "--yes");

        Assert.Equal(3, answer.ExitCode);
        Assert.Contains($"error DEVM8012: `devmirrors cache clean` failed: your home folder lies {where}{around}", answer.Error);
        Assert.False(File.Exists(Path.Combine(world.Folder, "was-run")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(home));
    }

    [RealClientFact("dotnet", "npm")]
    public async Task What_a_home_that_is_a_repository_says_of_its_project_chooses_no_program()
    {
        using var world = new World();
        Directory.CreateDirectory(Path.Combine(world.Home, ".git"));
        world.Write(Path.Combine(world.Home, "global.json"), """{ "sdk": { "version": "10.0.999", "paths": ["evil"], "rollForward": "disable" } }""");
        world.Write(Path.Combine(world.Home, "package.json"), """{ "packageManager": "pnpm@99.0.0" }""");
        var path = world.Program("yarn", """
            case "$*" in
              --version) echo 1.22.22 ;;
              "cache dir") echo "$HOME/.cache/yarn" ;;
            esac
            echo "$* $YARN_IGNORE_PATH $COREPACK_ENABLE_PROJECT_SPEC $GOTOOLCHAIN $npm_config_manage_package_manager_versions $(cat package.json)" >> "$HOME/said"
            """);

        var cleaned = await world.With(path, "cache", "clean", "--only", "npm,nuget", "--yes");

        Assert.True(cleaned.ExitCode == 0, cleaned.Output + cleaned.Error);
        Assert.Equal(
            ["--version 1 0 local false {}", "cache dir 1 0 local false {}", "cache clean 1 0 local false {}"],
            File.ReadAllLines(Path.Combine(world.Home, "said")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(world.Home, ".devmirrors-*"));
    }

    [RealClientFact("dotnet")]
    public async Task The_packages_folder_is_the_one_that_dotnet_deletes_whatever_a_restore_is_told_to_read()
    {
        using var world = new World();
        var package = Path.Combine(world.Repository, "packages/a/1.0.0/a.nupkg");
        world.Write(package, "x");
        world.Write(world.NuGetConfig, $"<configuration><config><add key=\"globalPackagesFolder\" value=\"{world.Repository}/packages\" /></config></configuration>");
        var only = Path.Combine(world.Folder, "ci.config");
        world.Write(only, "<configuration />");

        var answer = await world.With(new() { ["RestoreConfigFile"] = only }, "cache", "clean", "--only", "nuget", "--packages", "--yes");

        Assert.Equal(3, answer.ExitCode);
        Assert.Contains($"`dotnet nuget locals global-packages --clear` is not run, because it would delete this folder, and it lies in the repository {world.Repository}", answer.Error);
        Assert.True(File.Exists(package));
    }

    [Fact]
    public async Task What_a_client_does_not_tell_the_folder_of_is_not_emptied_and_the_json_says_so()
    {
        using var world = new World();
        var path = world.Program("pnpm", $"[ \"$2\" = path ] && printf 'a\\nb\\n' || touch {world.Folder}/was-run\n");

        var answer = await world.With(path, "cache", "clean", "--only", "npm", "--yes", "--format", "json");

        Assert.Equal(3, answer.ExitCode);
        using var json = JsonDocument.Parse(answer.Output);
        var pnpm = json.RootElement.GetProperty("commands").EnumerateArray().Single(c => c.GetProperty("client").GetString() == "pnpm");
        Assert.Equal((null, "refused"), (pnpm.GetProperty("folder").GetString(), pnpm.GetProperty("result").GetString()));
        var refused = json.RootElement.GetProperty("diagnostics").EnumerateArray().Single(d => d.GetProperty("code").GetString() == "DEVM8015");
        Assert.Contains("not known which folder", refused.GetProperty("message").GetString());
        Assert.False(File.Exists(Path.Combine(world.Folder, "was-run")));
    }

    [RealClientFact("go", "npm")]
    public async Task A_cache_in_a_repository_and_one_around_the_home_are_refused_and_the_others_cleaned()
    {
        using var world = new World();
        var module = Path.Combine(world.Repository, "pkg/mod/a.go");
        world.Write(module, "x");
        var tarball = Planted(world, ".npm/_cacache/a");
        var yarn = world.Program("yarn", $"case \"$*\" in --version) echo 1.22.22 ;; \"cache dir\") echo {world.Folder} ;; *) touch {world.Folder}/was-run ;; esac\n");

        var answer = await world.With(new(yarn) { ["GOMODCACHE"] = Path.Combine(world.Repository, "pkg/mod") }, "cache", "clean", "--only", "go,npm", "--yes");

        Assert.Equal(3, answer.ExitCode);
        Assert.Contains($"error DEVM8015: `go clean -modcache` is not run, because it would delete this folder, and it lies in the repository {world.Repository}", answer.Error);
        Assert.Contains("error DEVM8015: `yarn cache clean` is not run, because it would delete this folder, and your home folder lies in it", answer.Error);
        Assert.Contains("refused  go clean -modcache\n", answer.Output);
        Assert.Contains("done     npm cache clean --force\n", answer.Output);
        Assert.True(File.Exists(module));
        Assert.False(File.Exists(tarball));
        Assert.False(File.Exists(Path.Combine(world.Folder, "was-run")));
    }

    [Fact]
    public async Task What_a_client_says_is_told_by_its_telling_line_and_without_the_value_of_a_token_variable()
    {
        using var world = new World();
        var variables = world.Program("npm", """
            [ "$1" = cache ] || { echo "$HOME/.npm"; exit 0; }
            echo 'npm warn using --force Recommended protections disabled.' >&2
            echo 'npm error code EPERM' >&2
            echo "npm error the token $NPM_TOKEN is refused" >&2
            echo 'npm error A complete log of this run can be found in: x' >&2
            exit 1
            """);

        var answer = await world.With(new(variables) { ["NPM_TOKEN"] = "plain-words" }, "cache", "clean", "--only", "npm", "--yes");

        Assert.Equal(3, answer.ExitCode);
        Assert.Contains("error DEVM8012: `npm cache clean --force` failed: the token *** is refused\n", answer.Error);
    }

    [RealClientFact("script", "go")]
    public async Task On_a_terminal_what_is_asked_about_is_shown_however_quiet_it_is_meant_to_be()
    {
        using var world = new World();
        world.Write(world.GoEnv, "GOPRIVATE=corp.example\r\n");

        var clean = await world.OnTerminal("n", "cache clean --only go --verbosity quiet");
        var doctor = await world.OnTerminal("n", "doctor --only go --fix --verbosity quiet");

        Assert.Matches(@"  go clean -modcache\s+deletes every module .*\s+run this command\? \[y/N\] ", clean.Output);
        Assert.Matches(@"\+GOPRIVATE=\S+\s+make this repair\? \[y/N\] ", doctor.Output);
        Assert.Equal((4, 4), (clean.ExitCode, doctor.ExitCode));
    }

    [Fact]
    public async Task Without_a_client_there_is_nothing_to_clean()
    {
        using var world = new World();

        var answer = await Clean(world, new Dictionary<string, string> { ["PATH"] = world.Home }, "--yes");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("info DEVM8013: ", answer.Error);
    }

    [RealClientFact("docker")]
    public async Task Dockers_build_cache_stays()
    {
        using var world = new World();

        var answer = await Clean(world, "--only", "docker", "--yes");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("info DEVM8014: ", answer.Error);
        Assert.Empty(answer.Output);
    }

    private static string Planted(World world, string path)
    {
        var full = Path.Combine(world.Home, path);
        world.Write(full, "x");
        return full;
    }

    private static Task<Answer> Clean(World world, params string[] options) => Clean(world, new Dictionary<string, string>(), options);

    private static Task<Answer> Clean(World world, Dictionary<string, string> more, params string[] options)
    {
        // The developer's own folders must not be found by any variable.
        foreach (var (name, folder) in new[] { ("GOPATH", "go"), ("GOMODCACHE", "go/pkg/mod"), ("GOCACHE", "go-build"), ("npm_config_cache", ".npm"), ("NUGET_PACKAGES", ".nuget/packages"), ("NUGET_HTTP_CACHE_PATH", ".nuget/http-cache") })
            more[name] = Path.Combine(world.Home, folder);
        return world.With(more, ["cache", "clean", .. options]);
    }
}
