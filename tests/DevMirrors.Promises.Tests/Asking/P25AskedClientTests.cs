using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Asking a client runs nothing of the repository: whoever has only cloned it may look.</summary>
[Trait("Promise", "P25")]
public class P25AskedClientTests
{
    private static readonly string[][] Commands =
    [
        ["status"], ["status", "--scope", "project"], ["status", "--all"], ["status", "--scope", "machine"], ["doctor"], ["plan"], ["plan", "--scope", "project"], ["check"], ["env"], ["exec", "--", "true"], ["apply", "--yes"], ["undo"],
    ];

    [Theory]
    [InlineData("a cache folder in the home", "", "")]
    [InlineData("a cache folder in the repository", "XDG_CACHE_HOME", "repo/.cache")]
    [InlineData("a program in a folder of the PATH that is relative", "PATH", ".")]
    public async Task Nothing_of_the_repository_is_run_by_a_client_that_is_asked(string what, string variable, string below)
    {
        using var scene = new ObedientClients();
        scene.World.Write(scene.World.Npmrc, "registry=https://npm.other.example/\n");
        foreach (var name in new[] { "go", "npm", "dotnet" })
            File.Copy(Path.Combine(scene.World.Repository, "planted"), Path.Combine(scene.World.Repository, name));
        var more = new Dictionary<string, string>();
        if (variable == "PATH")
            more[variable] = $".:{scene.Environment[variable]}";
        else if (variable.Length > 0)
            more[variable] = Path.Combine(scene.World.Folder, below);

        foreach (var command in Commands)
        {
            var answer = await scene.Run(more, command);
            Assert.False(File.Exists(scene.Canary), $"{string.Join(' ', command)}: {answer.Said()}");
            Assert.DoesNotContain("internal error", answer.Error);
        }

        Assert.All(["go env -json GOPROXY", "npm config get registry", "npm config get registry --global", "dotnet nuget list source", "docker info", "go version", "yarn --version"], q => Assert.Contains(q, scene.Asked));
        Assert.Empty(Directory.Exists(scene.Cache) ? Directory.EnumerateFileSystemEntries(scene.Cache) : []);
        Proof.Record("P25", $"commands that ask, {what}", Commands.Length, Commands.Length, "clients that run whatever stands in their folder or above it");
    }

    /// <summary>`sdk.paths` of global.json names a folder of the repository, out of which dotnet loads native code.</summary>
    [RealClientFact("strace", "dotnet", "go", "npm")]
    public async Task The_real_clients_open_nothing_in_the_repository_and_answer_as_they_would_there()
    {
        using var world = new World();
        world.Policy("version: 1\nregions:\n  here: { default: true, go: goproxy-cn, npm: npmmirror, nuget: huawei }\n");
        var file = (string name) => Path.Combine(world.Repository, name);
        world.Write(file("global.json"), """{ "sdk": { "version": "10.0.999", "paths": ["evil"], "rollForward": "disable" } }""");
        world.Write(file("go.mod"), "module example.test/m\n\ngo 1.21\n\ntoolchain go1.99.0\n");
        world.Write(file("package.json"), """{ "packageManager": "pnpm@99.0.0" }""");
        world.Write(file(".npmrc"), "registry=https://npm.project.example/\n//npm.project.example/:_authToken=KestrelWalnut\n");
        world.Write(file("nuget.config"), "<configuration><packageSources><clear /><add key=\"mine\" value=\"./packages\" /></packageSources></configuration>");
        var trace = Path.Combine(world.Folder, "trace");

        var answer = await Client.Run(
            RealClients.Find("strace")!, ["-f", "--seccomp-bpf", "-qq", "-y", "-s", "300", "-o", trace, "-e", "trace=open,openat,execve", ToolUnderTest.Path, "status", "--format", "json"],
            world.Home, world.Repository, world.Environment);

        Assert.True(answer.ExitCode == 0, answer.Said());
        var calls = File.ReadAllLines(trace);
        foreach (var program in new[] { "go", "npm", "dotnet" })
            Assert.Contains(calls, c => c.Contains("execve(", StringComparison.Ordinal) && c.Contains($"/{program}\"", StringComparison.Ordinal));
        foreach (var name in new[] { "global.json", "go.mod", "package.json", "evil" })
            Assert.DoesNotContain(calls, c => c.Contains(file(name), StringComparison.Ordinal) || (c.Contains($"<{world.Repository}>", StringComparison.Ordinal) && c.Contains($"\"{name}", StringComparison.Ordinal)));
        // Where a client had read other files than we, it would say something else.
        Assert.DoesNotContain("DEVM5002", answer.Output);
        Assert.Contains("https://npm.project.example/", answer.Output);
        Proof.Record("P25", "the real go, npm and dotnet under strace", 4, 4, "global.json with sdk.paths, go.mod with toolchain, package.json with packageManager");
    }

    [RealClientFact("git")]
    public async Task Git_runs_no_program_that_the_repositorys_configuration_names()
    {
        using var world = new World();
        var canary = Path.Combine(world.Folder, "canary");
        var hook = Path.Combine(world.Repository, "hook");
        world.Write(hook, $"#!/bin/sh\necho ran >> '{canary}'\n", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(Path.Combine(world.Repository, ".git"));
        foreach (var words in (string[][])[["init", "-q", "."], ["add", "hook"], ["config", "core.fsmonitor", hook], ["config", "core.hooksPath", world.Repository]])
            Assert.Equal(0, (await Client.Run("git", words, world.Home, world.Repository)).ExitCode);
        var own = await Client.Run("git", ["status"], world.Home, world.Repository);
        Assert.True(File.Exists(canary), own.Said());
        File.Delete(canary);
        world.Write(Path.Combine(world.Repository, ".gitignore"), "*.dll\n");

        var answer = await world.Expect(0, "init", "--msbuild");

        Assert.Contains("DEVM6311", answer.Error);
        Assert.False(File.Exists(canary));
        Proof.Record("P25", "git with core.fsmonitor and core.hooksPath", 1, 1);
    }
}
