using System.Diagnostics;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Whatever a file holds, or is, the process comes to an end by itself, says why in a few lines, and does not crash.</summary>
[Trait("Promise", "P38")]
[Trait("Promise", "P39")]
public class P38EndlessFileTests
{
    // No measure of speed (eng/bench has those): what is quadratic takes minutes here, and what blocks never ends.
    private const string Patience = "60";
    private const int Readable = 200_000;

    private static readonly string[] Blocking =
    [
        "home/.npmrc", "home/.config/go/env", "home/.nuget/NuGet/NuGet.Config", "home/.config/docker/daemon.json", "home/.config/systemd/user/docker.service", "home/.config/systemd/user/docker.service.d/x.conf",
        "run/docker.pid", "home/.local/state/devmirrors/region", "home/.local/state/devmirrors/trust.json", "home/.local/state/devmirrors/journal.json", "home/.cache/devmirrors/verdicts.json", "repo/eng/devmirrors/version",
        "repo/.npmrc", "repo/nuget.config", "repo/bunfig.toml", "repo/.yarnrc.yml", "repo/.yarnrc", "repo/package-lock.json", "repo/yarn.lock", "repo/packages.lock.json", "repo/pnpm-workspace.yaml", "repo/.env", "home/.docker/config.json",
    ];

    private static readonly string[] Commands = ["plan", "check", "status", "doctor", "env --for posix", "exec -- /bin/true", "apply --yes", "region set cn", "trust --show", "undo", "init --msbuild", "remove"];

    public static TheoryData<string> Files => [.. EndlessFile.All.Select(f => f.ToString())];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_without_end_comes_to_one(string name)
    {
        var file = EndlessFile.All.Single(f => f.ToString() == name);
        using var world = WorldOf();
        world.Write(Path.Combine(world.Folder, file.Path), file.Text());

        foreach (var command in file.Commands)
            await Ends(world, name, command);
        Proof.Record("P38 P39", $"endless: {name}", file.Commands.Length, file.Commands.Length);
    }

    [RealClientFact("mkfifo")]
    public async Task A_pipe_in_the_place_of_a_file_blocks_nobody()
    {
        var rows = Proof.Sample(Blocking, 4);
        foreach (var path in rows)
        {
            using var world = WorldOf();
            var full = Path.Combine(world.Folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (var mkfifo = Process.Start("mkfifo", [full]))
                await mkfifo.WaitForExitAsync();
            foreach (var command in Commands)
                await Ends(world, $"pipe {path}", command);
        }
        Proof.Record("P38 P7", "pipes in the place of files", rows.Count * Commands.Length, Blocking.Length * Commands.Length);
    }

    private static async Task Ends(World world, string name, string command)
    {
        var environment = new Dictionary<string, string>(world.Environment) { ["PATH"] = Path.Combine(world.Folder, "nothing") };
        var answer = await Client.Run("/usr/bin/timeout", [Patience, ToolUnderTest.Path, .. command.Split(' ')], world.Home, world.Repository, environment);

        Assert.True(answer.ExitCode is >= 0 and <= 4, $"{name}, {command}: ended with {answer.ExitCode}\n{answer.Error[..Math.Min(2000, answer.Error.Length)]}");
        Assert.DoesNotContain("DEVM9", answer.Error);
        Assert.True(answer.Output.Length + answer.Error.Length < Readable, $"{name}, {command}: {answer.Output.Length + answer.Error.Length} characters");
    }

    private static World WorldOf()
    {
        var world = new World();
        world.Policy("""
            version: 1
            regions: { cn: { default: true, go: [goproxy-cn, direct], npm: npmmirror, nuget: huawei, docker: daocloud } }
            private: { nuget: { "Corp.*": corp } }
            mirrors: { corp: { ecosystem: nuget, url: "https://nuget.corp.example/v3/index.json", private: true } }
            """);
        return world;
    }
}
