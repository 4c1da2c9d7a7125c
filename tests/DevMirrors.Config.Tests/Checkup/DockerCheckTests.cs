namespace DevMirrors.Config.Tests;

public sealed class DockerCheckTests : IDisposable
{
    private readonly CheckScene _scene = new();

    [Fact]
    public void A_daemon_that_uses_other_mirrors_than_its_file_is_a_warning_at_the_key()
    {
        var path = _scene.Root("etc/docker/daemon.json", "{\n  \"registry-mirrors\": [\"https://new.example\"]\n}");
        Run("[\"https://old.example/\"]");

        var found = _scene.Finds(new DockerDaemonCheck(), CheckStatus.Warning, path, 2);

        Assert.Contains("https://old.example", found.Message);
        Assert.Equal($"`sudo kill -HUP {DockerScene.DaemonId}`", found.Hint);
    }

    [Fact]
    public void A_key_that_is_gone_takes_a_restart()
    {
        _scene.Root("etc/docker/daemon.json", "{}");
        Run("[\"https://old.example/\"]");

        var found = _scene.Only(new DockerDaemonCheck());

        Assert.Equal("`sudo systemctl restart docker`", found.Hint);
        Assert.DoesNotContain("has not read", found.Message);
    }

    [Fact]
    public void An_empty_list_takes_a_reload_alone()
    {
        _scene.Root("etc/docker/daemon.json", "{\"registry-mirrors\": []}");
        Run("[\"https://old.example/\"]");

        Assert.Equal($"`sudo kill -HUP {DockerScene.DaemonId}`", _scene.Only(new DockerDaemonCheck()).Hint);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData(null)]
    public void A_daemon_that_does_not_answer_is_news(string? answer)
    {
        _scene.Root("etc/docker/daemon.json", "{}");
        Run(answer);

        var found = _scene.Only(new DockerDaemonCheck());

        Assert.Equal(CheckStatus.Info, found.Status);
        Assert.Contains("could not be asked", found.Message);
    }

    [Theory]
    [InlineData("{\"registry-mirrors\": [\"https://a.example\"]}", "[\"https://a.example/\"]")]
    [InlineData("{}", "null")]
    [InlineData("{ broken", "[\"https://a.example/\"]")]
    public void A_daemon_in_step_and_one_that_nobody_can_judge_are_well(string file, string answer)
    {
        _scene.Root("etc/docker/daemon.json", file);
        Run(answer);

        _scene.IsWell(new DockerDaemonCheck());
    }

    [Fact]
    public void A_builder_in_a_container_without_mirrors_is_a_warning_where_the_daemon_has_some()
    {
        _scene.Root("etc/docker/daemon.json", "{\"registry-mirrors\": [\"https://a.example\"]}");
        var path = Builder("mine", "docker-container", "null");
        Builder("other", "docker", "null");

        var found = _scene.Finds(new DockerBuilderCheck(), CheckStatus.Warning, path, 0);

        Assert.Contains("`mine`", found.Message);
        Assert.Contains("a.example", found.Hint);
    }

    [Fact]
    public void A_builder_with_a_mirror_of_its_own_is_well_and_so_is_any_where_there_are_no_mirrors()
    {
        Builder("plain", "docker-container", "null");
        _scene.IsWell(new DockerBuilderCheck());
        File.Delete(Path.Combine(_scene.Scratch.Home, ".docker/buildx/instances/plain"));
        _scene.Root("etc/docker/daemon.json", "{\"registry-mirrors\": [\"https://a.example\"]}");
        var config = Convert.ToBase64String("debug = true\n[registry.\"docker.io\"]\n  mirrors = [\"a.example\"]\n"u8);
        Builder("mine", "docker-container", $"{{\"buildkitd.toml\": \"{config}\"}}");

        _scene.IsWell(new DockerBuilderCheck());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"Driver\": \"docker-container\", \"Nodes\": [{\"Files\": {\"buildkitd.toml\": \"?\"}}]}")]
    public void A_builder_that_cannot_be_read_is_news(string text)
    {
        _scene.Root("etc/docker/daemon.json", "{\"registry-mirrors\": [\"https://a.example\"]}");
        _scene.Home(".docker/buildx/instances/odd", text);

        Assert.Equal(CheckStatus.Info, _scene.Only(new DockerBuilderCheck()).Status);
    }

    [Theory]
    [InlineData("server = \"https://a.example\"\n[host.\"https://m.example\"\n", CheckStatus.Error, 2)]
    [InlineData("[host.\"https://m.example\"]\n  capabilities = [\"pull\", \"resolv\"]\n", CheckStatus.Error, 2)]
    [InlineData("[host.\"https://m.example\"]\n  capabilities = \"pull\"\n", CheckStatus.Error, 2)]
    [InlineData("[host.\"https://m.example\"]\n  capabilities = [\"pull\"]\n", CheckStatus.Warning, 2)]
    [InlineData("\n\nserver = \"https://m.example\"\n", CheckStatus.Warning, 3)]
    [InlineData("\uFEFFserver = \"https://a.example\"\n", CheckStatus.Error, 1)]
    [InlineData("[host.\"https://m.example\"]\noverride_path = \"yes\"\n", CheckStatus.Error, 2)]
    [InlineData("[host.\"https://m.example\"]\n  capabilities = [pull, resolve]\n", CheckStatus.Error, 2)]
    [InlineData("[host.\"https://m.example\"]\n  skip_verify = True\n", CheckStatus.Error, 2)]
    [InlineData("[host.\"https://m.example\"]\n  skip_verify = 1\n", CheckStatus.Error, 2)]
    [InlineData("[host.\"https://m.example\"]\n  override_path = yes\n", CheckStatus.Error, 2)]
    [InlineData("[host.\"https://m.example\"]\n  ca = \"C:\\certs\\ca.crt\"\n", CheckStatus.Error, 2)]
    [InlineData("server = true\n\n[host.\"https://m.example\"]\n", CheckStatus.Error, 1)]
    [InlineData("skip_verify = \"true\"\n[host.\"https://m.example\"]\n", CheckStatus.Error, 1)]
    public void A_hosts_file_with_a_mistake_is_found_at_its_line(string text, CheckStatus status, int line)
    {
        foreach (var folder in new[] { "containerd", "docker" })
        {
            var path = _scene.Root($"etc/{folder}/certs.d/docker.io/hosts.toml", text);
            _scene.Finds(new HostsFileCheck(), status, path, line);
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("[host.\"https://m.example\".header]\n  authorization = dXNlcjpodW50ZXIyaHVudGVyMg\n", 2, 19)]
    [InlineData("\nx-api-key = 0f8fad5bd9cb469fa165\n", 2, 13)]
    [InlineData("x-api-key = 1\n0f8fad5bd9cb469fa165 = 1\n0f8fad5bd9cb469fa165 = 1\n", 3, 24)]
    public void A_credential_without_its_quotes_is_not_shown(string text, int line, int column)
    {
        _scene.Root("etc/docker/certs.d/docker.io/hosts.toml", text);
        _scene.Root("etc/containers/registries.conf", text);

        foreach (var check in new ICheck[] { new HostsFileCheck(), new RegistriesFileCheck() })
        {
            var found = _scene.Only(check);
            Assert.Equal((CheckStatus.Error, line, column), (found.Status, found.Place!.Line, found.Place.Column));
            Assert.DoesNotContain("dXNlcjpodW50", found.Message + found.Hint);
            Assert.DoesNotContain("0f8fad", found.Message + found.Hint);
        }
    }

    [Theory]
    [InlineData(0xFC, "not in UTF-8")]
    [InlineData(0, "U+0000")]
    [InlineData(0x01, "U+0001")]
    public void What_is_no_text_is_found_in_a_comment_too(byte odd, string reason)
    {
        _scene.Scratch.Write("root/etc/docker/certs.d/docker.io/hosts.toml", [.. "[host.\"https://m.example\"]\n# f"u8, odd, .. "r\n"u8]);
        _scene.Scratch.Write("root/etc/containers/registries.conf", [.. "\n# f"u8, odd, .. "r\n"u8]);

        foreach (var check in new ICheck[] { new HostsFileCheck(), new RegistriesFileCheck() })
        {
            var found = _scene.Only(check);
            Assert.Equal((CheckStatus.Error, 2, 4), (found.Status, found.Place!.Line, found.Place.Column));
            Assert.Contains(reason, found.Message);
        }
    }

    [Fact]
    public void A_dead_mirror_among_the_flags_is_found_in_its_line()
    {
        var unit = _scene.Root("etc/systemd/system/docker.service", "[Service]\n\nExecStart=/usr/bin/dockerd --registry-mirror=https://docker.nju.edu.cn\n");
        _scene.Root("etc/docker/daemon.json", "{}");

        Assert.Contains($"({unit}:3)", _scene.Finds(new DeadMirrorCheck("docker"), CheckStatus.Error, unit, 3).Message);
    }

    [Fact]
    public void A_healthy_hosts_file_is_well()
    {
        _scene.Root("etc/containerd/certs.d/docker.io/hosts.toml", "server = \"https://m.example\" # note\n\n[host.\"https://m.example\"]\n  capabilities = [\n    \"pull\",\n    \"resolve\", # tags\n  ]\n  skip_verify = false\n  [host.\"https://m.example\".header]\n    x = \"y\"\n");

        _scene.IsWell(new HostsFileCheck());
    }

    [Theory]
    [InlineData("server = \"https://a.example\"\nhost.\"http://m.example\".capabilities = [\"pull\", \"resolve\"]\n")]
    [InlineData("server = \"https://a.example\"\nhost = { \"http://m.example\" = {} }\n")]
    [InlineData("[host.\"https://m.example\"]\n  capabilities = []\n  client = [[\"a.cert\", \"a.key\"]]\n  ca = [\"a\", 'C:\\b']\n")]
    public void What_containerd_understands_is_well(string text)
    {
        _scene.Root("etc/containerd/certs.d/docker.io/hosts.toml", text);

        _scene.IsWell(new HostsFileCheck());
    }

    [Theory]
    [InlineData("\"false\"", "write `false` without quotes")]
    [InlineData("\"no\"", "write `true` or `false` without quotes")]
    public void No_hint_switches_the_checking_of_certificates_off(string value, string remedy)
    {
        var path = _scene.Root("etc/containerd/certs.d/docker.io/hosts.toml", $"[host.\"https://m.example\"]\nskip_verify = {value}\n");

        var found = _scene.Finds(new HostsFileCheck(), CheckStatus.Error, path, 2);

        Assert.Equal($"mend line 2: {remedy}", found.Hint);
    }

    [Fact]
    public void An_empty_folder_that_hides_the_default_is_a_warning()
    {
        _scene.Root("etc/containerd/certs.d/_default/hosts.toml", "[host.\"https://m.example\"]\n");
        var empty = Directory.CreateDirectory(Path.Combine(_scene.Scratch.Root, "etc/containerd/certs.d/quay.io")).FullName;

        _scene.Finds(new HostsFileCheck(), CheckStatus.Warning, empty, 0);
    }

    [Theory]
    [InlineData("[[registry]]\nlocation = \"https://docker.io\"\n", CheckStatus.Error, 2)]
    [InlineData("[[registry]]\nlocation = \"docker.io\"\n[[registry.mirror]]\nlocation = \"m.example\"\n[[registry.mirror]]\ninsecure = true\n", CheckStatus.Error, 5)]
    [InlineData("[registries.search]\nregistries = ['docker.io']\n", CheckStatus.Error, 1)]
    [InlineData("[[registry]]\nlocation =\n", CheckStatus.Error, 2)]
    [InlineData("\uFEFF[[registry]]\n", CheckStatus.Warning, 1)]
    [InlineData("registry = [\n  { location = \"docker.io\",\n", CheckStatus.Error, 2)]
    [InlineData("\nregistry = [ { location = \"docker.io\", mirror = [ { insecure = true } ] } ]\n", CheckStatus.Error, 2)]
    [InlineData("registry = [ { location = \"https://docker.io\" } ]\n", CheckStatus.Error, 1)]
    public void A_registries_file_with_a_mistake_is_found_at_its_line(string text, CheckStatus status, int line)
    {
        var path = _scene.Root("etc/containers/registries.conf.d/10-mirror.conf", text);

        _scene.Finds(new RegistriesFileCheck(), status, path, line);
    }

    [Fact]
    public void Healthy_registries_files_are_well()
    {
        _scene.Root("etc/containers/registries.conf", "unqualified-search-registries = [\"docker.io\"]\n\n[[registry]]\nprefix = \"docker.io\"\nlocation = \"docker.io\"\n\n[[registry.mirror]]\nlocation = \"m.example/hub\"\ninsecure = true\n\n[aliases]\n\"a/b\" = \"docker.io/a/b\"\n");
        _scene.Root("etc/containers/registries.conf.d/a.conf", "[[registry]]\nprefix = \"*.example\"\n");
        _scene.Root("etc/containers/registries.conf.d/b.conf", "registry = [ { location = \"docker.io\", mirror = [ { location = \"docker.m.daocloud.io\" } ] } ]\n");

        _scene.IsWell(new RegistriesFileCheck());
    }

    [Fact]
    public void Many_mirrors_are_not_each_compared_with_all_entries()
    {
        var path = _scene.Root("etc/containers/registries.conf", $"[[registry]]\nlocation = \"a\"\n{string.Concat(Enumerable.Repeat("[[registry.mirror]]\nlocation = \"m\"\n", 3000))}[[registry.mirror]]\n");
        var request = _scene.Request();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var found = Assert.Single(Checkup.Run(new RegistriesFileCheck(), request));

        Assert.Equal((path, 6003), (found.Place!.File, found.Place.Line));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    [Fact]
    public void A_drop_in_of_another_name_and_a_file_that_replaces_everybodys_are_news()
    {
        _scene.Root("etc/containers/registries.conf", "");
        var passed = _scene.Root("etc/containers/registries.conf.d/a.toml", "");
        var replacing = _scene.Home(".config/containers/registries.conf", "");

        var found = _scene.All(new RegistriesFileCheck());

        Assert.Equal([passed, replacing], found.Select(f => f.Place!.File));
        Assert.All(found, f => Assert.Equal(CheckStatus.Info, f.Status));
    }

    private string Builder(string name, string driver, string files) => _scene.Home(
        $".docker/buildx/instances/{name}",
        $"{{\"Name\":\"{name}\",\"Driver\":\"{driver}\",\"Nodes\":[{{\"Name\":\"{name}0\",\"Endpoint\":\"unix:///var/run/docker.sock\",\"Files\":{files}}}],\"Dynamic\":false}}");

    private void Run(string? answer)
    {
        _scene.Root("var/run/docker.pid", $"{DockerScene.DaemonId}");
        _scene.Root($"proc/{DockerScene.DaemonId}/comm", "dockerd\n");
        _scene.Root($"proc/{DockerScene.DaemonId}/cmdline", "/usr/bin/dockerd\0");
        _scene.Scratch.Machine = _scene.Machine with { Ask = (_, arguments, _) => arguments[^1].Contains("Mirrors", StringComparison.Ordinal) ? answer : null };
    }

    public void Dispose() => _scene.Dispose();
}
