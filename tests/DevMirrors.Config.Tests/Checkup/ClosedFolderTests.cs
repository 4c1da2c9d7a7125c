namespace DevMirrors.Config.Tests;

/// <summary>A folder that is closed to whoever looks is named, and what stands elsewhere is found all the same.</summary>
public sealed class ClosedFolderTests : IDisposable
{
    private const string Mistaken = "[[registry]]\nlocation = \"https://docker.io\"\n";

    private readonly CheckScene _scene = new();

    [Fact]
    public void The_drop_ins_of_dockers_unit_are_named_and_the_unit_itself_is_read()
    {
        var unit = _scene.Root("etc/systemd/system/docker.service", "[Service]\nExecStart=/usr/bin/dockerd --registry-mirror=https://m.example\n");
        var closed = FolderOf(_scene.Root("etc/systemd/system/docker.service.d/http-proxy.conf", ""));
        _scene.Root("etc/docker/daemon.json", "{}");
        using var _ = new ClosedFolder(closed);

        IsNamed(closed, _scene.All(new FilesCheck("docker")));
        Assert.Contains(_scene.Request().FactsOf("docker").Readings, r => r.Source == $"{unit}:2");
    }

    [Fact]
    public void A_closed_folder_of_everybodys_NuGet_files_is_named_and_the_users_file_is_read()
    {
        var user = _scene.Home(".nuget/NuGet/NuGet.Config", "<configuration><packageSources><add key=\"a\" value=\"https://a.example/index.json\" /></packageSources></configuration>");
        var closed = FolderOf(_scene.Root("etc/opt/NuGet/Config/all.config", "<configuration />"));
        using var _ = new ClosedFolder(closed);

        IsNamed(closed, _scene.All(new FilesCheck("nuget")));
        Assert.Equal(user, Assert.Single(NuGetHierarchy.Load(_scene.Machine, _scene.Scratch.Repository, new DiagnosticBag()).Sources).File.Path);
    }

    [Fact]
    public void A_package_from_a_foreign_source_beside_a_closed_folder_is_found()
    {
        _scene.Repo("mirrors.yaml", "version: 1\nregions:\n  here:\n    default: true\n    nuget: huawei\nprivate:\n  nuget: { \"Corp.*\": corp }\nmirrors:\n  corp: { ecosystem: nuget, url: https://nuget.corp.example/v3/index.json, private: true }\n");
        var leaked = _scene.Home(".nuget/packages/corp.lib/1.0.0/.nupkg.metadata", "{\"source\": \"https://other.example/index.json\"}");
        var closed = Directory.CreateDirectory(Path.Combine(_scene.Scratch.Home, ".nuget/packages/a")).FullName;
        using var _ = new ClosedFolder(closed);

        var found = _scene.All(new NuGetPackageCheck());

        Assert.Contains(found, f => f.Status == CheckStatus.Error && f.Place!.File == leaked);
        IsNamed(closed, found);
    }

    [Fact]
    public void A_mistake_in_the_users_registries_is_found_where_everybodys_are_closed()
    {
        var closed = FolderOf(_scene.Root("etc/containers/registries.conf.d/a.conf", ""));
        var mistaken = _scene.Home(".config/containers/registries.conf.d/a.conf", Mistaken);
        using var _ = new ClosedFolder(closed);

        var found = _scene.All(new RegistriesFileCheck());

        Assert.Contains(found, f => f.Status == CheckStatus.Error && f.Place!.File == mistaken);
        IsNamed(closed, found);
    }

    [Theory]
    [InlineData("etc/containerd/certs.d")]
    [InlineData("etc/docker/certs.d/a.example")]
    public void A_mistake_in_a_hosts_file_is_found_beside_a_closed_folder(string folder)
    {
        var closed = FolderOf(_scene.Root($"{folder}/x", ""));
        var mistaken = _scene.Root("etc/docker/certs.d/docker.io/hosts.toml", "server = true\n");
        using var _ = new ClosedFolder(closed);

        var found = _scene.All(new HostsFileCheck());

        Assert.Contains(found, f => f.Status == CheckStatus.Error && f.Place!.File == mistaken);
        IsNamed(closed, found);
    }

    [Fact]
    public void The_builders_of_a_closed_folder_are_not_judged()
    {
        _scene.Root("etc/docker/daemon.json", "{\"registry-mirrors\": [\"https://a.example\"]}");
        var closed = FolderOf(_scene.Home(".docker/buildx/instances/a", "{}"));
        using var _ = new ClosedFolder(closed);

        IsNamed(closed, _scene.All(new DockerBuilderCheck()));
    }

    private static void IsNamed(string folder, IEnumerable<CheckFinding> found) =>
        Assert.Single(found, f => f.Status == CheckStatus.Info && f.Place?.File == folder && f.Message.StartsWith("this folder cannot be looked into", StringComparison.Ordinal));

    private static string FolderOf(string path) => Path.GetDirectoryName(path)!;

    public void Dispose() => _scene.Dispose();
}
