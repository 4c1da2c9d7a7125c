namespace DevMirrors.Config.Tests;

[Trait("Promise", "P26")]
public sealed class PolicyReachTests : IDisposable
{
    private readonly TrustScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void It_holds_the_origins_of_every_region_and_where_private_names_and_tokens_go()
    {
        Assert.Equal(
            [
                "https://goproxy.cn",
                "https://npm.corp.example",
                "https://nuget.corp.example",
                "https://nuget.sh.corp.example",
                "https://registry.npmmirror.com",
                "go `git.corp.example` from direct",
                "npm `@corp` from https://npm.corp.example",
                "nuget `Corp.*` from https://nuget.corp.example",
                "nuget `Corp.*` from https://nuget.sh.corp.example in region cn",
                "token CORP_TOKEN to https://npm.corp.example",
            ],
            Of(TrustScene.Text));
    }

    [Fact]
    public void Images_audit_sources_and_checksum_databases_count_too()
    {
        var lines = Of(
            """
            version: 1
            regions:
              here:
                default: true
                docker: [daocloud, "https://Hub.Corp.Example:5443"]
                images: { mcr.microsoft.com: daocloud-mcr, quay.io: upstream }
                audit: https://audit.corp.example/v3/index.json
                sumdb: sum.golang.google.cn
            """);

        Assert.Equal(
            ["https://audit.corp.example", "https://docker.m.daocloud.io", "https://hub.corp.example:5443", "https://mcr.m.daocloud.io", "https://sum.golang.google.cn"],
            lines);
    }

    [Theory]
    [InlineData("go: [upstream, direct]")]
    [InlineData("go: [golang, 'off']")]
    [InlineData("{ npm: upstream, nuget: upstream, docker: upstream, audit: upstream, sumdb: sum.golang.org }")]
    public void What_the_clients_ask_anyway_is_no_origin(string choices) =>
        Assert.Empty(Of($"version: 1\nregions: {{ here: {{ default: true, {choices.Trim('{', '}', ' ')} }} }}\n"));

    [Theory]
    [InlineData("https://Goproxy.CN/", "https://goproxy.cn")]
    [InlineData("https://goproxy.cn:443/a/b", "https://goproxy.cn")]
    [InlineData("https://goproxy.cn:8443", "https://goproxy.cn:8443")]
    [InlineData("https://10.0.0.1/go", "https://10.0.0.1")]
    [InlineData("https://[2001:DB8::1]:8443/go", "https://[2001:db8::1]:8443")]
    public void An_origin_is_spelt_in_one_way(string url, string origin) =>
        Assert.Equal([origin], Of($"version: 1\nregions: {{ here: {{ default: true, go: \"{url}\" }} }}\n"));

    [Fact]
    public void Plain_http_is_an_origin_of_its_own()
    {
        var text = TrustScene.With("url: https://npm.corp.example/repository/npm/,", "url: http://npm.corp.example/repository/npm/, insecure: true,");

        Assert.Contains("http://npm.corp.example", Of(text));
        Assert.DoesNotContain("https://npm.corp.example", Of(text));
    }

    [Fact]
    public void A_mirror_that_the_policy_defines_takes_the_place_of_the_catalogues()
    {
        var text = TrustScene.With("mirrors:\n", "mirrors:\n  npmmirror: { ecosystem: npm, url: \"https://other.example/npm/\" }\n");

        Assert.Contains("https://other.example", Of(text));
        Assert.DoesNotContain("https://registry.npmmirror.com", Of(text));
    }

    private IReadOnlyList<string> Of(string text) => PolicyReach.Of(_scene.Policy(text), _scene.Catalogue).Lines;
}
