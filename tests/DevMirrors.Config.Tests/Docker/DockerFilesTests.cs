namespace DevMirrors.Config.Tests;

public sealed class DockerFilesTests : IDisposable
{
    private readonly DockerScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Without_docker_nothing_is_written_and_an_info_says_so()
    {
        Assert.Null(_scene.Target(Scope.User));
        Assert.Null(_scene.Target(Scope.Machine));
        Assert.Equal(["DEVM3403"], _scene.Codes);
        Assert.All(_scene.Found, d => Assert.Equal(Severity.Info, d.Severity));
    }

    [Fact]
    public void A_daemon_of_the_whole_machine_is_left_to_machine_scope_with_the_exact_command()
    {
        _scene.Install("dockerd");

        Assert.Null(_scene.Target(Scope.User));

        var info = Assert.Single(_scene.Found);
        Assert.Equal(("DEVM3404", Severity.Info), (info.Code, info.Severity));
        Assert.Contains("sudo devmirrors apply --scope machine --only docker", info.Hint, StringComparison.Ordinal);
        Assert.Equal(_scene.MachineFile, _scene.Target(Scope.Machine)!.Path);
    }

    [Fact]
    public void An_image_being_built_gets_its_file_even_before_docker_is_installed()
    {
        _scene.Machine = _scene.Machine with { KeepsState = false };
        Assert.Equal(_scene.MachineFile, _scene.Target(Scope.Machine)!.Path);
    }

    [Fact]
    public void A_socket_in_the_runtime_folder_is_evidence_of_rootless_docker()
    {
        _scene.Scratch.Set("XDG_RUNTIME_DIR", Path.GetDirectoryName(_scene.Scratch.Write("run/docker.sock", ""))!);
        _scene.Scratch.Set("XDG_CONFIG_HOME", Path.Combine(_scene.Scratch.Folder, "xdg"));
        Assert.Equal(Path.Combine(_scene.Scratch.Folder, "xdg", "docker", "daemon.json"), _scene.Target(Scope.User)!.Path);
    }

    [Fact]
    public void A_user_unit_beside_the_rootless_starter_is_evidence_too()
    {
        _scene.Install("dockerd-rootless.sh");
        Assert.Null(_scene.Target(Scope.User));
        _scene.Scratch.Write("home/.config/systemd/user/docker.service", "[Service]\nExecStart=dockerd-rootless.sh\n");
        Assert.Equal(Path.Combine(_scene.Scratch.Home, ".config", "docker", "daemon.json"), _scene.Target(Scope.User)!.Path);
    }

    [Theory]
    [InlineData(OsKind.MacOS)]
    [InlineData(OsKind.Windows)]
    public void Docker_Desktop_has_its_file_in_the_home(OsKind os)
    {
        _scene.Machine = _scene.Machine with { Os = os };
        var file = _scene.Scratch.Write("home/.docker/daemon.json", "{}");

        Assert.Equal(file, _scene.Target(Scope.User)!.Path);
        _scene.Ecosystem.Reload(_scene.Edit("{}", "{}") with { Scope = Scope.User }, _scene.Machine, _scene.Found);

        Assert.Contains(_scene.Found, d => d is { Code: "DEVM3413", Hint: "restart Docker Desktop" });
    }

    [Fact]
    public void Inside_WSL_the_daemon_of_Docker_Desktop_reads_none_of_our_files()
    {
        _scene.Machine = _scene.Machine with { IsWsl = true };
        _scene.Install("docker");
        _scene.WriteRoot("mnt/wsl/docker-desktop/cli-tools", "");
        Assert.Null(_scene.Target(Scope.User));
        Assert.Equal(["DEVM3405"], _scene.Codes);
    }

    [Fact]
    public void There_is_nothing_of_docker_in_a_repository()
    {
        Assert.Null(_scene.Target(Scope.Project));
        Assert.Equal(["DEVM3006"], _scene.Codes);
    }
}
