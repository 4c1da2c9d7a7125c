namespace DevMirrors.Config.Tests;

[Trait("Promise", "P20")]
public class SecretsTests
{
    private const string Canary = "c4n4ry";

    [Theory]
    [InlineData("https://user:c4n4ry@npm.example/path")]
    [InlineData("https://user:p@c4n4ry@npm.example/path")]
    [InlineData("registry=https://c4n4ry@npm.example/")]
    [InlineData("//npm.example/:_authToken=c4n4ry")]
    [InlineData("//npm.example/:_authToken = \"c4n4ry with c4n4ry\"")]
    [InlineData("_auth=c4n4ry")]
    [InlineData("//npm.example/:_password='c4n4ry'")]
    [InlineData("<add key=\"ClearTextPassword\" value=\"c4n4ry with c4n4ry\" />")]
    [InlineData("<add key='Password'\n  value='c4n4ry' />")]
    [InlineData("<add value=\"c4n4ry\" key=\"ClearTextPassword\" />")]
    [InlineData("\"auths\": { \"docker.example\": { \"auth\": \"c4n4ry\" } }")]
    [InlineData("\"identitytoken\" : \"c4n4ry\"")]
    [InlineData("NUGET_API_KEY=c4n4ry")]
    [InlineData("https://feed.example/index.json?token=c4n4ry&x=1")]
    [InlineData("Authorization: Bearer c4n4ry-0123456789")]
    [InlineData("GOPROXY=https://alice:it'sc4n4ry@go.example/")]
    [InlineData("\"registry-mirrors\": [\"https://a:b'c4n4ry@hub.example\"]")]
    [InlineData("https://a:b\"c4n4ry@go.example")]
    [InlineData("https://npm.example/x'?sig=c4n4ry")]
    [InlineData("registry=alice:c4n4ry@npm.example")]
    [InlineData("//me:c4n4ry@nuget.example/nuget")]
    [InlineData("npm_c4n4ry0123456789abcdefghij")]
    [InlineData("asks `https:user:c4n4ry@npm.example/`")]
    [InlineData("asks `https:////c4n4ry@npm.example/`")]
    [InlineData("GOPROXY=user:c4n4ry:x@go.example")]
    [InlineData("GOPROXY=user:p@c4n4ry@go.example")]
    public void A_credential_is_masked(string text)
    {
        var masked = Secrets.Mask(text);

        Assert.DoesNotContain(Canary, masked);
        Assert.Contains(Secrets.Masked, masked);
        Assert.Equal(masked, Secrets.Mask(masked));
    }

    [Theory]
    [InlineData("https://user:c4n4ry pass@host.example/", "https://***@host.example/")]
    [InlineData("https://user:a<c4n4ry@host.example/", "https://***@host.example/")]
    [InlineData("https://user:c4n4ry\nb@host.example/", "https://***@host.example/")]
    [InlineData("https://user:c4n4ry,b|c@host.example/", "https://***@host.example/")]
    [InlineData("https:user:c4n4ry@host.example/", "https:***@host.example/")]
    [InlineData("https:////c4n4ry@host.example/", "https:////***@host.example/")]
    [InlineData("https:\\\\c4n4ry@host.example/", "https:\\\\***@host.example/")]
    [InlineData("c4n4ry@host.example/x", "***@host.example/x")]
    [InlineData("c4n4ry:p@host.example,direct", "***@host.example,direct")]
    [InlineData("user:p@c4n4ry@host.example/x", "***@host.example/x")]
    [InlineData("https://a.example,https://u:c4n4ry@b.example|direct", "https://a.example,https://***@b.example|direct")]
    [InlineData("https://user:c4n4ry/b@host.example/", "https://***@host.example/")]
    public void All_that_stands_before_an_addresss_host_is_masked(string address, string shown)
    {
        Assert.Equal(shown, Secrets.MaskAddress(address));
        Assert.Equal(shown, Secrets.MaskAddress(shown));
    }

    [Theory]
    [InlineData("https://npm.example/@corp/tool")]
    [InlineData("https://a.example,https://b.example|direct")]
    [InlineData("${REGISTRY}")]
    [InlineData("/home/me/packages")]
    [InlineData("git.corp.example,*.corp.example")]
    public void An_address_without_a_user_stays_readable(string address) => Assert.Equal(address, Secrets.MaskAddress(address));

    [Theory]
    [InlineData("registry = \"https://user:c4n4ry'x@host.example/\"", '\'')]
    [InlineData("registry = 'https://user:c4n4ry\"x@host.example/'", '"')]
    [InlineData("registry = \"https://user:c4n4ry\\u0040host.example/\"", '"')]
    public void An_address_that_was_cut_within_its_password_is_masked(string line, char end)
    {
        var start = line.IndexOf("https", StringComparison.Ordinal);

        Assert.Equal("https://***", Secrets.MaskCut($"first@line\n{line}\nlast@line", start + 11, line.IndexOf(end, start) - start));
    }

    [Theory]
    [InlineData("registry=https://registry.npmmirror.com/")]
    [InlineData("https://npm.example/@corp/tool")]
    [InlineData("//npm.example/:_authToken=${NPM_TOKEN}")]
    [InlineData("<add key=\"ClearTextPassword\" value=\"%FEED_PASSWORD%\" />")]
    [InlineData("auth: { token-env: CORP_TOKEN }")]
    [InlineData("git@github.com:corp/tool.git")]
    [InlineData("image:1.2@sha256:0123")]
    [InlineData("\"tool\": \"npm:@corp/tool@1.2.3\"")]
    [InlineData("https://goproxy.cn|https://mirrors.aliyun.com/goproxy/,direct")]
    [InlineData("{ \"registry-mirrors\": [\"https://docker.example\"], \"insecure-registries\": [] }")]
    public void What_is_no_credential_stays_readable(string text) => Assert.Equal(text, Secrets.Mask(text));

    [Fact]
    public void What_stands_beside_a_credential_stays_readable() =>
        Assert.Equal("registry=https://***@npm.example/npm/ ; mine", Secrets.Mask("registry=https://u:c4n4ry@npm.example/npm/ ; mine"));
}
