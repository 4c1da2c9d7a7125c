using System.Text;

namespace DevMirrors.Config.Tests;

/// <summary>P23: dockerd gives the Docker Hub login to every mirror that asks, so no mirror comes to a login.</summary>
[Trait("Promise", "P23")]
public sealed class DockerLoginTests : IDisposable
{
    private readonly DockerScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("""{"auths":{"https://index.docker.io/v1/":{"auth":"eDp5"}}}""")]
    [InlineData("""{"auths":{"https://index.docker.io/v1/":{}},"credsStore":"desktop"}""")]
    [InlineData("""{"credHelpers":{"docker.io":"pass"}}""")]
    [InlineData("\uFEFF{\"auths\":{\"index.docker\\u002eio\":{}}}")]
    public void A_login_holds_mirrors_back_and_is_named_with_its_place(string config)
    {
        var path = _scene.Scratch.Write("home/.docker/config.json", config);
        _scene.WriteRoot("etc/docker/daemon.json", "{}");

        Assert.Null(_scene.Target(Scope.Machine));

        var error = Assert.Single(_scene.Found, d => d.Severity == Severity.Error);
        Assert.Equal(("DEVM3417", path, 1), (error.Code, error.Place?.File, error.Place?.Line));
        Assert.DoesNotContain("eDp5", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What Docker's parser takes: names that are no UTF-8 or half a character, any size, 10,000 levels.</summary>
    [Theory]
    [InlineData("{\"\u00ff\":1,\"a\u00fe\":\"\u00ff\",\"auths\":{\"\u00ff\":{},\"docker.io\":{}}}")]
    [InlineData("""{"a\ud800":1,"auths":{"b\udfff":{},"docker.io":{}}}""")]
    [InlineData("""{"auth\u017f":{"docker.io":{}}}""")]
    [InlineData("{\"deep\":DEEP,\"auths\":{\"docker.io\":{}}}")]
    [InlineData("{\"long\":\"LONG\",\"auths\":{\"docker.io\":{}}}")]
    public void A_login_is_found_in_whatever_Docker_reads(string config)
    {
        var text = config.Replace("DEEP", new string('[', 9_000) + new string(']', 9_000)).Replace("LONG", new string('x', 3 * FileSnapshot.MaxBytes));
        _scene.Scratch.Write("home/.docker/config.json", Encoding.Latin1.GetBytes(text));
        _scene.WriteRoot("etc/docker/daemon.json", "{}");

        Assert.Null(_scene.Target(Scope.Machine));
        Assert.Equal("DEVM3417", Assert.Single(_scene.Found, d => d.Severity == Severity.Error).Code);
    }

    [Fact]
    public void A_file_that_cannot_be_read_may_hold_a_login()
    {
        Directory.CreateDirectory(Path.Combine(_scene.Scratch.Home, ".docker", "config.json"));
        _scene.WriteRoot("etc/docker/daemon.json", "{}");

        Assert.Null(_scene.Target(Scope.Machine));
        Assert.Equal("DEVM3417", Assert.Single(_scene.Found, d => d.Severity == Severity.Error).Code);
    }

    [Fact]
    public void A_login_in_a_variable_or_another_folder_counts_as_well()
    {
        _scene.WriteRoot("etc/docker/daemon.json", "{}");
        _scene.Scratch.Set("DOCKER_AUTH_CONFIG", """{"auths":{"docker.io":{}}}""");
        Assert.Null(_scene.Target(Scope.Machine));
        _scene.Scratch.Set("DOCKER_AUTH_CONFIG", "");
        Assert.NotNull(_scene.Target(Scope.Machine));
        _scene.Scratch.Set("DOCKER_CONFIG", Path.GetDirectoryName(_scene.Scratch.Write("other/config.json", """{"auths":{"docker.io":{}}}"""))!);
        Assert.Null(_scene.Target(Scope.Machine));
    }

    [Theory]
    [InlineData("""{"auths":{"registry.corp.example":{"auth":"eDp5"}}}""")]
    [InlineData("""{"proxies":{"auths":{"docker.io":{}}}}""")]
    [InlineData("""{"auths":{}}""")]
    [InlineData("{")]
    [InlineData("")]
    public void Other_logins_and_broken_files_hold_nothing(string config)
    {
        _scene.Scratch.Write("home/.docker/config.json", config);
        _scene.WriteRoot("etc/docker/daemon.json", "{}");

        Assert.NotNull(_scene.Target(Scope.Machine));
        Assert.Empty(_scene.Found);
    }

    [Fact]
    public void Hosts_that_have_the_login_already_may_stay_and_go()
    {
        _scene.Scratch.Write("home/.docker/config.json", """{"auths":{"docker.io":{}}}""");
        _scene.WriteRoot("etc/docker/daemon.json", """{"registry-mirrors":["https://b.example/","https://a.example"]}""");

        Assert.NotNull(_scene.Target(Scope.Machine));
        Assert.Empty(_scene.Found);
    }

    [Fact]
    public void A_login_that_came_later_is_a_warning_of_every_reading()
    {
        _scene.WriteRoot("etc/docker/daemon.json", """{"registry-mirrors":["https://a.example"]}""");
        _scene.Scratch.Write("home/.docker/config.json", "{\n  \"auths\": {\n    \"docker.io\": {}\n  }\n}");

        _scene.Ecosystem.Read(_scene.Request(Scope.Machine, DockerScene.Mirror("a", "https://a.example")), _scene.Found);

        var warning = Assert.Single(_scene.Found, d => d.Code == "DEVM3418");
        Assert.Equal((3, 5), (warning.Place!.Line, warning.Place.Column));
    }
}
