namespace DevMirrors.Config.Tests;

public sealed class DockerReaderTests : IDisposable
{
    private static readonly Mirror A = DockerScene.Mirror("a", "https://a.example");

    private readonly DockerScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void The_last_of_two_equal_keys_is_what_dockerd_uses()
    {
        _scene.WriteRoot("etc/docker/daemon.json", "{\n  \"registry-mirrors\": [],\n  \"registry-mirrors\": [\"https://a.example\"]\n}");
        var reading = Read(A);
        Assert.Equal(("https://a.example", $"{_scene.MachineFile}:3", true), (reading.Effective, reading.Source, reading.InStep));
    }

    [Fact]
    public void A_missing_file_leaves_dockerd_at_its_default()
    {
        _scene.Install("dockerd");
        Assert.Equal((null, "default", false), (Read(A).Effective, Read(A).Source, Read(A).InStep));
        Assert.True(Read(DockerScene.Upstream).InStep);
    }

    [Theory]
    [InlineData("https://mirror.gcr.io", false)]
    [InlineData("https://mine.example", true)]
    public void Where_upstream_is_wanted_only_a_known_mirror_is_out_of_step(string mirror, bool inStep)
    {
        _scene.WriteRoot("etc/docker/daemon.json", $"{{\"registry-mirrors\": [\"{mirror}\"]}}");
        Assert.Equal((null, inStep), (Read(DockerScene.Upstream).Wanted, Read(DockerScene.Upstream).InStep));
    }

    [Fact]
    public void A_flag_shadows_the_file()
    {
        var unit = _scene.WriteRoot("etc/systemd/system/docker.service", "[Service]\nExecStart=/usr/bin/dockerd --registry-mirror=https://user:secret@b.example\n");
        _scene.Install("dockerd");
        var reading = Read(A);
        Assert.Equal(("https://***@b.example", $"the flag `--registry-mirror` in {unit}(2,1)", false), (reading.Effective, reading.ShadowedBy, reading.InStep));
        Assert.Equal($"{unit}:2", reading.Source);
    }

    [Fact]
    public void A_running_daemon_that_has_not_read_the_file_shadows_it()
    {
        _scene.WriteRoot("etc/docker/daemon.json", "{\"registry-mirrors\": [\"https://a.example\"]}");
        _scene.Run();
        _scene.Answer(() => "[\"https://old.example/\"]");
        var reading = Read(A);
        Assert.Equal(("https://old.example", false), (reading.Asked, reading.InStep));
        Assert.Contains($"process {DockerScene.DaemonId}", reading.ShadowedBy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_running_daemon_that_agrees_shadows_nothing()
    {
        _scene.WriteRoot("etc/docker/daemon.json", "{\"registry-mirrors\": [\"https://a.example\"]}");
        _scene.Run();
        _scene.Answer(() => "[\"https://a.example/\"]\n");
        Assert.Equal((null, null, true), (Read(A).Asked, Read(A).ShadowedBy, Read(A).InStep));
    }

    [Fact]
    public void Hosts_toml_shadows_the_file_where_images_are_kept_in_containerd()
    {
        _scene.WriteRoot("etc/docker/daemon.json", "{\"registry-mirrors\": [\"https://a.example\"]}");
        var hosts = _scene.WriteRoot("etc/docker/certs.d/docker.io/hosts.toml", "server = \"https://b.example\"\n");
        Assert.True(Read(A).InStep);
        Assert.Contains("DEVM3415", _scene.Codes);

        _scene.Run();
        _scene.Machine = _scene.Machine with { Ask = (_, arguments, _) => arguments[^1].Contains("DriverStatus", StringComparison.Ordinal) ? "[[\"driver-type\",\"io.containerd.snapshotter.v1\"]]" : null };
        Assert.Equal((hosts, false), (Read(A).ShadowedBy, Read(A).InStep));
    }

    [Fact]
    public void An_insecure_registry_that_is_missing_is_out_of_step()
    {
        _scene.WriteRoot("etc/docker/daemon.json", "{\"registry-mirrors\": [\"http://r.example:5000\"], \"insecure-registries\": [\"10.0.0.0/8\"]}");
        var readings = _scene.Ecosystem.Read(_scene.Request(Scope.Machine, DockerScene.Mirror("r", "http://r.example:5000", isInsecure: true)), _scene.Found);
        Assert.Equal([("registry-mirrors", true), ("insecure-registries", false)], readings.Select(r => (r.Setting, r.InStep)));
    }

    private Reading Read(Mirror mirror) => _scene.Ecosystem.Read(_scene.Request(Scope.Machine, mirror), _scene.Found).First(r => r.Setting == DaemonJson.Mirrors);
}
