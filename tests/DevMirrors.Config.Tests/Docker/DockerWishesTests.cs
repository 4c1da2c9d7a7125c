namespace DevMirrors.Config.Tests;

public sealed class DockerWishesTests : IDisposable
{
    private static readonly Mirror WithPath = DockerScene.Mirror("hub", "https://r.example/hub/");

    private readonly DockerScene _scene = new();

    public DockerWishesTests() => _scene.Install("dockerd");

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Mirrors_stand_in_the_order_of_the_policy_without_doubles()
    {
        var target = _scene.Target(Scope.Machine, DockerScene.Mirror("b", "https://b.example"), DockerScene.Mirror("a", "https://a.example"), DockerScene.Mirror("c", "https://b.example/"));
        var wish = Assert.IsType<Wish.Set>(Assert.Single(target!.Settings).Wish);
        Assert.Equal(["https://b.example", "https://a.example"], wish.Value.Items);
    }

    [Fact]
    public void Only_what_the_policy_declares_insecure_becomes_an_insecure_registry()
    {
        var target = _scene.Target(Scope.Machine, DockerScene.Mirror("a", "https://a.example"), DockerScene.Mirror("r", "http://r.example:5000/", isInsecure: true));
        var wish = Assert.IsType<Wish.Include>(target!.Settings.Single(s => s.Key == "insecure-registries").Wish);
        Assert.Equal(["r.example:5000"], wish.Items);
    }

    [Theory]
    [InlineData("Docker version 20.10.24+dfsg1, build 297e128", false)]
    [InlineData("Docker version 23.0.0, build e92dd87", true)]
    [InlineData("Docker version 28.5.2, build ecc694", true)]
    [InlineData("something else", false)]
    [InlineData(null, false)]
    public void A_path_is_written_only_for_a_daemon_that_starts_with_it(string? version, bool isWritten)
    {
        _scene.Machine = _scene.Machine with { Ask = (program, arguments, _) => (program, arguments[0]) == ("dockerd", "--version") ? version : null };
        Assert.Equal(isWritten, _scene.Target(Scope.Machine, WithPath) is not null);
        Assert.Equal(isWritten ? [] : ["DEVM3408"], _scene.Codes);
        Assert.All(_scene.Found, d => Assert.Equal(new Place("/repo/mirrors.yaml", 6, 5), d.Place));
    }

    [Fact]
    public void Below_another_root_the_version_of_this_machine_says_nothing()
    {
        _scene.Machine = _scene.Machine with { KeepsState = false, Ask = (_, _, _) => "Docker version 28.5.2" };
        Assert.Null(_scene.Target(Scope.Machine, WithPath));
    }

    [Fact]
    public void A_token_cannot_be_written_and_docker_has_no_other_way()
    {
        _scene.Target(Scope.Machine, DockerScene.Mirror("r", "https://r.example:5000", token: "TOKEN"));
        var warning = Assert.Single(_scene.Found);
        Assert.Equal(("DEVM3416", "let the mirror answer without a token, from inside your network"), (warning.Code, warning.Hint));
    }

    [Theory]
    [InlineData(ValueKind.Upstream)]
    [InlineData(ValueKind.Upstream, "https://registry-1.docker.io")]
    [InlineData(ValueKind.Mirror, "https://mirror.gcr.io/", "https://docker.m.daocloud.io")]
    [InlineData(ValueKind.Foreign, "https://mirror.gcr.io", "https://mine.example")]
    [InlineData(ValueKind.Foreign, "not an address")]
    public void A_value_is_judged_by_all_of_its_items(ValueKind kind, params string[] items) =>
        Assert.Equal(kind, _scene.Ecosystem.Judge(DaemonJson.Mirrors, new(items), _scene.Request(Scope.Machine)));

    [Fact]
    public void One_command_borrows_nothing_and_is_told_why()
    {
        Assert.Same(Loan.Nothing, _scene.Ecosystem.Lend(_scene.Request(Scope.User), _scene.Found));
        Assert.Equal(["DEVM3411"], _scene.Codes);
    }
}
