using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>What a mirror of the farm can be without being broken: behind, incomplete, tampered with, slow.</summary>
public class FarmTests
{
    private static readonly HttpClient Http = new();

    [Fact]
    public async Task A_mirror_remembers_what_it_was_asked_and_how_much_it_sent()
    {
        await using var farm = await MirrorFarm.Start(Behaviour.Healthy, Behaviour.Healthy);
        using var request = new HttpRequestMessage(HttpMethod.Get, farm[1].Url + "/npm/@a%2fb?x=1") { Headers = { { "Authorization", "Bearer t" } } };

        await Http.SendAsync(request);
        var body = await Http.GetByteArrayAsync(farm[1].Npm + "demo");

        Assert.Empty(farm[0].Asked);
        var (first, second) = (farm[1].Asked[0], farm[1].Asked[1]);
        Assert.Equal(("/npm/@a/b", "/npm/@a%2fb?x=1", "Bearer t", 0L), (first.Path, first.Target, first.Authorization, first.BytesSent));
        Assert.Equal(body.Length, second.BytesSent);
        Assert.Equal(body.Length, farm[1].BytesSent);
    }

    [Fact]
    public async Task A_mirror_that_is_behind_lacks_the_newest_versions_everywhere()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Behind = 1 });

        Assert.Equal("v1.0.0\nv1.1.0\n", await Http.GetStringAsync(farm[0].Go + "/example.test/demo/@v/list"));
        Assert.Equal("1.1.0", (string?)(await Metadata(farm[0]))["dist-tags"]!["latest"]);
        Assert.Equal("""{"versions":["1.0.0","1.1.0"]}""", await Http.GetStringAsync(farm[0].Url + "/nuget/v3/flat/farm.demo/index.json"));
        Assert.Equal(farm.Packages.Good.ImageDigest("1.1.0"), await Digest(farm[0], "latest"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(farm[0].Url + "/v2/library/demo/manifests/1.2.0"));
    }

    [Theory]
    [InlineData(Lack.Sumdb, "GET", "/go/sumdb/sum.golang.org/supported")]
    [InlineData(Lack.Audit, "POST", "/npm/-/npm/v1/security/advisories/bulk")]
    [InlineData(Lack.Vulnerabilities, "GET", "/nuget/v3/vulnerabilities/index.json")]
    [InlineData(Lack.Sentinel, "GET", "/npm/demo")]
    [InlineData(Lack.Sentinel, "GET", "/go/example.test/demo/@v/list")]
    [InlineData(Lack.Sentinel, "GET", "/nuget/v3/flat/farm.demo/index.json")]
    [InlineData(Lack.Sentinel, "GET", "/v2/library/demo/manifests/latest")]
    public async Task What_a_mirror_lacks_is_not_there_and_comes_back(Lack lacks, string method, string path)
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Lacks = lacks });

        Assert.Equal(HttpStatusCode.NotFound, await Status(farm[0].Url + path, method));
        farm[0].Behaviour = Behaviour.Healthy;
        Assert.Equal(HttpStatusCode.OK, await Status(farm[0].Url + path, method));
    }

    [Theory]
    [InlineData(Tamper.None, true, true)]
    [InlineData(Tamper.Bytes, true, false)]
    [InlineData(Tamper.MetadataAndBytes, false, false)]
    public async Task A_tampered_package_differs_and_its_metadata_tells_or_hides_it(Tamper tamper, bool metadataIsTrue, bool bytesAreTrue)
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Tamper = tamper });
        var good = farm.Packages.Good;

        var dist = (await Metadata(farm[0]))["versions"]!["1.2.0"]!["dist"]!;
        var tarball = "sha512-" + Convert.ToBase64String(SHA512.HashData(await Http.GetByteArrayAsync((string)dist["tarball"]!)));
        var nupkg = Convert.ToBase64String(SHA512.HashData(await Http.GetByteArrayAsync(farm[0].Url + "/nuget/v3/flat/farm.demo/1.2.0/farm.demo.1.2.0.nupkg")));
        var entry = JsonNode.Parse(await Http.GetStringAsync(farm[0].Url + "/nuget/v3/catalog/farm.demo.1.2.0.json"))!;

        Assert.Equal(metadataIsTrue, (string?)dist["integrity"] == good.NpmIntegrity("1.2.0"));
        Assert.Equal(bytesAreTrue, tarball == good.NpmIntegrity("1.2.0"));
        Assert.Equal(metadataIsTrue == bytesAreTrue, tarball == (string?)dist["integrity"]);
        Assert.Equal(bytesAreTrue, nupkg == good.NuGetHash("1.2.0"));
        Assert.Equal(metadataIsTrue == bytesAreTrue, nupkg == (string?)entry["packageHash"]);
        Assert.Equal(metadataIsTrue, await Digest(farm[0], "1.2.0") == good.ImageDigest("1.2.0"));
        Assert.Equal(bytesAreTrue, await LayerIsAsSaid(farm[0]) && metadataIsTrue);
    }

    [Fact]
    public async Task A_mirror_that_differs_each_time_never_says_the_same_twice()
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { DiffersEachTime = true });
        var sums = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            sums.Add((string)(await Metadata(farm[0]))["versions"]!["1.2.0"]!["dist"]!["integrity"]!);
            sums.Add("sha512-" + Convert.ToBase64String(SHA512.HashData(await Http.GetByteArrayAsync(farm[0].Npm + "demo/-/demo-1.2.0.tgz"))));
        }

        Assert.Equal(6, sums.Count);
    }

    [Fact]
    public async Task A_range_of_a_package_can_be_had()
    {
        await using var farm = await MirrorFarm.Start(Behaviour.Healthy);
        var url = farm[0].Go + "/example.test/demo/@v/v1.2.0.zip";
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new(10, 19) } };

        using var part = await Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal((await Http.GetByteArrayAsync(url))[10..20], await part.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_slow_body_comes_in_parts_and_is_broken_off_when_the_farm_closes()
    {
        var farm = await MirrorFarm.Start(new Behaviour { BytesPerSecond = 512 });
        using var response = await Http.GetAsync(farm[0].Npm + "demo/-/demo-1.2.0.tgz", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();

        var first = await body.ReadAtLeastAsync(new byte[100], 100);
        await farm.DisposeAsync();

        Assert.Equal(100, first);
        Assert.InRange(farm[0].BytesSent, 100, response.Content.Headers.ContentLength!.Value - 1);
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null));
    }

    private static async Task<JsonNode> Metadata(FarmMirror mirror) => JsonNode.Parse(await Http.GetStringAsync(mirror.Npm + "demo"))!;

    private static async Task<string> Digest(FarmMirror mirror, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"{mirror.Url}/v2/library/demo/manifests/{tag}");
        using var response = await Http.SendAsync(request);
        return response.Headers.GetValues("Docker-Content-Digest").Single();
    }

    private static async Task<bool> LayerIsAsSaid(FarmMirror mirror)
    {
        var at = mirror.Url + "/v2/library/demo/";
        var index = JsonNode.Parse(await Http.GetStringAsync(at + "manifests/1.2.0"))!;
        var manifest = JsonNode.Parse(await Http.GetStringAsync(at + "manifests/" + index["manifests"]![0]!["digest"]))!;
        var digest = (string)manifest["layers"]![0]!["digest"]!;
        return digest == "sha256:" + Convert.ToHexStringLower(SHA256.HashData(await Http.GetByteArrayAsync(at + "blobs/" + digest)));
    }

    private static async Task<HttpStatusCode> Status(string url, string method = "GET")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }
}
