using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>An address that programs read differently, that hides where it leads, or that a client's file cannot hold is refused at its place, and nothing is written.</summary>
[Trait("Promise", "P31")]
public class P31UrlTests
{
    // As they stand between double quotes in YAML.
    private static readonly string[] ForEveryClient =
    [
        // Schemes.
        "ftp://m.example/", "file:///etc/passwd", "javascript:alert(1)", "data:text/plain,x", "//m.example/", "https:/m.example/", "https:m.example", "HTTPS://m.example/", "hTTps://m.example/", "http://m.example/", "git+https://m.example/",
        "ssh://m.example/", "https ://m.example/", " https://m.example/", "https://", "https:///", "https:////m.example", "://m.example", "ws://m.example/", "unix:///run/x.sock",
        // Users and passwords.
        "https://me@m.example/", "https://me:x@m.example/", "https://:@m.example/", "https://@m.example/", "https://m.example@evil.example/", "https://m.example:443@evil.example/", "https://a@b@m.example/", "https://m.example\\\\@evil.example/",
        // Control characters, white space and what cannot be seen.
        "https://m.example/\\r\\nX: y", "https://m.example/\\n", "https://m.example/\\t", "https://m.exa\\tmple/", "https://m.example/\\0", "https://m.example/\\x7f", "https://m.example/a b", "https://m.example /", "https://m.example/\\u00a0",
        "https://m.example/\\u200b", "https://m.example/\\u202e", "https://m.example/\\e[31m", "https://m.exam\\u00adple/", "https://m.example/\\ufeff", "https://m\\u2024example/", "https://m.example\\u2028/",
        // Backslashes and escapes.
        "https:\\\\\\\\m.example/", "https://m.example\\\\x", "\\\\\\\\m.example\\\\share", "https://m.example/%00", "https://m.example/%0d%0a", "https://m.example/%5c", "https://m.example/%7f", "https://m.example/%", "https://m.example/%2", "https://m.example/%zz",
        "https://m.example%2fevil/", "https://m.example%2f@evil.example/", "https://%6d.example/", "https://m.example%00.evil.example/", "https://m.example/../x", "https://m.example/./x", "https://m.example/%2e%2e/x", "https://m.example/a/.%2E/x", "https://m.example/%2e",
        // Query and fragment.
        "https://m.example/?a=b", "https://m.example?", "https://m.example/#a", "https://m.example#", "https://m.example/x?y#z",
        // Ports.
        "https://m.example:/", "https://m.example:0/", "https://m.example:65536/", "https://m.example:99999999999/", "https://m.example:-1/", "https://m.example:80a/", "https://m.example: 443/", "https://m.example:443:443/", "https://:443/", "https://m.example:+443/",
        "https://m.example:０/", "https://m.example:0x1bb/",
        // Numbers that are addresses to some programs.
        "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/", "https://0177.0.0.1/", "https://127.1/", "https://127.0.1/", "https://127.0.0.1./", "https://127.0.0.01/", "https://0xA9FEA9FE/", "https://169.254.169.254/", "https://0.0.0.0/", "https://0/",
        "https://224.0.0.1/", "https://255.255.255.255/", "https://256.1.1.1/", "https://1.2.3/", "https://1.2.3.4.5/", "https://１２７.0.0.1/", "https://127。0。0。1/", "https://①②⑦.0.0.1/", "https://m.example.0x1/", "https://m.0/",
        // IPv6.
        "https://[::]/", "https://[fe80::1]/", "https://[fe80::1%25eth0]/", "https://[fe80::1%eth0]/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", "https://[64:ff9b::7f00:1]/", "https://[ff02::1]/", "https://[::1/", "https://::1/", "https://[1.2.3.4]/", "https://[]/", "https://[v1.x]/",
        "https://[2001:db8::1]x/", "https://[2001:0:1::1]/", "https://[::a9fe:a9fe]/", "https://[2002:a9fe:a9fe::]/", "https://[::127.0.0.1]/", "https://[2002:7f00:1::]/", "https://[::ffff:0:7f00:1]/", "https://[64:ff9b:1::7f00:1]/", "https://[fec0::1]/", "https://[2001:db8::5efe:7f00:1]/",
        // Names.
        "https://münchen.example/", "https://例え.example/", "https://ｍ.example/", "https://m。example/", "https://xn--/", "https://-m.example/", "https://m-.example/", "https://m..example/", "https://.m.example/", "https://m.example../", "https://*.example/",
        "https://m,evil.example/", "https://m;evil.example/", "https://m'.example/", "https://$(id).example/", "https://${HOME}.example/", "https://m.example/`id`", "https://m.example/\\\"", "https://m.example/<x>", "https://m.example/a|b", "https://m.example/a^b", "https://m.example/{x}",
    ];

    private static readonly (string Ecosystem, string Url)[] ForOneClient =
    [
        ("go", "https://m.example/a,b"), ("go", "https://m.example,direct"), ("go", "https://m.example/|https://evil.example"),
        ("npm", "https://m.example/a;b"), ("npm", "https://m.example/;_authToken=x"), ("npm", "https://m.example/#x"), ("npm", "https://m.example/${TOKEN}"),
        ("nuget", "https://m.example/a;b/index.json"), ("nuget", "https://m.example/%PATH%/index.json"), ("nuget", "https://m.example/%DB_PASSWORD%"), ("nuget", "https://m.example/<add/>"),
        ("docker", "https://m.example/?ns=x"), ("docker", "https://me@m.example"),
    ];

    private static readonly string[] Fine =
    [
        "https://m.example/", "https://m.example", "https://m.example:8443/a/b/", "https://127.0.0.1:8080/x", "https://[2001:db8::1]/", "https://[::1]:8443/", "https://xn--mnchen-3ya.example/", "https://M.Example/Path", "https://m.example/a%20b/", "https://m.example/%E4%BE%8B/",
        "https://a-b.c_d.example/~x/(y)!", "https://m.example/@scope/",
    ];

    public static TheoryData<string> Ecosystems => ["go", "npm", "nuget", "docker"];

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public async Task What_is_odd_is_refused_and_nothing_is_written(string ecosystem)
    {
        List<string> all = [.. ForEveryClient, .. ForOneClient.Where(r => r.Ecosystem == ecosystem).Select(r => r.Url)];
        var rows = Proof.Sample(all, 5);
        using var world = new World();
        foreach (var url in rows)
        {
            world.Policy($"version: 1\nregions: {{ cn: {{ default: true, {ecosystem}: m }} }}\nmirrors: {{ m: {{ ecosystem: {ecosystem}, url: \"{url}\" }} }}\n");
            var answer = await QuietTool.Run(world, "apply", "--yes");
            Assert.True(answer.ExitCode == 2, $"{url}: {answer.Said()}");
            Assert.Matches(@"mirrors\.yaml\(\d+,\d+\): error DEVM1(0(07|09|2[1279]|28))", answer.Error);
            Assert.DoesNotContain('\u001b', answer.Error);
        }
        Assert.Empty(world.Snapshot());
        Proof.Record("P31", $"odd addresses for {ecosystem}", rows.Count, all.Count);
    }

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public async Task A_plain_one_is_taken(string ecosystem)
    {
        using var world = new World();
        // NuGet takes `%E4%` for a variable.
        foreach (var url in Fine.Where(u => ecosystem != "nuget" || !u.Contains("%E4", StringComparison.Ordinal)))
        {
            world.Policy($"version: 1\nregions: {{ cn: {{ default: true, {ecosystem}: m }} }}\nmirrors: {{ m: {{ ecosystem: {ecosystem}, url: \"{url}\", private: true }} }}\n");
            var answer = await QuietTool.Run(world, "plan");
            Assert.True(answer.ExitCode is 0 or 1, $"{url}: {answer.Said()}");
        }
        Proof.Record("P31", $"plain addresses for {ecosystem}", Fine.Length, Fine.Length);
    }

    [Fact]
    public async Task Plain_http_is_shown_loudly_and_only_where_it_is_meant()
    {
        using var world = new World();
        world.Policy("version: 1\nregions: { cn: { default: true, npm: m } }\nmirrors: { m: { ecosystem: npm, url: \"http://m.example/\", insecure: true } }\n");

        var shown = await QuietTool.Run(world, "trust", "--show");

        Assert.Contains("http://m.example (plain http, not encrypted)", shown.Output);
        Proof.Record("P31", "plain http", 1, 1);
    }
}
