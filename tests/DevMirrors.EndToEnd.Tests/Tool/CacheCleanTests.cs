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
