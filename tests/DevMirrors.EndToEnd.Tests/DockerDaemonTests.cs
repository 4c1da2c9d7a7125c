using System.Text;
using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

public class DockerDaemonTests
{
    private const string Mirrors = "{{json .RegistryConfig.Mirrors}}";

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

    [DockerDaemonFact]
    public async Task A_running_daemon_takes_the_mirrors_and_forgets_them_again_and_its_file_is_byte_for_byte_the_same()
    {
        using var scratch = new ScratchMachine();
        var before = "{\r\n\t\"labels\" : [ \"a=b\" ]\r\n}"u8.ToArray();
        scratch.Write("root/etc/docker/daemon.json", before);
        scratch.Write("repo/mirrors.yaml", Policy);
        await using var daemon = await DockerDaemonProcess.StartAsync(scratch);
        var found = new DiagnosticBag();
        var options = new RunOptions(Only: ["docker"], Scope: Scope.Machine);
        Assert.Equal("null", (await daemon.InfoAsync(Mirrors))!.Replace("[]", "null", StringComparison.Ordinal));

        var plan = MirrorRun.Plan(options, daemon.Machine, found);
        Assert.True(MirrorRun.Apply(plan!, daemon.Machine, found).Finished, string.Join("\n", found));

        Assert.Equal("[\"http://127.0.0.1:5055/\",\"https://second.example/\"]", await daemon.InfoAsync(Mirrors));
        Assert.Contains(found, d => d.Code == "DEVM3412");
        var reading = Assert.Single(MirrorRun.Verify(options, plan!.Selection!, daemon.Machine, found), r => r.Setting == "registry-mirrors");
        Assert.True(reading.InStep, reading.ToString());

        var undone = UndoPlanner.Apply(UndoPlanner.Plan(daemon.Machine, [Scope.Machine], null, null, found), daemon.Machine, found);

        Assert.True(undone.Finished, string.Join("\n", found));
        Assert.Equal("[]", await daemon.InfoAsync(Mirrors));
        Assert.Equal(Encoding.Latin1.GetString(before), Encoding.Latin1.GetString(File.ReadAllBytes(daemon.ConfigFile)));
        Assert.DoesNotContain(found, d => d.Severity != Severity.Info);
        Assert.DoesNotContain("unable to configure the Docker daemon", daemon.Log, StringComparison.Ordinal);
    }

    [DockerDaemonFact]
    public async Task A_daemon_whose_region_turns_to_upstream_forgets_the_mirror_without_a_restart()
    {
        using var scratch = new ScratchMachine();
        scratch.Write("root/etc/docker/daemon.json", "{\"registry-mirrors\": [\"https://mirror.gcr.io\"]}");
        scratch.Write("repo/mirrors.yaml", "version: 1\nregions:\n  here:\n    default: true\n    docker: upstream\n");
        await using var daemon = await DockerDaemonProcess.StartAsync(scratch);
        var found = new DiagnosticBag();
        Assert.Equal("[\"https://mirror.gcr.io/\"]", await daemon.InfoAsync(Mirrors));

        MirrorRun.Apply(MirrorRun.Plan(new RunOptions(Only: ["docker"], Scope: Scope.Machine), daemon.Machine, found)!, daemon.Machine, found);

        Assert.Equal("[]", await daemon.InfoAsync(Mirrors));
        Assert.DoesNotContain(found, d => d.Severity != Severity.Info);
    }
}
