namespace DevMirrors.Config.Tests;

public class RegionResolverTests
{
    private readonly DiagnosticBag _found = new();

    private static readonly Policy Two = Sample.Policy(
        Sample.Region("cn").When(6, "timezone: Asia/Shanghai, Asia/Urumqi").When(7, "env.AWS_REGION: cn-*"),
        Sample.Default("global"));

    [Fact]
    public void A_time_zone_rule_gives_its_reason_with_the_line_of_the_policy()
    {
        var region = Resolve(Two, Sample.Machine("Asia/Shanghai"));

        Assert.Equal("cn", region!.Region.Name);
        Assert.Equal("time zone Asia/Shanghai matches regions.cn.when.timezone (mirrors.yaml:6)", region.Because);
        Assert.Empty(_found);
    }

    [Fact]
    public void A_committed_policy_gives_the_reason_that_the_documentation_shows()
    {
        var policy = PolicyFile.Parse(Sample.Path, """
            version: 1

            regions:
              cn:
                when:
                  timezone: [Asia/Shanghai, Asia/Urumqi]
                  env: { AWS_REGION: cn-* }
                npm: npmmirror
              global:
                default: true
                npm: upstream
            """u8, _found);

        var region = Resolve(policy!, Sample.Machine("Asia/Shanghai"))!;

        Assert.Equal("cn, because time zone Asia/Shanghai matches regions.cn.when.timezone (mirrors.yaml:6)", $"{region.Region.Name}, because {region.Because}");
        Assert.Equal("cn", Resolve(policy!, Sample.Machine("Europe/Berlin", "AWS_REGION=cn-north-1"))!.Region.Name);
        Assert.Empty(_found);
    }

    [Fact]
    public void An_environment_rule_gives_its_reason_without_the_value_which_may_be_a_secret()
    {
        var region = Resolve(Two, Sample.Machine("Europe/Berlin", "AWS_REGION=cn-north-1"));

        Assert.Equal("environment variable AWS_REGION matches regions.cn.when.env.AWS_REGION (mirrors.yaml:7)", region!.Because);
    }

    [Theory]
    [InlineData("AWS_REGION=eu-central-1")]
    [InlineData("AWS_REGION=CN-north-1")]
    [InlineData("AWS_REGION=")]
    [InlineData("OTHER=cn-north-1")]
    public void An_environment_rule_does_not_match_other_values(string variable) =>
        Assert.Equal("global", Resolve(Two, Sample.Machine("Europe/Berlin", variable))!.Region.Name);

    [Theory]
    [InlineData("Asia/Shanghai", "PRC")]
    [InlineData("Asia/Shanghai", "Asia/Chongqing")]
    [InlineData("Asia/Shanghai", "Asia/Harbin")]
    [InlineData("Asia/Shanghai", "China Standard Time")]
    [InlineData("Asia/Urumqi", "Asia/Kashgar")]
    [InlineData("Europe/Berlin", "W. Europe Standard Time")]
    [InlineData("Asia/Kolkata", "Asia/Calcutta")]
    [InlineData("Asia/Shanghai", "asia/shanghai")]
    public void Two_names_of_one_zone_match_both_ways(string one, string other)
    {
        Assert.Equal("cn", Resolve(Zone(one), Sample.Machine(other))!.Region.Name);
        Assert.Equal("cn", Resolve(Zone(other), Sample.Machine(one))!.Region.Name);
        Assert.Empty(_found);
    }

    [Fact]
    public void Another_name_of_a_zone_is_shown_with_the_one_that_people_know()
    {
        var region = Resolve(Two, Sample.Machine("China Standard Time"));

        Assert.Equal("time zone China Standard Time (Asia/Shanghai) matches regions.cn.when.timezone (mirrors.yaml:6)", region!.Because);
    }

    [Theory]
    [InlineData("Asia/Hong_Kong", "China Standard Time")]
    [InlineData("Asia/Shanghai", "Asia/Taipei")]
    [InlineData("Europe/Bratislava", "Europe/Prague")]
    [InlineData("Asia/Shanghai", "")]
    public void Zones_that_are_not_the_same_do_not_match(string rule, string machine) =>
        Assert.Equal("global", Resolve(Zone(rule), Sample.Machine(machine))!.Region.Name);

    [Theory]
    [InlineData("Asia/*", "PRC", "cn")]
    [InlineData("*/Shanghai", "Asia/Shanghai", "cn")]
    [InlineData("Asia/*", "Europe/Berlin", "global")]
    public void A_star_stands_for_any_part_of_a_zone(string rule, string machine, string expected) =>
        Assert.Equal(expected, Resolve(Zone(rule), Sample.Machine(machine))!.Region.Name);

    [Fact]
    public void The_first_of_several_matching_regions_wins_and_all_are_named()
    {
        var policy = Sample.Policy(
            Sample.Region("office").When(5, "env.SITE: *"),
            Sample.Region("cn").When(9, "timezone: Asia/Shanghai"),
            Sample.Default("global"));

        var region = Resolve(policy, Sample.Machine("Asia/Shanghai", "SITE=hq"));

        Assert.Equal("office", region!.Region.Name);
        var warning = Assert.Single(_found);
        Assert.Equal("/repo/mirrors.yaml(9,5): warning DEVM2004: the rules of `office`, `cn` match this machine; `office` comes first", warning.ToString());
    }

    [Fact]
    public void Option_environment_and_store_come_before_the_rules_in_that_order()
    {
        var policy = Sample.Policy(Sample.Region("a"), Sample.Region("b"), Sample.Region("c"), Two.Regions[0], Two.Regions[1]);
        var machine = Sample.Machine("Asia/Shanghai", "DEVMIRRORS_REGION=b");

        Assert.Equal(("a", "--region says so"), Told(RegionResolver.Resolve(policy, machine, "a", "c", _found)));
        Assert.Equal(("b", "DEVMIRRORS_REGION says so"), Told(RegionResolver.Resolve(policy, machine, null, "c", _found)));
        Assert.Equal(("c", "it is the stored choice (`devmirrors region set auto` forgets it)"), Told(RegionResolver.Resolve(policy, Sample.Machine("Asia/Shanghai"), null, "c", _found)));
        Assert.Empty(_found);
    }

    [Fact]
    public void An_unknown_region_from_the_option_is_an_error_with_the_nearest_name()
    {
        Assert.Null(RegionResolver.Resolve(Two, Sample.Machine(), "golbal", null, _found));

        var error = Assert.Single(_found);
        Assert.Equal("devmirrors: error DEVM2001: the policy has no region `golbal`", error.ToString());
        Assert.Equal("did you mean `global`?", error.Hint);
    }

    [Fact]
    public void An_unknown_region_with_no_near_name_lists_those_that_there_are()
    {
        RegionResolver.Resolve(Two, Sample.Machine(), "mars", null, _found);

        Assert.Equal("it has `cn`, `global`", Assert.Single(_found).Hint);
    }

    [Fact]
    public void An_unknown_region_from_environment_and_store_is_a_warning_and_the_rules_decide()
    {
        var region = RegionResolver.Resolve(Two, Sample.Machine("Asia/Shanghai", "DEVMIRRORS_REGION=mars"), null, "venus", _found);

        Assert.Equal("cn", region!.Region.Name);
        Assert.Equal(["DEVM2002", "DEVM2003"], _found.Select(d => d.Code));
        Assert.All(_found, d => Assert.Equal(Severity.Warning, d.Severity));
    }

    [Fact]
    public void The_default_says_which_time_zone_no_rule_matched()
    {
        Assert.Equal("it is the default and no rule matches (the time zone is Europe/Berlin)", Resolve(Two, Sample.Machine())!.Because);
        Assert.Equal("it is the default and no rule matches (the time zone is unknown)", Resolve(Two, Sample.Machine(""))!.Because);
        Assert.Equal("it is the default", Resolve(Sample.Policy(Sample.Default("global")), Sample.Machine())!.Because);
    }

    [Fact]
    public void A_container_that_falls_to_the_default_is_told_about_the_variable()
    {
        var region = Resolve(Two, Sample.Machine("Etc/UTC") with { IsContainer = true });

        Assert.Equal("global", region!.Region.Name);
        var info = Assert.Single(_found);
        Assert.Equal(("DEVM2005", Severity.Info), (info.Code, info.Severity));
        Assert.Contains("DEVMIRRORS_REGION", info.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_whose_region_is_known_is_told_nothing()
    {
        Resolve(Two, Sample.Machine("Asia/Shanghai") with { IsContainer = true });
        RegionResolver.Resolve(Two, Sample.Machine() with { IsContainer = true }, "global", null, _found);

        Assert.Empty(_found);
    }

    [Fact]
    public void A_rule_with_a_zone_that_nobody_knows_is_a_warning_with_the_nearest_name()
    {
        Resolve(Zone("Asia/Shangai"), Sample.Machine());

        var warning = Assert.Single(_found);
        Assert.Equal("/repo/mirrors.yaml(6,5): warning DEVM2006: `Asia/Shangai` is not a known time zone", warning.ToString());
        Assert.Equal("did you mean `Asia/Shanghai`?", warning.Hint);
    }

    [Fact]
    public void A_zone_newer_than_the_table_is_no_warning_where_the_machine_is_in_it()
    {
        Assert.Equal("cn", Resolve(Zone("Asia/Newtown"), Sample.Machine("Asia/Newtown"))!.Region.Name);
        Assert.Empty(_found);
    }

    private static Policy Zone(string zone) => Sample.Policy(Sample.Region("cn").When(6, $"timezone: {zone}"), Sample.Default("global"));

    private static (string, string) Told(ResolvedRegion? region) => (region!.Region.Name, region.Because);

    private ResolvedRegion? Resolve(Policy policy, Machine machine) => RegionResolver.Resolve(policy, machine, null, null, _found);
}
