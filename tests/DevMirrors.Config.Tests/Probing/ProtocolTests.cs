using System.Security.Cryptography;
using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>What mirrors answer that is unusual, and right or wrong in one protocol only.</summary>
[Collection(NetworkTests.Name)]
public class ProtocolTests
{
    private static readonly byte[] Tarball = Encoding.ASCII.GetBytes("a tarball");

    [Fact]
    public async Task Tens_of_thousands_of_versions_are_read_and_the_last_are_kept()
    {
        await using var server = await LoopbackServer.Start();
        var names = Enumerable.Range(0, 25_000).Select(i => $"1.0.{i}").ToList();
        Npm(server, string.Join(',', names.Select(n => $"\"{n}\":{{}}")), "1.0.3", $"\"1.0.3\":\"2020-01-01T00:00:00Z\",{string.Join(',', names.Skip(24_000).Select(n => $"\"{n}\":\"2021\""))}");

        var seen = await Probe(server, "npm", new Sentinel("npm", "p", "1.0.24999", null, new Place("")));

        Assert.Equal(5_001, seen.Versions.Count);
        Assert.Equal(2020, seen.NewestTime!.Value.Year);
    }

    [Fact]
    public async Task A_tarball_told_to_be_elsewhere_is_asked_of_the_mirror_first()
    {
        await using var server = await LoopbackServer.Start();
        Npm(server, Version("https://upstream.example/@s/p/-/p-1.0.0.tgz", Tarball), "1.0.0", "", "@s/p");
        server.Serve("/@s/p/-/p-1.0.0.tgz", Tarball);

        var seen = await Probe(server, "npm", new Sentinel("npm", "@s/p", "1.0.0", null, new Place("")));

        Assert.Single(seen.Artifacts);
        Assert.Empty(seen.Findings);
    }

    [Fact]
    public async Task A_tarball_that_the_mirror_lacks_is_asked_for_where_the_metadata_says_but_for_a_private_one_not_further_inside()
    {
        await using var server = await LoopbackServer.Start();
        Npm(server, Version($"{server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}/store/x.tgz", Tarball), "1.0.0", "");
        server.Serve("/store/x.tgz", Tarball);

        var seen = await Probe(server, "npm", new Sentinel("npm", "p", "1.0.0", null, new Place("")));

        Assert.Contains("/p/-/x.tgz", server.Asked);
        Assert.DoesNotContain("/store/x.tgz", server.Asked);
        Assert.Contains("localhost", Assert.Single(seen.Findings).Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_integrity_the_shasum_tells_who_tampers()
    {
        await using var server = await LoopbackServer.Start();
        Npm(server, Version("p-1.0.0.tgz", Encoding.ASCII.GetBytes("another")), "1.0.0", "");
        server.Serve("/p-1.0.0.tgz", Tarball);

        var seen = await Probe(server, "npm", new Sentinel("npm", "p", "1.0.0", null, new Place("")));

        Assert.Equal(Verdict.Tampered, Assert.Single(seen.Findings).Verdict);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("{}", null)]
    [InlineData("true", null)]
    [InlineData("OK", Verdict.Captive)]
    [InlineData("\uFEFF \n<!-- login -->", Verdict.Captive)]
    [InlineData("<?xml version='1.0'?><html/>", Verdict.Captive)]
    [InlineData("<div>", Verdict.Captive)]
    public async Task A_registry_answers_JSON_or_nothing(string root, Verdict? expected)
    {
        await using var server = await LoopbackServer.Start();
        server.Serve("/v2/", root);

        var seen = await Probe(server, "docker", null);

        Assert.Equal(expected is { } verdict ? [verdict] : [], seen.Findings.Select(f => f.Verdict));
    }

    [Theory]
    [InlineData("sha256", "2024-05-01T00:00:00Z", 1)]
    [InlineData("sha512", "2024-05-01T00:00:00Z", 1)]
    [InlineData("blake3", "2024-05-01T00:00:00Z", 1)]
    [InlineData("sha512", "1970-01-01T00:00:00Z", 0)]
    [InlineData("sha256", "1980-01-01T00:00:01Z", 0)]
    public async Task An_image_of_another_platform_and_algorithm_is_an_image(string algorithm, string created, int artifacts)
    {
        await using var server = await LoopbackServer.Start();
        var config = Serve(server, "blobs", algorithm, $$"""{"created":"{{created}}"}""");
        var manifest = Serve(server, "manifests", algorithm, $$"""{"layers":[],"config":{"digest":"{{config}}"} }""");
        Index(server, $$"""{"digest":"sha256:00","platform":{"os":"unknown","architecture":"unknown"} },{"digest":"{{manifest}}","platform":{"os":"linux","architecture":"arm64"} }""");

        var seen = await Probe(server, "docker", new Sentinel("docker", "a/b", "latest", null, new Place("")));

        Assert.Empty(seen.Findings);
        Assert.Equal(artifacts, seen.Artifacts.Count);
        Assert.Equal(artifacts, seen.Versions.Count);
    }

    [Fact]
    public async Task Bytes_that_their_SHA_512_does_not_fit_are_tampered_with()
    {
        await using var server = await LoopbackServer.Start();
        var digest = Serve(server, "manifests", "sha512", "{}");
        server.Serve($"/v2/a/b/manifests/{digest}", """{"config":{}}""");
        Index(server, $$"""{"digest":"{{digest}}"}""");

        var seen = await Probe(server, "docker", new Sentinel("docker", "a/b", "latest", null, new Place("")));

        Assert.Contains(seen.Findings, f => f.Verdict == Verdict.Tampered);
    }

    [Fact]
    public async Task An_index_of_attestations_alone_names_no_image()
    {
        await using var server = await LoopbackServer.Start();
        Index(server, """{"digest":"sha256:00","platform":{"os":"unknown","architecture":"unknown"}}""");

        var seen = await Probe(server, "docker", new Sentinel("docker", "a/b", "latest", null, new Place("")));

        Assert.Equal([new Finding(Verdict.Incomplete, "the index of a/b names no image")], seen.Findings);
    }

    [Fact]
    public async Task Metadata_beyond_a_mebibyte_asks_for_a_smaller_sentinel()
    {
        await using var server = await LoopbackServer.Start();
        server.Serve("/p", new string(' ', ProbeLimits.TextBytes + 1));

        var seen = await Probe(server, "npm", new Sentinel("npm", "p", "1.0.0", null, new Place("")));

        Assert.Contains(new Finding(Verdict.Incomplete, "the metadata of p is larger than 1 MiB: name a smaller sentinel in the policy"), seen.Findings);
    }

    [Fact]
    public async Task A_feed_with_no_version_of_a_package_lacks_it()
    {
        await using var server = await LoopbackServer.Start();
        server.Serve("/", $$"""{"resources":[{"@id":"{{server.Url}}/flat/","@type":"PackageBaseAddress/3.0.0"},{"@id":"{{server.Url}}/bad/","@type":"VulnerabilityInfo/6.7.0"}]}""");
        server.Serve("/flat/p/index.json", """{"versions":[]}""");

        var seen = await Probe(server, "nuget", new Sentinel("nuget", "P", null, null, new Place("")));

        Assert.Equal(["NuGet audits find nothing: the vulnerability index answers 404", "it lacks P"], seen.Findings.Select(f => f.Because).Order(StringComparer.Ordinal));
        Assert.All(seen.Findings, f => Assert.Equal(Verdict.Incomplete, f.Verdict));
    }

    [Fact]
    public async Task An_audit_endpoint_that_cannot_be_reached_is_no_status_0()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Refused = true });

        var report = await FarmProbe.Run(farm, ProbeScene.Patience, FarmProbe.Target(farm[0], "npm"));

        Assert.DoesNotContain(report.Mirrors[0].Evidence, e => e.Contains("answers 0", StringComparison.Ordinal));
    }

    private static async Task<Observation> Probe(LoopbackServer server, string ecosystem, Sentinel? sentinel)
    {
        var target = new ProbeTarget(ecosystem, "mine", new Uri(server.Url), IsPrivate: true, IsInsecure: true);
        using var http = new ProbeHttp(target, ProbeScene.Leading("127.0.0.1"));
        using var deadline = new CancellationTokenSource(ProbeScene.Patience);
        var session = new ProbeSession(target, http, (_, _, _) => { }, deadline.Token);
        await (ecosystem switch
        {
            "npm" => NpmProbe.Run(session, sentinel!),
            "nuget" => NuGetProbe.Run(session, sentinel!),
            _ => DockerProbe.Run(session, sentinel),
        });
        return session.Seen;
    }

    private static void Npm(LoopbackServer server, string versions, string latest, string times, string name = "p")
    {
        server.Serve($"/{name}", $$$"""{"versions":{{{{versions}}}},"dist-tags":{"latest":"{{{latest}}}"},"time":{{{{times}}}}}""");
        server.Serve("/-/npm/v1/security/advisories/bulk", "{}");
    }

    private static string Version(string tarball, byte[] bytes) =>
        $$$"""" "1.0.0":{"dist":{"tarball":"{{{tarball}}}","shasum":"{{{Sha1(bytes)}}}"}} """";

#pragma warning disable CA5350 // npm's own choice
    private static string Sha1(byte[] bytes) => Convert.ToHexStringLower(SHA1.HashData(bytes));
#pragma warning restore CA5350

    private static void Index(LoopbackServer server, string manifests)
    {
        server.Serve("/v2/", "{}");
        server.Serve("/v2/a/b/manifests/latest", $$"""{"manifests":[{{manifests}}]}""");
    }

    private static string Serve(LoopbackServer server, string kind, string algorithm, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var digest = $"{algorithm}:{Convert.ToHexStringLower(algorithm == "sha512" ? SHA512.HashData(bytes) : SHA256.HashData(bytes))}";
        server.Serve($"/v2/a/b/{kind}/{digest}", bytes);
        return digest;
    }
}
