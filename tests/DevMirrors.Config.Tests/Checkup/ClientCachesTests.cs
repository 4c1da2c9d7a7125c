using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

public sealed class ClientCachesTests : IDisposable
{
    private readonly ScratchMachine _scratch = new();

    [Fact]
    public void Only_installed_clients_are_cleaned_and_restored_packages_only_on_request()
    {
        Install("go", "dotnet");

        Assert.Equal(["go clean -modcache", "dotnet nuget locals http-cache --clear"], Commands(null, packages: false));
        Assert.Equal(["dotnet nuget locals http-cache --clear", "dotnet nuget locals global-packages --clear"], Commands(["nuget"], packages: true));
        Assert.Empty(Commands(["npm"], packages: true));
    }

    [Fact]
    public void The_folders_are_those_of_the_home_where_nothing_says_otherwise()
    {
        Install("go", "npm", "dotnet");

        Assert.Equal(
            [In("go/pkg/mod"), null, In(".local/share/NuGet/http-cache"), In(".nuget/packages")],
            ClientCaches.Of(_scratch.Machine, _scratch.Home, null, packages: true).Select(c => c.Folder));
    }

    [Fact]
    public void Settings_and_variables_that_move_a_cache_are_followed()
    {
        Install("go", "npm", "dotnet");
        _scratch.Write("home/.config/go/env", "GOPATH=/data/go\n");
        _scratch.Set("NUGET_HTTP_CACHE_PATH", "/data/http");
        _scratch.Set("NUGET_PACKAGES", "/data/packages");

        Assert.Equal(
            ["/data/go/pkg/mod", null, "/data/http", "/data/packages"],
            ClientCaches.Of(_scratch.Machine, _scratch.Home, null, packages: true).Select(c => c.Folder));
    }

    [Fact]
    public void A_repositorys_packages_folder_is_not_the_users()
    {
        Install("dotnet");
        _scratch.Write("repo/nuget.config", "<configuration><config><add key=\"globalPackagesFolder\" value=\"../mine\" /></config></configuration>");

        Assert.Equal(In(".nuget/packages"), ClientCaches.Of(_scratch.Machine, _scratch.Home, null, packages: true)[^1].Folder);
    }

    [Fact]
    public void The_file_that_only_a_restore_heeds_does_not_name_the_packages_folder()
    {
        Install("dotnet");
        _scratch.Set("RestoreConfigFile", _scratch.Write("ci/nuget.config", "<configuration />"));
        _scratch.Write("home/.nuget/NuGet/NuGet.Config", "<configuration><config><add key=\"globalPackagesFolder\" value=\"/data/packages\" /></config></configuration>");

        Assert.Equal("/data/packages", ClientCaches.Of(_scratch.Machine, _scratch.Home, null, packages: true)[^1].Folder);
    }

    [Fact]
    public void A_folder_that_is_said_from_wherever_the_client_stands_is_not_known()
    {
        Install("go", "dotnet");
        _scratch.Set("GOMODCACHE", "modules");
        _scratch.Set("DOTNET_CLI_HOME", "rel");
        _scratch.Write("repo/rel/.nuget/NuGet/NuGet.Config", "<configuration><config><add key=\"globalPackagesFolder\" value=\"packages\" /></config></configuration>");

        Assert.Equal([null, null, null], ClientCaches.Of(_scratch.Machine, _scratch.Home, null, packages: true).Select(c => c.Folder));
    }

    [Fact]
    public void A_relative_home_of_dotnet_is_meant_from_the_current_folder()
    {
        _scratch.Set("DOTNET_CLI_HOME", "rel");
        _scratch.Write("repo/rel/.nuget/NuGet/NuGet.Config", "<configuration><packageSources><add key=\"near\" value=\"feed\" /></packageSources><config><add key=\"globalPackagesFolder\" value=\"packages\" /></config></configuration>");

        var hierarchy = NuGetHierarchy.Load(_scratch.Machine, _scratch.Repository, new DiagnosticBag());

        var folder = Path.Combine(_scratch.Repository, "rel/.nuget/NuGet");
        Assert.Equal(Path.Combine(folder, "feed"), Assert.Single(hierarchy.Sources).Address);
        Assert.Equal(Path.Combine(folder, "packages"), ClientCaches.GlobalPackages(_scratch.Machine, hierarchy));
    }

    [Fact]
    public void A_folder_around_the_one_that_somebody_stands_in_is_an_obstacle_whatever_that_is_called()
    {
        foreach (var name in new[] { "project", "..project" })
        {
            var current = Directory.CreateDirectory(Path.Combine(_scratch.Folder, "caches", name)).FullName;
            var machine = _scratch.Machine with { CurrentFolder = current };

            Assert.All([current, Path.GetDirectoryName(current)!], path => Assert.Equal("the folder that you stand in lies in it", ClientCaches.Obstacle(path, machine)));
            Assert.Null(ClientCaches.Obstacle(Path.Combine(current, "below"), machine));
        }
    }

    [Fact]
    public void A_folder_in_a_repository_or_around_the_home_is_an_obstacle_also_behind_a_link()
    {
        Directory.CreateSymbolicLink(In("link"), _scratch.Repository);

        Assert.All(["repo", "repo/pkg/mod", "home/link/pkg"], path => Assert.Contains("repository", ClientCaches.Obstacle(Path.Combine(_scratch.Folder, path), _scratch.Machine)));
        Assert.All([_scratch.Home, _scratch.Folder, "/"], path => Assert.Contains("home", ClientCaches.Obstacle(path, _scratch.Machine)));
        Assert.All(["home/.npm/_cacache", "home2/x", "other"], path => Assert.Null(ClientCaches.Obstacle(Path.Combine(_scratch.Folder, path), _scratch.Machine)));
        Directory.CreateDirectory(In(".git"));
        Assert.Null(ClientCaches.Obstacle(In(".npm/_cacache"), _scratch.Machine));
    }

    private IEnumerable<string> Commands(IReadOnlyList<string>? only, bool packages) => ClientCaches.Of(_scratch.Machine, _scratch.Home, only, packages).Select(c => c.Command);

    private string In(string path) => Path.Combine(_scratch.Home, path);

    private void Install(params string[] programs)
    {
        foreach (var program in programs)
            _scratch.Write($"bin/{program}", "");
        _scratch.Machine = _scratch.Machine with { SearchPath = [Path.Combine(_scratch.Folder, "bin")] };
    }

    public void Dispose() => _scratch.Dispose();
}
