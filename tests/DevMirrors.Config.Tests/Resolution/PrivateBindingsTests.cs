using NuGet.Configuration;

namespace DevMirrors.Config.Tests;

public class PrivateBindingsTests
{
    private readonly DiagnosticBag _found = new();

    private static readonly Policy Both = Sample.Policy(Sample.Region("cn", "npm: npmmirror"), Sample.Default("global", "npm: upstream"))
        .With(
            Sample.Own("corp-npm", "npm", "https://npm.corp.example/"),
            Sample.Own("corp-nuget", "nuget", "https://nuget.corp.example/v3/index.json"),
            Sample.Own("corp-nuget-sh", "nuget", "https://nuget.sh.corp.example/v3/index.json"),
            Sample.Own("disguised", "npm", "https://registry.npmmirror.com"),
            Sample.Own("corp-acr", "docker", "https://registry.cn-hangzhou.aliyuncs.com"));

    [Fact]
    public void A_plain_value_is_the_same_in_all_regions()
    {
        var binding = Bindings(Both.WithPrivate("npm", "@corp", ("default", "corp-npm")), "cn", "npm").Single();

        Assert.Equal(("@corp", "https://npm.corp.example/", true), (binding.Pattern.Text, binding.Mirror.Url, binding.SameInAllRegions));
    }

    [Theory]
    [InlineData("cn", "corp-nuget-sh")]
    [InlineData("global", "corp-nuget")]
    public void A_regions_own_entry_comes_before_the_default(string region, string expected)
    {
        var policy = Both.WithPrivate("nuget", "Corp.*", ("cn", "corp-nuget-sh"), ("default", "corp-nuget"));

        var binding = Bindings(policy, region, "nuget").Single();

        Assert.Equal((expected, false), (binding.Mirror.Id, binding.SameInAllRegions));
    }

    [Fact]
    public void The_same_mirror_written_for_each_region_is_still_the_same() =>
        Assert.True(Bindings(Both.WithPrivate("npm", "@corp", ("cn", "corp-npm"), ("global", "corp-npm")), "cn", "npm").Single().SameInAllRegions);

    [Fact]
    public void Private_names_are_honoured_where_the_region_chooses_no_mirror_for_their_ecosystem()
    {
        var policy = Both.WithPrivate("nuget", "Corp.*", ("default", "corp-nuget"));

        var nuget = Select(policy, "cn")!.Ecosystems.Single(e => e.Ecosystem == "nuget");

        Assert.Equal((MirrorKind.Upstream, policy.Regions[0].Place), (nuget.Mirrors.Single().Kind, nuget.Mirrors.Single().Place));
        Assert.Single(nuget.Private);
    }

    [Fact]
    public void Go_may_fetch_private_names_from_version_control() =>
        Assert.Equal(MirrorKind.Direct, Bindings(Both.WithPrivate("go", "git.corp.example", ("default", "direct")), "cn", "go").Single().Mirror.Kind);

    [Fact]
    public void A_mirror_that_calls_itself_private_at_a_public_address_is_an_error_wherever_the_machine_is()
    {
        Assert.Null(Select(Both.WithPrivate("npm", "@corp", ("global", "disguised"), ("default", "corp-npm")), "cn"));

        var error = Assert.Single(_found, d => d.Severity == Severity.Error);
        Assert.Equal("/repo/mirrors.yaml(20,5): error DEVM2112: the private names `@corp` would be asked of `disguised`, whose address is a public mirror's", error.ToString());
    }

    [Fact]
    public void NuGets_own_address_is_public_too()
    {
        var policy = Both.With(Sample.Own("disguised-feed", "nuget", NuGetConstants.V3FeedUrl)).WithPrivate("nuget", "Corp.*", ("default", "disguised-feed"));

        Assert.Null(Select(policy, "cn"));
        Assert.Contains(_found, d => d.Code == "DEVM2112");
    }

    [Fact]
    public void A_registry_of_the_teams_own_on_a_restricted_public_host_is_its_own() =>
        Assert.Equal("corp-acr", Bindings(Both.WithPrivate("docker", "corp/*", ("default", "corp-acr")), "cn", "docker").Single().Mirror.Id);

    private IReadOnlyList<PrivateBinding> Bindings(Policy policy, string region, string ecosystem) =>
        Select(policy, region)!.Ecosystems.Single(e => e.Ecosystem == ecosystem).Private;

    private Selection? Select(Policy policy, string region) => MirrorSelector.Select(
        policy, new ResolvedRegion(policy.Regions.Single(r => r.Name == region), ""), MirrorCatalogue.BuiltIn(), null, false, _found);
}
