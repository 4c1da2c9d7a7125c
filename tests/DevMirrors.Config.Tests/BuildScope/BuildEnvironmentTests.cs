using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

public sealed class BuildEnvironmentTests : IDisposable
{
    private readonly ScratchMachine _scratch = new();
    private readonly DiagnosticBag _found = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Commands_get_the_clients_own_variables_and_none_for_what_MSBuild_restores_or_docker_reads()
    {
        var lent = Lent("go: [goproxy-cn, direct]\n    npm: npmmirror\n    nuget: huawei\n    docker: daocloud");

        Assert.Equal("https://goproxy.cn,direct", lent["GOPROXY"]);
        Assert.Equal("https://registry.npmmirror.com/", lent["npm_config_registry"]);
        Assert.DoesNotContain(lent, v => v.Key.StartsWith("NUGET", StringComparison.OrdinalIgnoreCase) || v.Value.Contains("daocloud"));
        Assert.Empty(_found);
    }

    [Fact]
    public void What_the_catalogue_knows_beside_the_policy_is_not_lent()
    {
        var request = "npm: npmmirror";

        Assert.DoesNotContain(Lent(request).Keys, name => name.Contains("ELECTRON", StringComparison.OrdinalIgnoreCase));
        Assert.All(Lent(request), v => Assert.True(v.Value is "" or "https://registry.npmmirror.com/", $"{v.Key}={v.Value}"));
    }

    [Fact]
    public void A_registry_goes_only_with_its_private_scopes_and_the_shell_drops_their_variables()
    {
        Assert.Empty(Lent("npm: npmmirror", Private));
        Assert.Equal("DEVM7031", Assert.Single(_found, d => d.Severity == Severity.Warning && d.Code.StartsWith("DEVM70", StringComparison.Ordinal)).Code);
    }

    [Fact]
    public void Where_a_file_maps_the_scopes_the_registry_is_lent()
    {
        _scratch.Write("repo/.npmrc", "@corp:registry=https://npm.corp.example/\n");

        Assert.Equal("https://registry.npmmirror.com/", Lent("npm: npmmirror", Private)["npm_config_registry"]);
        Assert.DoesNotContain(_found, d => d.Code == "DEVM7031");
    }

    [Fact]
    public void On_Windows_every_name_reaches_a_command()
    {
        _scratch.Machine = _scratch.Machine with { Os = OsKind.Windows };

        Assert.Equal("https://npm.corp.example/", Lent("npm: npmmirror", Private)["npm_config_@corp:registry"]);
    }

    private const string Private = """
        private:
          npm: { "@corp": corp }
        mirrors:
          corp: { ecosystem: npm, url: "https://npm.corp.example/", private: true }

        """;

    private Dictionary<string, string> Lent(string choices, string more = "")
    {
        _scratch.Write("repo/mirrors.yaml", $"version: 1\nregions:\n  here:\n    default: true\n    {choices}\n{more}");
        var selection = MirrorRun.Select(new RunOptions(), _scratch.Machine, new DiagnosticBag());
        return BuildEnvironment.Of(selection!, _scratch.Machine, _found).ToDictionary();
    }
}
