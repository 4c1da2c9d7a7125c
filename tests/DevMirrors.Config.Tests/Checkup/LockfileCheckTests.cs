using System.Text;

namespace DevMirrors.Config.Tests;

public sealed class LockfileCheckTests : IDisposable
{
    private const string Dead = "https://registry.npm.taobao.org";

    private readonly CheckScene _scene = new();

    [Theory]
    [InlineData("package-lock.json", "{\n  \"packages\": {\n    \"a\": { \"resolved\": \"" + Dead + "/a/-/a-1.0.0.tgz\" }\n}}\n", 3)]
    [InlineData("npm-shrinkwrap.json", "{\n\"resolved\": \"" + Dead + "/a/-/a-1.0.0.tgz\" }\n", 2)]
    [InlineData("yarn.lock", "# yarn lockfile v1\n\na@^1:\n  version \"1.0.0\"\n  resolved \"" + Dead + "/a/-/a-1.0.0.tgz#0\"\n", 5)]
    [InlineData("yarn.lock", "__metadata:\n  version: 8\n\n\"a@npm:^1\":\n  resolution: \"a@npm:1.0.0::__archiveUrl=https%3A%2F%2Fregistry.npm.taobao.org%2Fa%2F-%2Fa-1.0.0.tgz\"\n", 5)]
    [InlineData("bun.lock", "{\n  \"packages\": {\n    \"a\": [\"a@1.0.0\", \"" + Dead + "/a/-/a-1.0.0.tgz\", {}, \"\"],\n}}\n", 3)]
    [InlineData("pnpm-lock.yaml", "packages:\n  a@1.0.0:\n    resolution: {tarball: " + Dead + "/a/-/a-1.0.0.tgz}\n", 3)]
    public void A_dead_mirror_in_a_lockfile_is_an_error_at_its_line(string name, string text, int line)
    {
        var path = _scene.Repo(Path.Combine("web", name), text);

        Assert.Contains("dead", _scene.Finds(LockfileCheck.OfNpm, CheckStatus.Error, path, line).Message);
    }

    [Fact]
    public void A_dead_mirror_of_NuGet_is_found_in_its_lockfile_too()
    {
        _scene.Catalogue = new MirrorCatalogue([Sample.Row("nuget", "gone", MirrorState.Dead)]);
        var path = _scene.Repo("packages.lock.json", "{\n \"version\": 1,\n \"note\": \"https://gone.nuget.example/v3/a\"\n}");

        _scene.Finds(LockfileCheck.OfNuGet, CheckStatus.Error, path, 3);
    }

    [Theory]
    [InlineData("https://mirrors.huaweicloud.com/repository/nuget/v3/index.json")]
    [InlineData("https://mirrors.cloud.tencent.com/nuget/")]
    public void A_mirror_of_NuGet_is_found_by_its_index_too_and_the_hint_is_NuGets(string url)
    {
        var path = _scene.Repo("packages.lock.json", $"{{\n \"version\": 1,\n \"source\": \"{url}\"\n}}");

        Assert.StartsWith("`dotnet restore --force-evaluate`", _scene.Finds(LockfileCheck.OfNuGet, CheckStatus.Info, path, 3).Hint);
    }

    [Fact]
    public void The_hint_for_pnpm_takes_the_addresses_out_which_no_option_of_its_does()
    {
        var path = _scene.Repo("pnpm-lock.yaml", $"packages:\n  a@1.0.0:\n    resolution: {{integrity: sha512-x, tarball: {Dead}/a/-/a-1.0.0.tgz}}\n");

        Assert.StartsWith("delete `, tarball: …`", _scene.Finds(LockfileCheck.OfNpm, CheckStatus.Error, path, 3).Hint);
    }

    [Fact]
    public void A_living_mirror_is_a_warning_where_the_policy_chooses_another_and_news_where_it_does_not()
    {
        var path = _scene.Repo("package-lock.json", "{ \"resolved\": \"https://registry.npmmirror.com/a/-/a-1.0.0.tgz\" }\n");

        _scene.Finds(LockfileCheck.OfNpm, CheckStatus.Info, path, 1);
        _scene.Repo("mirrors.yaml", "version: 1\nregions:\n  here:\n    default: true\n    npm: npmmirror\n");
        _scene.Finds(LockfileCheck.OfNpm, CheckStatus.Info, path, 1);
        _scene.Repo("mirrors.yaml", "version: 1\nregions:\n  here:\n    default: true\n    npm: upstream\n");
        _scene.Finds(LockfileCheck.OfNpm, CheckStatus.Warning, path, 1);
    }

    [Fact]
    public void All_addresses_of_one_mirror_in_one_file_are_one_finding_with_their_number()
    {
        var path = _scene.Repo("package-lock.json", string.Concat(Enumerable.Repeat($"\n\"{Dead}/a\"", 400)));

        Assert.StartsWith("this lockfile holds 400 addresses", _scene.Finds(LockfileCheck.OfNpm, CheckStatus.Error, path, 2).Message);
    }

    [Fact]
    public void What_was_fetched_or_built_is_passed_over_and_so_is_a_host_that_only_begins_alike()
    {
        foreach (var folder in new[] { "node_modules/x", ".git", "obj", "web/bin" })
            _scene.Repo($"{folder}/package-lock.json", $"{{\"resolved\": \"{Dead}/a\"}}");
        _scene.Repo("package-lock.json", "{\"resolved\": \"https://registry.npm.taobao.org.other.example/a\", \"x\": \"https://my-registry.npm.taobao.org/\"}");

        _scene.IsWell(LockfileCheck.OfNpm);
    }

    [Fact]
    public void Odd_lockfiles_are_borne()
    {
        Directory.CreateDirectory(Path.Combine(_scene.Scratch.Repository, "package-lock.json"));
        _scene.Scratch.Write("repo/a/yarn.lock", [0, 255, 254, 10, 0]);
        _scene.Scratch.Write("repo/b/bun.lock", []);
        Directory.CreateSymbolicLink(Path.Combine(_scene.Scratch.Repository, "loop"), _scene.Scratch.Repository);

        _scene.IsWell(LockfileCheck.OfNpm);
    }

    [Fact]
    public void A_lockfile_that_is_too_large_is_named_and_not_read()
    {
        var path = _scene.Repo("yarn.lock", "");
        using (var file = File.OpenWrite(path))
            file.SetLength(Lockfiles.MaxBytes + 1);

        var found = _scene.Only(LockfileCheck.OfNpm);

        Assert.Equal((CheckStatus.Info, path), (found.Status, found.Place?.File));
    }

    [Fact]
    public void Not_more_lockfiles_are_read_than_the_bound_says()
    {
        for (var i = 0; i < Lockfiles.MaxFiles + 5; i++)
            _scene.Scratch.Write($"repo/p{i:000}/yarn.lock", Encoding.UTF8.GetBytes(Dead + "/"));

        Assert.Equal(Lockfiles.MaxFiles, _scene.All(LockfileCheck.OfNpm).Count);
    }

    public void Dispose() => _scene.Dispose();
}
