namespace DevMirrors.Config.Tests;

public sealed class DockerFlagsTests : IDisposable
{
    private readonly DockerScene _scene = new();

    public DockerFlagsTests() => _scene.Install("dockerd");

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("lib/systemd/system/docker.service", "[Service]\nExecStart=/usr/bin/dockerd -H fd:// --registry-mirror=https://m.example\n", 2)]
    [InlineData("etc/systemd/system/docker.service.d/mirror.conf", "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd \\\n  --registry-mirror https://m.example\n", 3)]
    [InlineData("etc/default/docker", "# a comment\nDOCKER_OPTS=\"--registry-mirror=https://m.example\"\n", 2)]
    public void A_flag_in_a_unit_or_in_the_defaults_stops_us_and_its_line_is_named(string path, string text, int line)
    {
        var file = _scene.WriteRoot(path, text);

        Assert.Null(_scene.Target(Scope.Machine));

        var error = Assert.Single(_scene.Found);
        Assert.Equal(("DEVM3409", Severity.Error, file, line), (error.Code, error.Severity, error.Place!.File, error.Place.Line));
    }

    [Fact]
    public void A_flag_of_the_running_daemon_stops_us()
    {
        _scene.Run(flags: ["--insecure-registry", "r.example:5000"]);
        Assert.NotNull(_scene.Target(Scope.Machine));
        Assert.Null(_scene.Target(Scope.Machine, DockerScene.Mirror("r", "http://r.example:5000", isInsecure: true)));
        Assert.Contains(_scene.Found, d => d.Code == "DEVM3409" && d.Place!.File == $"/proc/{DockerScene.DaemonId}/cmdline");
    }

    [Fact]
    public void What_an_empty_ExecStart_takes_back_does_not_count()
    {
        _scene.WriteRoot("lib/systemd/system/docker.service", "[Service]\nExecStart=/usr/bin/dockerd --registry-mirror=https://m.example\n");
        _scene.WriteRoot("etc/systemd/system/docker.service.d/10.conf", "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd\n");
        Assert.NotNull(_scene.Target(Scope.Machine));
    }

    [Fact]
    public void The_defaults_file_counts_under_systemd_only_where_the_unit_reads_it()
    {
        _scene.WriteRoot("etc/default/docker", "DOCKER_OPTS=--registry-mirror=https://m.example\n");
        _scene.WriteRoot("lib/systemd/system/docker.service", "[Service]\nExecStart=/usr/bin/dockerd\n");
        Assert.NotNull(_scene.Target(Scope.Machine));
        _scene.WriteRoot("lib/systemd/system/docker.service", "[Service]\nExecStart=/usr/bin/dockerd $DOCKER_OPTS\n");
        Assert.Null(_scene.Target(Scope.Machine));
    }

    [Fact]
    public void Another_config_file_named_by_a_flag_is_the_one_to_write()
    {
        _scene.WriteRoot("etc/systemd/system/docker.service", "[Service]\nExecStart=/usr/bin/dockerd --config-file=/srv/docker.json\n");
        Assert.Equal(Path.Combine(_scene.Scratch.Root, "srv", "docker.json"), _scene.Target(Scope.Machine)!.Path);
        _scene.Run(flags: ["--config-file", "/opt/docker.json"]);
        Assert.Equal("/opt/docker.json", _scene.Target(Scope.Machine)!.Path);
    }

    [Fact]
    public void A_stale_pid_file_that_names_another_program_is_no_daemon()
    {
        _scene.Run("postgres", "--registry-mirror=https://m.example");
        Assert.NotNull(_scene.Target(Scope.Machine));
    }

    [Fact]
    public void Giving_the_upstream_back_needs_no_key_and_so_meets_no_flag()
    {
        _scene.WriteRoot("etc/default/docker", "DOCKER_OPTS=--registry-mirror=https://m.example\n");
        Assert.IsType<Wish.Release>(Assert.Single(_scene.Target(Scope.Machine, DockerScene.Upstream)!.Settings).Wish);
    }
}
