namespace DevMirrors.Config.Tests;

public sealed class DockerReloadTests : IDisposable
{
    private const string Mirrored = "{\"registry-mirrors\": [\"https://a.example\"]}";

    private readonly DockerScene _scene = new();
    private readonly List<int> _signalled = [];

    public DockerReloadTests() => _scene.Machine = _scene.Machine with { HangUp = Signal };

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void A_running_daemon_that_reads_the_file_is_told_and_seen_to_have_read_it()
    {
        var daemon = new Queue<string>(["null", "null", "[\"https://a.example/\"]"]);
        _scene.Run(flags: ["--config-file", _scene.MachineFile]);
        _scene.Answer(daemon.Dequeue);

        Reload(Mirrored);

        Assert.Equal([DockerScene.DaemonId], _signalled);
        Assert.Equal(["DEVM3412"], _scene.Codes);
        Assert.Empty(daemon);
    }

    [Fact]
    public void A_daemon_that_does_not_show_it_gets_a_warning_with_the_restart_command()
    {
        _scene.Run();
        _scene.Answer(() => null);

        Reload(Mirrored);

        var warning = Assert.Single(_scene.Found);
        Assert.Equal("DEVM3414", warning.Code);
        Assert.Contains("sudo systemctl restart docker", warning.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_daemon_that_keeps_mirrors_which_the_file_no_longer_has_is_not_called_reloaded()
    {
        _scene.Run();
        _scene.Answer(() => "[\"https://a.example/\"]");
        Reload("{}");
        Assert.Equal(["DEVM3414"], _scene.Codes);
    }

    [Fact]
    public void A_daemon_that_runs_is_given_an_empty_list_where_upstream_is_wanted()
    {
        _scene.WriteRoot("etc/docker/daemon.json", "{\"registry-mirrors\": [\"https://mirror.gcr.io\"]}");
        Assert.Null(Released().Default);
        _scene.Run();
        Assert.Equal(new SettingValue(), Released().Default);

        Wish.Release Released() => Assert.IsType<Wish.Release>(_scene.Target(Scope.Machine, DockerScene.Upstream)!.Settings[0].Wish);
    }

    [Fact]
    public void A_daemon_that_is_not_ours_to_signal_is_left_to_an_exact_command()
    {
        _scene.Run();
        _scene.Machine = _scene.Machine with { HangUp = _ => false };
        Reload(Mirrored);
        Assert.Equal($"`sudo kill -HUP {DockerScene.DaemonId}`", Assert.Single(_scene.Found).Hint);
    }

    [Fact]
    public void A_daemon_that_reads_another_file_is_not_signalled()
    {
        _scene.Run(flags: ["--config-file=/opt/docker.json"]);
        Reload(Mirrored);
        Assert.Empty(_signalled);
        Assert.Empty(_scene.Found);
    }

    [Fact]
    public void Below_another_root_no_daemon_is_signalled()
    {
        _scene.Run();
        _scene.Machine = _scene.Machine with { KeepsState = false };
        Reload(Mirrored);
        Assert.Empty(_signalled);
    }

    [Fact]
    public void A_file_that_is_gone_is_nothing_to_read()
    {
        _scene.Run();
        Reload(null);
        Assert.Empty(_signalled);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("")]
    public void Before_a_key_goes_a_running_daemon_reads_an_empty_list(string? after)
    {
        _scene.Run();
        Assert.Equal("{\"registry-mirrors\": []}", BeforeUndo(Mirrored, after)!.Text());
    }

    [Fact]
    public void A_key_that_keeps_a_value_is_read_as_it_comes()
    {
        _scene.Run();
        var current = "{\"registry-mirrors\": [\"https://a.example\"], \"insecure-registries\": [\"a.example\"]}";
        Assert.Equal(
            "{\"registry-mirrors\": [\"https://a.example\"], \"insecure-registries\": []}",
            BeforeUndo(current, "{\"registry-mirrors\": [\"https://mine.example\"]}")!.Text());
        Assert.Null(BeforeUndo(Mirrored, "{\"registry-mirrors\": [\"https://mine.example\"]}"));
    }

    [Fact]
    public void Without_a_running_daemon_undo_needs_no_step_between() => Assert.Null(BeforeUndo(Mirrored, "{}"));

    private IDocument? BeforeUndo(string current, string? after) =>
        _scene.Ecosystem.BeforeUndo(DaemonJson.Parse(current), _scene.Edit(current, after), _scene.Machine);

    private void Reload(string? text) => _scene.Ecosystem.Reload(_scene.Edit("{}", text), _scene.Machine, _scene.Found);

    private bool Signal(int id)
    {
        _signalled.Add(id);
        return true;
    }
}
