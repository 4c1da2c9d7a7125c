using System.Runtime.InteropServices;
using System.Text;
using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

public partial class DockerDaemonTests
{
    private const string Policy = """
        version: 1
        regions:
          here:
            default: true
            docker: [corp, second]
        mirrors:
          corp: { ecosystem: docker, url: "http://127.0.0.1:5055", insecure: true }
          second: { ecosystem: docker, url: https://second.example }

        """;

    [RealClientFact("dockerd", "docker", AsRoot = true)]
    public async Task A_running_daemon_takes_the_mirrors_and_forgets_them_again_and_its_file_is_byte_for_byte_the_same()
    {
        using var scratch = new ScratchMachine();
        var before = "{\r\n\t\"labels\" : [ \"a=b\" ]\r\n}"u8.ToArray();
        scratch.Write("root/etc/docker/daemon.json", before);
        scratch.Write("repo/mirrors.yaml", Policy);
        using var daemon = await Start(scratch);
        var machine = See(scratch);
        var found = new DiagnosticBag();
        var options = new RunOptions(Only: ["docker"], Scope: Scope.Machine);
        Assert.Equal("null", (await InUse(scratch, daemon)).Replace("[]", "null", StringComparison.Ordinal));

        var plan = MirrorRun.Plan(options, machine, found);
        Assert.True(MirrorRun.Apply(plan!, machine, found).Finished, string.Join("\n", found));

        Assert.Equal("[\"http://127.0.0.1:5055/\",\"https://second.example/\"]", await InUse(scratch, daemon));
        Assert.Contains(found, d => d.Code == "DEVM3412");
        var reading = Assert.Single(MirrorRun.Verify(options, plan!.Selection!, machine, found), r => r.Setting == "registry-mirrors");
        Assert.True(reading.InStep, reading.ToString());

        var undone = UndoPlanner.Apply(UndoPlanner.Plan(machine, [Scope.Machine], null, null, found), machine, found);

        Assert.True(undone.Finished, string.Join("\n", found));
        Assert.Equal("[]", await InUse(scratch, daemon));
        Assert.Equal(Encoding.Latin1.GetString(before), Encoding.Latin1.GetString(File.ReadAllBytes(ConfigFile(scratch))));
        Assert.DoesNotContain(found, d => d.Severity != Severity.Info);
        Assert.DoesNotContain("unable to configure the Docker daemon", daemon.Log, StringComparison.Ordinal);
    }

    [RealClientFact("dockerd", "docker", AsRoot = true)]
    public async Task A_daemon_whose_region_turns_to_upstream_forgets_the_mirror_without_a_restart()
    {
        using var scratch = new ScratchMachine();
        scratch.Write("root/etc/docker/daemon.json", "{\"registry-mirrors\": [\"https://mirror.gcr.io\"]}");
        scratch.Write("repo/mirrors.yaml", "version: 1\nregions:\n  here:\n    default: true\n    docker: upstream\n");
        using var daemon = await Start(scratch);
        var machine = See(scratch);
        var found = new DiagnosticBag();
        Assert.Equal("[\"https://mirror.gcr.io/\"]", await InUse(scratch, daemon));

        MirrorRun.Apply(MirrorRun.Plan(new RunOptions(Only: ["docker"], Scope: Scope.Machine), machine, found)!, machine, found);

        Assert.Equal("[]", await InUse(scratch, daemon));
        Assert.DoesNotContain(found, d => d.Severity != Severity.Info);
    }

    private static string ConfigFile(ScratchMachine scratch) => Path.Combine(scratch.Root, "etc", "docker", "daemon.json");

    private static Task<DockerDaemon> Start(ScratchMachine scratch) =>
        DockerDaemon.Start(Path.Combine(scratch.Folder, "d"), ConfigFile(scratch), Path.Combine(scratch.Root, "var", "run"));

    /// <summary>The scratch machine with the real one's processes, client and signal, so that it finds the daemon by its pid file.</summary>
    private static Machine See(ScratchMachine scratch)
    {
        Directory.CreateSymbolicLink(Path.Combine(scratch.Root, "proc"), "/proc");
        return scratch.Machine with
        {
            UserId = 0,
            Ask = (program, arguments, _) => program == "docker" && Ask(scratch, arguments) is { ExitCode: 0 } answer ? answer.Output : null,
            HangUp = id => Signal(id, 1) == 0,
        };
    }

    private static async Task<string> InUse(ScratchMachine scratch, DockerDaemon daemon) =>
        (await Client.Run("docker", ["-H", $"unix://{daemon.Socket}", "info", "-f", "{{json .RegistryConfig.Mirrors}}"], scratch.Home)).Text;

    private static Answer Ask(ScratchMachine scratch, IReadOnlyList<string> arguments) =>
        Client.Run("docker", arguments, scratch.Home).GetAwaiter().GetResult();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int id, int signal);
}
