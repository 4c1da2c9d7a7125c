using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>What a client that is asked gets to read: nothing secret, for nobody else, and not for longer than it takes.</summary>
[Trait("Promise", "P20")]
public class P20AskedClientTests
{
    [Fact]
    public async Task The_copies_decide_the_answer_hold_no_credential_and_are_for_their_user_alone()
    {
        using var scene = new ObedientClients();
        var (world, canary) = (scene.World, new Canary());
        string Secret(string place) => canary.At(place);
        world.Write(world.GoEnv, $"GOPROXY=https://me:{Secret("go")}@goproxy.cn,direct\n");
        world.Write(world.Npmrc, $"; {Secret("comment")}\nregistry=https://me:{Secret("npm address")}@npm.user.example/\n//npm.user.example/:_authToken={Secret("npm")}\n_auth={Secret("npm _auth")}\nemail={Secret("npm email")}\n");
        world.Write(Path.Combine(world.Repository, "package.json"), "{}");
        world.Write(Path.Combine(world.Repository, ".npmrc"), $"registry=https://npm.project.example/\n//npm.project.example/:_password={Secret("npm project")}\n");
        var nuget = $"""
            <configuration>
              <!-- {Secret("NuGet comment")} -->
              <packageSources><add key="{NuGet.Configuration.NuGetConstants.FeedName}" value="{NuGet.Configuration.NuGetConstants.V3FeedUrl}" /><add key="mine" value="https://me:{Secret("NuGet address")}@nuget.user.example/index.json" /><add key="near" value="packages" /></packageSources>
              <packageSourceCredentials><mine><add key="Username" value="me" /><add key="ClearTextPassword" value="{Secret("NuGet")}" /></mine></packageSourceCredentials>
              <apikeys><add key="https://nuget.user.example" value="{Secret("NuGet key")}" /></apikeys>
              <config><add key="http_proxy.password" value="{Secret("NuGet proxy")}" /></config>
            </configuration>
            """;
        world.Write(world.NuGetConfig, nuget);
        world.Write(Path.Combine(world.Repository, "nuget.config"), nuget);
        world.Write(Path.Combine(world.Home, ".docker", "config.json"), $$"""{ "auths": { "hub.example": { "auth": "{{Secret("docker")}}" } }, "currentContext": "far" }""");
        world.Write(Path.Combine(world.Home, ".docker", "contexts", "meta", "0", "meta.json"), """{ "Name": "far" }""");

        foreach (var scope in new[] { "user", "machine" })
        {
            var answer = await scene.Run([], "status", "--scope", scope);
            Assert.True(answer.ExitCode == 0, answer.Said());
        }

        var files = Directory.GetFiles(scene.Seen, "*", SearchOption.AllDirectories);
        Assert.All(files, f => Assert.True(Canary.FindIn(File.ReadAllBytes(f)) is null, $"{f}:\n{File.ReadAllText(f)}"));
        Assert.All(files, f => Assert.Equal(AtomicFile.Private, File.GetUnixFileMode(f)));
        string Of(string client, string path) => File.ReadAllText(Path.Combine(Directory.GetDirectories(scene.Seen, client + ".*").First(), path));
        Assert.Equal("GOPROXY=https://***@goproxy.cn,direct\n", Of("go", ".config/go/env"));
        Assert.Equal("registry=https://***@npm.user.example/\n", Of("npm", ".npmrc"));
        Assert.Equal("registry=https://npm.project.example/\n", Of("npm", "work/.npmrc"));
        Assert.Contains($"value=\"{Path.Combine(world.Repository, "packages")}\"", Of("dotnet", "work/w/nuget.config"));
        Assert.Contains("value=\"https://***@nuget.user.example/index.json\"", Of("dotnet", ".nuget/NuGet/NuGet.Config"));
        Assert.Equal("""{"currentContext":"far"}""", Of("docker", ".docker/config.json"));
        Assert.True(File.Exists(Path.Combine(Directory.GetDirectories(scene.Seen, "docker.*").First(), ".docker/contexts/meta/0/meta.json")));
        Proof.Record("P20", "copies for the clients that are asked", canary.Count, canary.Count, $"{files.Length} files");
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [InlineData("QUIT", 131)]
    public async Task A_signal_ends_the_question_and_leaves_nothing_behind(string signal, int code)
    {
        using var scene = new ObedientClients("echo \"$$ $HOME\" > FIFO; exec sleep 100");
        using var running = await RunningTool.Start(scene, "status", "--only", "go");
        Assert.True(Directory.Exists(running.Folder));
        Assert.StartsWith(scene.Cache, running.Folder);

        Assert.Equal(code, await running.End(signal));

        Assert.False(Directory.Exists(scene.Cache), string.Join('\n', Entries(scene.Cache)));
        Proof.Record("P20", $"{signal} while a client is asked", 1, 1);
    }

    [Fact]
    public async Task What_a_killed_question_leaves_is_found_by_doctor_and_taken_away_by_the_next_run_and_by_remove()
    {
        foreach (var next in (string[][])[["status", "--only", "go"], ["doctor", "--only", "go", "--fix", "--yes"], ["remove", "--machine"]])
        {
            using var scene = new ObedientClients("[ -p FIFO ] && echo \"$$ $HOME\" > FIFO && exec sleep 100\necho 1.2.3");
            using var running = await RunningTool.Start(scene, "status", "--only", "go");
            Assert.Equal(137, await running.End("KILL"));
            File.Delete(scene.Fifo);
            Assert.True(Directory.Exists(running.Folder));
            var left = Path.GetDirectoryName(running.Folder)!;

            var quiet = new Dictionary<string, string> { ["PATH"] = "/nowhere" };
            if (next[0] == "doctor")
                Assert.Contains($"`rm -r ~/.cache/devmirrors/{Path.GetFileName(left)}`", (await scene.Run(quiet, "doctor", "--only", "go")).Output.Replace(scene.World.Home, "~"));
            var answer = await scene.Run(next[0] == "status" ? [] : quiet, next);

            Assert.True(Entries(scene.Cache).Length == 0, $"{answer.Said()}\n{string.Join('\n', Entries(scene.Cache))}");
        }
        Proof.Record("P20", "KILL while a client is asked", 3, 3, "status, doctor --fix, remove --machine");
    }

    [Fact]
    public async Task What_a_killed_exec_has_lent_stays_as_long_as_its_command_lives_and_then_goes()
    {
        using var scene = new ObedientClients();
        using var running = await RunningTool.Start(
            scene, "exec", "--only", "nuget", "--", "/bin/sh", "-c", $"echo \"$$ $(dirname \"$NUGET_COMMON_APPLICATION_DATA\")\" > '{scene.Fifo}'; exec sleep 100");
        Assert.Equal(137, await running.End("KILL"));
        Assert.Contains(ScratchFolder.Lending, running.Folder);

        await scene.Run([], "exec", "--only", "nuget", "--", "true");
        Assert.True(Directory.Exists(running.Folder));
        await running.EndStarted();
        await scene.Run([], "exec", "--only", "nuget", "--", "true");

        Assert.False(Directory.Exists(running.Folder));
        Proof.Record("P20", "KILL while a command runs with what it was lent", 1, 1);
    }

    private static string[] Entries(string folder) => Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories) : [];
}
