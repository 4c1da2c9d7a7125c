namespace DevMirrors.Config.Tests;

/// <summary>PROMISES P31.</summary>
[Trait("Promise", "P31")]
public class MirrorUrlTests
{
    public static readonly TheoryData<string> Good = new(
        "https://registry.example",
        "https://registry.example/",
        "https://registry.example/repository/npm/",
        "https://registry.example:8443/npm/",
        "https://registry.example:1/",
        "https://registry.example:65535/",
        "https://REGISTRY.example/Npm/",
        "https://a/",
        "https://localhost:4873/",
        "https://127.0.0.1/",
        "https://127.0.0.1:5000/v3/index.json",
        "https://10.0.0.7/",
        "https://192.168.1.1:8081/",
        "https://8.8.8.8/",
        "https://[::1]/",
        "https://[::1]:4873/x",
        "https://[2001:db8::1]/",
        "https://[fd00::7]:443/",
        "https://xn--bcher-kva.example/",
        "https://a-b.example/",
        "https://a_b.example/",
        "https://1a.example/",
        "https://1.2.3.4.example/",
        "https://0xa.example/",
        "https://example.0xg/",
        "https://host.example/a%20b/",
        "https://host.example/@corp/x",
        "https://host.example/a%2fb",
        "https://host.example/my%20big%20project%20/index.json",
        "https://host.example/my%20b%C3",
        "https://host.example/a~b/c.d-e_f",
        "https://host.example/a(b)!*'$&+=",
        "https://host.example/v3/index.json",
        "https://host.example//double",
        "https://mirrors.aliyun.com/goproxy/",
        "https://goproxy.cn",
        "https://pkgs.dev.azure.com/a/b/_packaging/c/nuget/v3/index.json");

    public static readonly TheoryData<string> Bad = new(
        "registry.example",
        "registry.example/npm",
        "//registry.example/",
        "///registry.example/",
        "/registry",
        "https:registry.example",
        "https:/registry.example",
        "https:///registry.example",
        "https://",
        "https:///",
        "https://:443/",
        "HTTPS://registry.example/",
        "Https://registry.example/",
        "hTTp://registry.example/",
        "ftp://registry.example/",
        "file:///etc/passwd",
        "file://host/x",
        "git+https://host.example/",
        "sparse+https://host.example/",
        "javascript:alert(1)",
        "data:text/plain,x",
        "mailto:a.example",
        "ssh://host.example/",
        "ws://host.example/",
        "unix:/var/run/x",
        "https://host.example/?",
        "https://host.example/?a=b",
        "https://host.example?a",
        "https://host.example/#",
        "https://host.example/#a",
        "https://host.example#a",
        "https://host.example/a b",
        "https://host.example /",
        " https://host.example/",
        "https://host.example/ ",
        "https://host.example/\t",
        "\thttps://host.example/",
        "https://host.example/\n",
        "https://host.example/\r\nX: y",
        "https://host.example/\0",
        "https://host.example/\u0001",
        "https://host.example/\u007F",
        "https://host.example/\u0085",
        "https://host.example/a\\b",
        "https:\\\\host.example\\",
        "\\\\server\\share",
        "https://bücher.example/",
        "https://host.example/ü",
        "https://１２７.０.０.１/",
        "https://host。example/",
        "https://ⓔxample.example/",
        "https://host.example/\u202E",
        "https://host.example\u200B/",
        "https://host.example/<x>",
        "https://host.example/\"x",
        "https://host.example/`x",
        "https://host.example/{x}",
        "https://host.example/${HOME}",
        "https://host.example/^x",
        "https://host.example/a|b",
        "https://host.example/%",
        "https://host.example/%4",
        "https://host.example/%zz",
        "https://host.example/%HOME%",
        "https://host.example/%00",
        "https://host.example/%0a",
        "https://host.example/%0D%0AX",
        "https://host.example/%5c",
        "https://host.example/%7f",
        "https://host.example/../x",
        "https://host.example/a/..",
        "https://host.example/./x",
        "https://host.example/%2e%2e/x",
        "https://host.example/%2E./x",
        "https://host.example:/",
        "https://host.example:0/",
        "https://host.example:65536/",
        "https://host.example:99999999999/",
        "https://host.example:80a/",
        "https://host.example:+80/",
        "https://host.example:-1/",
        "https://host.example:80:80/",
        "https://a:b:c/",
        "https://.example/",
        "https://host..example/",
        "https://host.example./",
        "https://-host.example/",
        "https://host-.example/",
        "https://host%2eexample/",
        "https://host%00.example/",
        "https://host!.example/",
        "https://host,evil.example/",
        "https://host;evil.example/",
        "https://host&evil.example/",
        "https://host$.example/",
        "https://(host)/",
        "https://*.example/",
        "https://0xA9FEA9FE/",
        "https://0x7f.0.0.1/",
        "https://0x7f000001/",
        "https://0X7F.1/",
        "https://2130706433/",
        "https://017700000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.1/",
        "https://1.2.3/",
        "https://1.2.3.4.5/",
        "https://1.2.3.256/",
        "https://01.2.3.4/",
        "https://1.2.3.04/",
        "https://127.0.0.1./",
        "https://host.123/",
        "https://host.0x1/",
        "https://169.254.169.254/",
        "https://169.254.0.1/latest",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://239.1.1.1/",
        "https://255.255.255.255/",
        "https://[::]/",
        "https://[fe80::1]/",
        "https://[fe80::1%25eth0]/",
        "https://[ff02::1]/",
        "https://[::ffff:169.254.169.254]/",
        "https://[::ffff:a9fe:a9fe]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::a9fe:a9fe]/",
        "https://[::1/",
        "https://::1/",
        "https://[host.example]/",
        "https://[1.2.3.4]/",
        "https://[::1]x/",
        "https://[::1]:x/",
        "https://[]/");

    public static readonly TheoryData<string> WithCredentials = new(
        "https://user@host.example/",
        "https://host.example\\@evil.example/",
        "https://user:pass@host.example/",
        "https://:pass@host.example/",
        "https://user:@host.example/",
        "https://@host.example/",
        "https://a@b@host.example/",
        "https://user%40x@host.example/",
        "http://user:pass@host.example/",
        "ftp://user:pass@host.example/",
        "https://host.example@evil.example/",
        "https://host.example:443@evil.example/");

    public static readonly TheoryData<string> PlainHttp = new(
        "http://host.example/",
        "http://localhost:4873/",
        "http://127.0.0.1:5000",
        "http://[::1]:5000/",
        "http://gcr.example:5000");

    [Theory]
    [MemberData(nameof(Good))]
    public void A_plain_https_address_is_fine_for_every_client(string url) =>
        Assert.All(PolicyKeys.Ecosystems, ecosystem => Assert.Null(MirrorUrl.Judge(url, ecosystem, isInsecure: false)));

    [Theory]
    [MemberData(nameof(Bad))]
    public void Another_form_is_refused_even_where_http_is_allowed(string url) =>
        Assert.All(PolicyKeys.Ecosystems, ecosystem => Assert.Equal(UrlFaultKind.Form, MirrorUrl.Judge(url, ecosystem, isInsecure: true)?.Kind));

    [Theory]
    [MemberData(nameof(WithCredentials))]
    public void A_user_part_is_a_credential(string url) =>
        Assert.Equal(UrlFaultKind.Credential, MirrorUrl.Judge(url, "npm", isInsecure: true)?.Kind);

    [Theory]
    [MemberData(nameof(PlainHttp))]
    public void Plain_http_needs_to_be_meant(string url)
    {
        Assert.Equal(UrlFaultKind.PlainHttp, MirrorUrl.Judge(url, "npm", isInsecure: false)?.Kind);
        Assert.Null(MirrorUrl.Judge(url, "npm", isInsecure: true));
    }

    [Theory]
    [InlineData("https://host.example/a,b", "go")]
    [InlineData("https://host.example/a;b", "npm")]
    [InlineData("https://host.example/;https://evil.example/", "nuget")]
    [InlineData("https://host.example/%DB_PASSWORD%20/", "nuget")]
    [InlineData("https://host.example/%20a%DB%80", "nuget")]
    [InlineData("https://host.example/%2FA_SECRET%20", "nuget")]
    [InlineData("https://host.example/%C3%ACCESS_TOKEN%20", "nuget")]
    public void What_a_clients_file_cannot_hold_is_refused_for_that_client_only(string url, string ecosystem)
    {
        Assert.Equal(UrlFaultKind.Form, MirrorUrl.Judge(url, ecosystem, isInsecure: false)?.Kind);
        Assert.Null(MirrorUrl.Judge(url, "docker", isInsecure: false));
    }

    [Fact]
    public void An_address_of_more_than_2048_characters_is_refused() =>
        Assert.NotNull(MirrorUrl.Judge("https://host.example/" + new string('a', 2048), "npm", isInsecure: false));
}
