using System.Text.RegularExpressions;
using NuGet.Configuration;

namespace DevMirrors.Config.Tests;

public partial class MirrorCatalogueTests
{
    private static readonly string[] Ecosystems = ["go", "npm", "nuget", "docker", "go-sumdb", "npm-binary", "oci", "nuget-audit"];

    private readonly MirrorCatalogue _catalogue = MirrorCatalogue.BuiltIn();

    public static TheoryData<string, string> Rows()
    {
        var data = new TheoryData<string, string>();
        foreach (var entry in MirrorCatalogue.BuiltIn().Entries)
            data.Add(entry.Ecosystem, entry.Id);
        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_row_has_the_shape_that_the_documentation_promises(string ecosystem, string id)
    {
        var entry = _catalogue.Find(ecosystem, id)!;

        Assert.Contains(entry.Ecosystem, Ecosystems);
        Assert.Matches(ecosystem == "npm-binary" ? VariableName() : MirrorId(), entry.Id);
        Assert.Contains(entry.Region, (string[])["cn", "ir", "global"]);
        Assert.Matches(DateOrUnverified(), entry.Verified);
        Assert.NotEqual("", entry.Owner);
        Assert.NotEqual("", entry.Source);
        Assert.True(entry.State == MirrorState.Live || entry.IsVerified || entry.Notes.Length > 0, "a mirror that is not simply live says why");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_address_is_https_and_carries_nothing_else(string ecosystem, string id)
    {
        var entry = _catalogue.Find(ecosystem, id)!;
        if (entry.Url.Length == 0)
        {
            Assert.Equal(MirrorState.Restricted, entry.State);
            return;
        }

        Assert.True(Uri.TryCreate(entry.Url, UriKind.Absolute, out var address));
        Assert.Equal(("https", "", "", ""), (address!.Scheme, address.UserInfo, address.Query, address.Fragment));
        Assert.True(address.IsDefaultPort);
        Assert.All(entry.Url, c => Assert.InRange(c, '!', '~'));
    }

    [Fact]
    public void No_id_stands_twice_in_an_ecosystem_and_none_is_a_keyword()
    {
        Assert.Equal(_catalogue.Entries.Count, _catalogue.Entries.Select(e => (e.Ecosystem, e.Id)).Distinct().Count());
        Assert.DoesNotContain(_catalogue.Entries, e => e.Id is "upstream" or "direct" or "off" or "default");
    }

    [Fact]
    public void No_address_stands_twice_in_an_ecosystem_so_that_an_address_tells_its_mirror() =>
        Assert.All(_catalogue.Entries.Where(e => e.Url.Length > 0 && e.Ecosystem != "npm-binary"), e => Assert.Same(e, _catalogue.ByUrl(e.Ecosystem, e.Url)));

    [Fact]
    public void The_upstreams_are_no_rows()
    {
        var upstream = new Uri(NuGetConstants.V3FeedUrl).Host;
        Assert.DoesNotContain(_catalogue.Entries, e => e.Url.Contains(upstream, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(_catalogue.Entries, e => e.Id is "npmjs" or "nuget-org" or "dockerhub");
    }

    [Fact]
    public void Gos_own_proxy_is_the_row_golang() => Assert.Equal(MirrorNames.GoUpstream, _catalogue.Find("go", "golang")!.Url);

    [Theory]
    [InlineData("go", "aliyun", MirrorState.Live)]
    [InlineData("go", "goproxy-cn", MirrorState.Live)]
    [InlineData("go", "huawei", MirrorState.Live)]
    [InlineData("go", "goproxy-io", MirrorState.Live)]
    [InlineData("go", "golang", MirrorState.Live)]
    [InlineData("go", "tencent", MirrorState.Live)]
    [InlineData("npm", "npmmirror", MirrorState.Live)]
    [InlineData("npm", "tencent", MirrorState.Live)]
    [InlineData("npm", "huawei", MirrorState.Live)]
    [InlineData("nuget", "huawei", MirrorState.Live)]
    [InlineData("nuget", "tencent", MirrorState.Live)]
    [InlineData("nuget", "azure-cn", MirrorState.Restricted)]
    [InlineData("docker", "gcr-mirror", MirrorState.Live)]
    [InlineData("docker", "daocloud", MirrorState.Live)]
    [InlineData("docker", "1ms", MirrorState.Live)]
    [InlineData("docker", "aliyun-acr", MirrorState.Restricted)]
    [InlineData("docker", "aliyun-personal", MirrorState.Restricted)]
    [InlineData("docker", "ustc", MirrorState.Dead)]
    [InlineData("oci", "daocloud-mcr", MirrorState.Live)]
    [InlineData("go-sumdb", "sum-cn", MirrorState.Live)]
    public void The_mirrors_that_people_ask_for_are_there(string ecosystem, string id, MirrorState state) =>
        Assert.Equal(state, _catalogue.Find(ecosystem, id)?.State);

    [Theory]
    [InlineData("https://registry.npmmirror.com")]
    [InlineData("https://registry.npmmirror.com/")]
    [InlineData("HTTPS://Registry.NpmMirror.COM:443/")]
    public void An_address_tells_its_mirror_however_it_is_spelt(string url) =>
        Assert.Equal("npmmirror", _catalogue.ByUrl("npm", url)?.Id);

    [Theory]
    [InlineData("http://registry.npmmirror.com/")]
    [InlineData("https://registry.npmmirror.com:8443/")]
    [InlineData("https://registry.npmmirror.com/other")]
    [InlineData("https://somebody:secret@registry.npmmirror.com/")]
    [InlineData("registry.npmmirror.com")]
    [InlineData("")]
    public void An_address_that_differs_in_more_than_spelling_is_somebody_elses(string url) =>
        Assert.Null(_catalogue.ByUrl("npm", url));

    [Fact]
    public void A_path_counts_with_its_case()
    {
        Assert.Equal("huawei", _catalogue.ByUrl("npm", "https://mirrors.huaweicloud.com/repository/npm")?.Id);
        Assert.Null(_catalogue.ByUrl("npm", "https://mirrors.huaweicloud.com/repository/NPM/"));
    }

    [Fact]
    public void Alternatives_are_live_verified_and_of_the_same_place()
    {
        var dead = _catalogue.Find("docker", "ustc")!;

        var ids = _catalogue.Alternatives(dead).Select(e => e.Id).ToList();

        Assert.Contains("daocloud", ids);
        Assert.DoesNotContain("ustc", ids);
        Assert.DoesNotContain("gcr-mirror", ids);
        Assert.DoesNotContain("aliyun-acr", ids);
    }

    [Fact]
    public void Every_registry_mirror_says_for_which_registry_it_is() =>
        Assert.All(_catalogue.Entries.Where(e => e.Ecosystem == "oci"), e => Assert.Contains('.', e.Registry!));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex MirrorId();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*$")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"^(unverified|20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)$")]
    private static partial Regex DateOrUnverified();
}
