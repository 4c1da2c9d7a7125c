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
            [In("go/pkg/mod"), In(".npm/_cacache"), In(".local/share/NuGet/http-cache"), In(".nuget/packages")],
            ClientCaches.Of(_scratch.Machine, null, packages: true).Select(c => c.Folder));
    }

    [Fact]
    public void Settings_and_variables_that_move_a_cache_are_followed()
    {
        Install("go", "npm", "dotnet");
        _scratch.Write("home/.config/go/env", "GOPATH=/data/go\n");
        _scratch.Write("home/.npmrc", "cache=/data/npm\n");
        _scratch.Set("NUGET_HTTP_CACHE_PATH", "/data/http");
        _scratch.Set("NUGET_PACKAGES", "/data/packages");

        Assert.Equal(
            ["/data/go/pkg/mod", "/data/npm/_cacache", "/data/http", "/data/packages"],
            ClientCaches.Of(_scratch.Machine, null, packages: true).Select(c => c.Folder));
    }

    private IEnumerable<string> Commands(IReadOnlyList<string>? only, bool packages) => ClientCaches.Of(_scratch.Machine, only, packages).Select(c => c.Command);

    private string In(string path) => Path.Combine(_scratch.Home, path);

    private void Install(params string[] programs)
    {
        foreach (var program in programs)
            _scratch.Write($"bin/{program}", "");
        _scratch.Machine = _scratch.Machine with { SearchPath = [Path.Combine(_scratch.Folder, "bin")] };
    }

    public void Dispose() => _scratch.Dispose();
}
