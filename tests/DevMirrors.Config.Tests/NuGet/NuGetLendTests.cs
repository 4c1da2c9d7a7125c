using DevMirrors.Testing;
using NuGet.Configuration;

namespace DevMirrors.Config.Tests;

public sealed class NuGetLendTests : IDisposable
{
    private const string Mirror = "https://mirror.example/v3/index.json";
    private readonly ScratchMachine _scratch = new();
    private readonly DiagnosticBag _found = [];

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_mirror_comes_in_under_a_new_key_and_the_users_feed_is_switched_off()
    {
        var loan = Lend();

        Assert.Equal([new("NUGET_COMMON_APPLICATION_DATA", "{folder}/nuget")], loan.Variables);
        var sources = LoadedBeside(loan);
        Assert.Equal([("devmirrors-ours", Mirror)], Enabled(sources));
        Assert.Contains(sources, s => s.Name == NuGetConstants.FeedName && !s.IsEnabled);
    }

    [Fact]
    public void The_patterns_of_the_replaced_source_go_to_the_new_key()
    {
        _scratch.Write("repo/nuget.config", $"""
            <configuration>
              <packageSources><add key="corp" value="https://corp.example/v3/index.json" /></packageSources>
              <packageSourceMapping>
                <packageSource key="{NuGetConstants.FeedName}"><package pattern="*" /><package pattern="Pub.*" /></packageSource>
                <packageSource key="corp"><package pattern="Corp.*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);

        var mapping = PackageSourceMapping.GetPackageSourceMapping(Settings(Lend()));

        Assert.Equal(["corp"], mapping.GetConfiguredPackageSources("Corp.Lib"));
        Assert.Contains("devmirrors-ours", mapping.GetConfiguredPackageSources("Pub.Lib"));
        Assert.Contains("devmirrors-ours", mapping.GetConfiguredPackageSources("Any"));
    }

    [Fact]
    public void The_machines_own_files_are_linked_beside_ours()
    {
        var file = _scratch.Write("root/etc/opt/NuGet/Config/company.config", "<configuration />");

        Assert.Equal([new("nuget/NuGet/Config/company.config", file)], Lend().Links);
    }

    [Theory]
    [InlineData("packageSources", true)]
    [InlineData("disabledPackageSources", true)]
    [InlineData("packageSourceMapping", false)]
    public void A_clear_that_hides_machine_wide_settings_makes_one_whole_configuration(string section, bool isWhole)
    {
        _scratch.Write("repo/nuget.config", $"""
            <configuration>
              <packageSources>{(section == "packageSources" ? "<clear />" : "")}
                <add key="up" value="{NuGetConstants.V3FeedUrl}" />
                <add key="corp" value="./feed" />
              </packageSources>
              {(section == "packageSources" ? "" : $"<{section}><clear /></{section}>")}
              <packageSourceCredentials><corp><add key="Username" value="me" /><add key="ClearTextPassword" value="canary" /></corp></packageSourceCredentials>
            </configuration>
            """);

        var loan = Lend();

        Assert.Equal(isWhole, loan.Variables[0].Key == "RestoreConfigFile");
        Assert.Equal(isWhole, _found.Any(d => d.Code == "DEVM3308"));
        Assert.DoesNotContain("canary", loan.Files[0].Value);
        if (section == "packageSources")
            Assert.Equal([("corp", Path.Combine(_scratch.Repository, "feed")), ("devmirrors-ours", Mirror)], Enabled(LoadedAlone(loan)));
    }

    [Fact]
    public void Nothing_is_lent_where_the_mirror_is_in_place_already()
    {
        WriteUser($"""<add key="{NuGetConstants.FeedName}" value="{Mirror}" />""");

        Assert.Same(Loan.Nothing, Lend());
    }

    [Fact]
    public void A_private_name_is_mapped_to_its_source_alone()
    {
        var loan = Lend(NuGetRequest.Private("Corp.*", "corp", "https://corp.example/v3/index.json"));

        var mapping = PackageSourceMapping.GetPackageSourceMapping(Settings(loan));
        Assert.Equal(["corp"], mapping.GetConfiguredPackageSources("Corp.Lib"));
        Assert.Contains("devmirrors-ours", mapping.GetConfiguredPackageSources("Pub.Lib"));
        Assert.Contains(("corp", "https://corp.example/v3/index.json"), Enabled(LoadedBeside(loan)));
    }

    private Loan Lend(params PrivateBinding[] bindings) => new NuGetEcosystem().Lend(NuGetRequest.For(_scratch, Mirror, isPrivate: bindings), _found);

    private void WriteUser(string sources) =>
        _scratch.Write("home/.nuget/NuGet/NuGet.Config", $"<configuration><packageSources>{sources}</packageSources></configuration>");

    private static IEnumerable<(string, string)> Enabled(IEnumerable<PackageSource> sources) => sources.Where(s => s.IsEnabled).Select(s => (s.Name, s.Source));

    private IReadOnlyList<PackageSource> LoadedBeside(Loan loan) => [.. PackageSourceProvider.LoadPackageSources(Settings(loan))];

    private IReadOnlyList<PackageSource> LoadedAlone(Loan loan) =>
        [.. PackageSourceProvider.LoadPackageSources(NuGet.Configuration.Settings.LoadSpecificSettings(_scratch.Folder, _scratch.Write("loan/nuget.config", loan.Files[0].Value)))];

    /// <summary>What NuGet itself makes of the repository's file, the user's file and the lent file, the nearest first.</summary>
    private ISettings Settings(Loan loan)
    {
        var user = Path.Combine(_scratch.Home, ".nuget", "NuGet", "NuGet.Config");
        if (!File.Exists(user))
            WriteUser($"""<add key="{NuGetConstants.FeedName}" value="{NuGetConstants.V3FeedUrl}" protocolVersion="3" />""");
        var files = new[] { Path.Combine(_scratch.Repository, "nuget.config"), user, _scratch.Write("loan/devmirrors.config", loan.Files[0].Value) };
        return NuGet.Configuration.Settings.LoadSettingsGivenConfigPaths([.. files.Where(File.Exists)]);
    }
}
