using NuGet.Configuration;

namespace DevMirrors.Config.Tests;

public class MirrorSelectorTests
{
    private readonly DiagnosticBag _found = new();

    private readonly MirrorCatalogue _catalogue = new([
        Sample.Row("go", "golang", region: "global") with { Url = MirrorNames.GoUpstream },
        Sample.Row("go", "alpha"),
        Sample.Row("go", "beta"),
        Sample.Row("go", "gone", MirrorState.Dead),
        Sample.Row("go", "shared"),
        Sample.Row("npm", "shared"),
        Sample.Row("npm", "quick", notes: "no audit endpoint (some/list#1)"),
        Sample.Row("npm", "rumour", verified: CatalogueEntry.Unverified),
        Sample.Row("nuget", "feed", notes: "no vulnerability data"),
        Sample.Row("docker", "hub"),
        Sample.Row("docker", "cloud-only", MirrorState.Restricted, "only from the cloud"),
        Sample.Row("docker", "by-account", MirrorState.Restricted, "each account has its own address") with { Url = "" },
        Sample.Row("oci", "quay-mirror", notes: "for quay.example"),
    ]);

    [Fact]
    public void A_list_keeps_its_order_and_every_entry_gets_its_address_and_place()
    {
        var go = Select(Sample.Policy(Sample.Default("cn", "go: beta, alpha, direct")))!.Ecosystems.Single();

        Assert.Equal(["beta", "alpha", "direct"], go.Mirrors.Select(m => m.Id));
        Assert.Equal(["https://beta.go.example/", "https://alpha.go.example/", ""], go.Mirrors.Select(m => m.Url));
        Assert.Equal([MirrorKind.Mirror, MirrorKind.Mirror, MirrorKind.Direct], go.Mirrors.Select(m => m.Kind));
        Assert.All(go.Mirrors, m => Assert.Equal(Sample.At(8), m.Place));
        Assert.Equal("cn", go.Region);
        Assert.Empty(_found);
    }

    [Fact]
    public void An_id_means_the_policys_own_mirror_first_then_the_catalogues_of_that_ecosystem()
    {
        var policy = Sample.Policy(Sample.Default("cn", "go: shared", "npm: shared"))
            .With(Sample.Own("shared", "npm", "https://npm.corp.example/"));

        var selection = Select(policy)!;

        Assert.Equal("https://shared.go.example/", selection.Ecosystems[0].Mirrors[0].Url);
        Assert.Equal("https://npm.corp.example/", selection.Ecosystems[1].Mirrors[0].Url);
        Assert.True(selection.Ecosystems[1].Mirrors[0].IsPrivate);
        Assert.Equal(("DEVM2109", Severity.Info), _found.Select(d => (d.Code, d.Severity)).Single());
    }

    [Fact]
    public void What_the_policy_says_of_its_own_mirror_goes_with_it()
    {
        var own = Sample.Own("corp", "nuget", "http://nuget.corp.example/v3/index.json") with { IsInsecure = true, TokenVariable = Sample.Text("CORP_TOKEN") };

        var mirror = Select(Sample.Policy(Sample.Default("cn", "nuget: corp")).With(own))!.Ecosystems.Single().Mirrors.Single();

        Assert.Equal((true, true, "CORP_TOKEN", null), (mirror.IsPrivate, mirror.IsInsecure, mirror.TokenVariable, mirror.Catalogue));
    }

    [Fact]
    public void Upstream_has_no_address_except_for_go()
    {
        var selection = Select(Sample.Policy(Sample.Default("global", "go: upstream, golang", "npm: upstream")))!;

        Assert.All(selection.Ecosystems[0].Mirrors, m => Assert.Equal((MirrorKind.Upstream, "https://proxy.golang.org"), (m.Kind, m.Url)));
        Assert.Equal((MirrorKind.Upstream, ""), (selection.Ecosystems[1].Mirrors[0].Kind, selection.Ecosystems[1].Mirrors[0].Url));
    }

    [Fact]
    public void An_address_is_taken_as_it_is_and_recognised_where_the_catalogue_knows_it()
    {
        var go = Select(Sample.Policy(Sample.Default("cn", "go: https://proxy.corp.example/go, https://Alpha.go.example")))!.Ecosystems.Single();

        Assert.Equal(("https://proxy.corp.example/go", "https://proxy.corp.example/go", false), (go.Mirrors[0].Id, go.Mirrors[0].Url, go.Mirrors[0].IsPrivate));
        Assert.Equal("alpha", go.Mirrors[1].Id);
    }

    [Fact]
    public void NuGets_own_address_is_the_upstream() =>
        Assert.Equal(MirrorKind.Upstream, Select(Sample.Policy(Sample.Default("cn", $"nuget: {NuGetConstants.V3FeedUrl}")))!.Ecosystems.Single().Mirrors.Single().Kind);

    [Fact]
    public void An_unknown_id_is_an_error_with_its_place_and_the_nearest_id()
    {
        Assert.Null(Select(Sample.Policy(Sample.Default("cn", "go: alpa"))));

        AssertOnly("/repo/mirrors.yaml(8,5): error DEVM2101: there is no go mirror `alpa`", "did you mean `alpha`?");
    }

    [Fact]
    public void An_unknown_id_in_a_region_that_does_not_apply_is_an_error_too()
    {
        Assert.Null(Select(Sample.Policy(Sample.Default("global", "go: upstream"), Sample.Region("cn", "go: alpa"))));

        Assert.Equal("DEVM2101", Assert.Single(_found).Code);
    }

    [Fact]
    public void A_mirror_of_another_ecosystem_is_an_error_of_its_own()
    {
        Assert.Null(Select(Sample.Policy(Sample.Default("cn", "go: quick"))));

        AssertOnly("/repo/mirrors.yaml(8,5): error DEVM2102: `quick` is a mirror for npm, not for go", "`devmirrors catalogue` lists the known ones; define your own under `mirrors:`");
    }

    [Fact]
    public void A_dead_mirror_is_left_out_with_a_warning_while_another_is_there()
    {
        var go = Select(Sample.Policy(Sample.Default("cn", "go: gone, alpha, direct")))!.Ecosystems.Single();

        Assert.Equal(["alpha", "direct"], go.Mirrors.Select(m => m.Id));
        AssertOnly("/repo/mirrors.yaml(8,5): warning DEVM2105: the go mirror `gone` is dead (2026-01, some/list); it is left out", "live ones: `alpha`, `beta`, `shared`");
    }

    [Theory]
    [InlineData("go: gone")]
    [InlineData("go: gone, direct")]
    [InlineData("go: gone, off")]
    [InlineData("go: https://gone.go.example")]
    public void A_dead_mirror_is_an_error_where_no_other_is_left(string choice)
    {
        Assert.Null(Select(Sample.Policy(Sample.Default("cn", choice))));

        AssertOnly("/repo/mirrors.yaml(8,5): error DEVM2104: the go mirror `gone` is dead (2026-01, some/list)", "live ones: `alpha`, `beta`, `shared`");
    }

    [Fact]
    public void A_dead_mirror_is_an_error_for_check_in_every_region()
    {
        var policy = Sample.Policy(Sample.Default("global", "go: upstream"), Sample.Region("cn", "go: gone, alpha"));

        Assert.NotNull(Select(policy));
        Assert.Empty(_found);
        Assert.Null(Select(policy, deadIsError: true));
        Assert.Equal("DEVM2104", Assert.Single(_found).Code);
    }

    [Fact]
    public void A_restricted_mirror_is_a_warning_that_says_how()
    {
        Assert.NotNull(Select(Sample.Policy(Sample.Default("cn", "docker: cloud-only"))));

        AssertOnly("/repo/mirrors.yaml(8,5): warning DEVM2106: the docker mirror `cloud-only` is restricted: only from the cloud", null);
    }

    [Fact]
    public void A_mirror_that_nobody_tried_is_a_warning()
    {
        Assert.NotNull(Select(Sample.Policy(Sample.Default("cn", "npm: rumour"))));

        Assert.Equal(("DEVM2107", Severity.Warning), _found.Select(d => (d.Code, d.Severity)).Single());
    }

    [Fact]
    public void A_mirror_whose_address_each_account_gets_is_explained()
    {
        Assert.Null(Select(Sample.Policy(Sample.Default("cn", "docker: by-account"))));

        AssertOnly(
            "/repo/mirrors.yaml(8,5): error DEVM2108: `by-account` has no common address: each account has its own address",
            "define a mirror under `mirrors:` with the address that the provider gives you");
    }

    [Fact]
    public void A_choice_by_speed_keeps_the_order_where_no_verdicts_are_asked_for()
    {
        var region = Sample.Default("cn", "go: alpha, beta");
        region = region with { Choices = [region.Choices[0] with { Select = SelectBy.Fastest }] };

        var selection = Select(Sample.Policy(region))!;

        Assert.Equal(["alpha", "beta"], selection.Ecosystems.Single().Mirrors.Select(m => m.Id));
        Assert.True(selection.DependsOnVerdicts);
        Assert.Empty(_found);
    }

    [Fact]
    public void A_mirror_without_vulnerability_data_is_a_warning_unless_the_region_names_another_source()
    {
        var region = Sample.Default("cn", "npm: quick", "nuget: feed");

        Select(Sample.Policy(region));
        Assert.Equal(["npm audits find nothing through `quick`: it has no vulnerability data", "nuget audits find nothing through `feed`: it has no vulnerability data"], _found.Select(d => d.Message));

        var again = new DiagnosticBag();
        var audited = Sample.Policy(region with { Audit = Sample.Text("https://audit.corp.example/v3/index.json") });
        var selection = MirrorSelector.Select(audited, new ResolvedRegion(audited.Regions[0], ""), _catalogue, null, false, again);
        Assert.Equal("npm audits find nothing through `quick`: it has no vulnerability data", Assert.Single(again).Message);
        Assert.Equal(audited.Regions[0].Audit, selection!.Ecosystems[1].Audit);
    }

    [Theory]
    [InlineData("corp", "https://audit.corp.example/v3/index.json")]
    [InlineData("upstream", "upstream")]
    [InlineData("https://other.example/v3/index.json", "https://other.example/v3/index.json")]
    public void An_audit_source_is_an_address_whatever_the_policy_calls_it(string audit, string expected)
    {
        var policy = Sample.Policy(Sample.Default("cn") with { Audit = Sample.Text(audit) })
            .With(Sample.Own("corp", "nuget", "https://audit.corp.example/v3/index.json"));

        Assert.Equal(expected, Select(policy)!.Ecosystems.Single().Audit!.Text);
    }

    [Fact]
    public void An_unknown_audit_source_of_any_region_is_an_error()
    {
        var cn = Sample.Region("cn") with { Audit = Sample.Text("corp") };

        Assert.Null(Select(Sample.Policy(cn, Sample.Default("global"))));
        Assert.Null(Select(Sample.Policy(Sample.Default("global"), cn)));

        Assert.Equal("DEVM2101", Assert.Single(_found).Code);
    }

    [Fact]
    public void Only_the_ecosystems_asked_for_are_selected_and_judged()
    {
        var policy = Sample.Policy(Sample.Default("cn", "go: alpha", "npm: nonsense", "docker: cloud-only"));

        var selection = MirrorSelector.Select(policy, new ResolvedRegion(policy.Regions[0], ""), _catalogue, ["go"], false, _found);

        Assert.Equal("go", Assert.Single(selection!.Ecosystems).Ecosystem);
        Assert.Empty(_found);
    }

    [Fact]
    public void Images_of_other_registries_get_their_mirrors_even_where_docker_hub_gets_none()
    {
        var region = Sample.Default("cn").WithImage("quay.example", "quay-mirror").WithImage("mcr.example", "corp").WithImage("ghcr.example", "upstream");
        var docker = Select(Sample.Policy(region).With(Sample.Own("corp", "docker", "https://oci.corp.example")))!.Ecosystems.Single();

        Assert.Equal([("quay.example", "https://quay-mirror.oci.example/"), ("mcr.example", "https://oci.corp.example")], docker.Images.Select(i => (i.Registry.Text, i.Mirror.Url)));
        Assert.Equal(MirrorKind.Upstream, Assert.Single(docker.Mirrors).Kind);
    }

    [Fact]
    public void A_registry_mirror_for_another_registry_is_an_error()
    {
        Assert.Null(Select(Sample.Policy(Sample.Default("cn").WithImage("ghcr.example", "quay-mirror"))));

        AssertOnly("/repo/mirrors.yaml(9,5): error DEVM2103: `quay-mirror` serves the images of quay.example, not of ghcr.example", "`devmirrors catalogue` says which registry each mirror is for");
    }

    [Fact]
    public void A_docker_hub_mirror_does_not_serve_other_registries()
    {
        Assert.Null(Select(Sample.Policy(Sample.Default("cn").WithImage("ghcr.example", "hub"))));

        Assert.Equal("DEVM2102", Assert.Single(_found).Code);
    }

    [Fact]
    public void The_checksum_database_of_the_region_goes_with_go()
    {
        var alias = Sample.Text("sum.golang.google.cn");

        var go = Select(Sample.Policy(Sample.Default("cn") with { SumDb = alias }))!.Ecosystems.Single();

        Assert.Equal(("go", alias), (go.Ecosystem, go.SumDb));
    }

    [Fact]
    public void The_built_in_catalogue_serves_the_example_of_the_documentation()
    {
        var policy = Sample.Policy(
            Sample.Region("cn", "go: goproxy-cn, aliyun, direct", "npm: npmmirror", "nuget: huawei", "docker: daocloud, 1ms").WithImage("mcr.microsoft.com", "daocloud-mcr"),
            Sample.Default("global", "go: upstream, direct", "npm: upstream", "nuget: upstream", "docker: upstream"));

        var selection = MirrorSelector.Select(policy, new ResolvedRegion(policy.Regions[0], ""), MirrorCatalogue.BuiltIn(), null, true, _found);

        Assert.Equal(["go", "npm", "nuget", "docker"], selection!.Ecosystems.Select(e => e.Ecosystem));
        Assert.Equal(["DEVM2111"], _found.Select(d => d.Code));
    }

    [Fact]
    public void Five_hundred_mirrors_in_fifty_regions_are_selected()
    {
        var own = Enumerable.Range(0, 500).Select(i => Sample.Own($"m{i}", "go", $"https://m{i}.corp.example/")).ToArray();
        var all = $"go: {string.Join(", ", own.Select(d => d.Id.Text))}";
        Region[] regions = [Sample.Default("r0", all), .. Enumerable.Range(1, 49).Select(i => Sample.Region($"r{i}", all))];

        Assert.Equal(500, Select(Sample.Policy(regions).With(own))!.Ecosystems.Single().Mirrors.Count);
        Assert.Empty(_found);
    }

    private Selection? Select(Policy policy, bool deadIsError = false) =>
        MirrorSelector.Select(policy, new ResolvedRegion(policy.Regions[0], "of the test"), _catalogue, null, deadIsError, _found);

    private void AssertOnly(string text, string? hint)
    {
        var only = Assert.Single(_found);
        Assert.Equal((text, hint), (only.ToString(), only.Hint));
    }
}
