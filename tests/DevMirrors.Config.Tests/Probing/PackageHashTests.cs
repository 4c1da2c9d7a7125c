using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

[Collection(NetworkTests.Name)]
public class PackageHashTests
{
    private static readonly string PackageFolder =
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    // The referee is NuGet itself, which has written the hash of each package that these tests were restored with beside it; most are signed.
    [Fact]
    public void The_content_hash_is_NuGets_own()
    {
        var packages = Directory.EnumerateFiles(PackageFolder, ".nupkg.metadata", SearchOption.AllDirectories)
            .Select(m => (Metadata: m, Package: Directory.EnumerateFiles(Path.GetDirectoryName(m)!, "*.nupkg").FirstOrDefault()))
            .Where(p => p.Package is not null && new FileInfo(p.Package).Length < 300_000).Take(25).ToList();

        Assert.True(packages.Count >= 5, $"{packages.Count} packages in {PackageFolder}");
        Assert.All(packages, p => Assert.Equal(ContentHash(p.Metadata), NuGetContentHash.Of(Body(File.ReadAllBytes(p.Package!)))));
    }

    [Fact]
    public void A_byte_changed_anywhere_but_in_the_signature_changes_the_content_hash()
    {
        var package = Packages.Nupkg("A", "1.0.0");
        var hash = NuGetContentHash.Of(Body(package));

        Assert.All(Enumerable.Range(0, package.Length), i =>
        {
            var altered = (byte[])package.Clone();
            altered[i] ^= 1;
            Assert.NotEqual(hash, NuGetContentHash.Of(Body(altered)));
        });
    }

    [Fact]
    public void A_package_that_is_cut_off_anywhere_is_no_package()
    {
        var package = Packages.Nupkg("A", "1.0.0");

        Assert.All(Enumerable.Range(0, package.Length), length => Assert.Null(NuGetContentHash.Of(Body(package[..length]))));
    }

    [Fact]
    public void A_directory_that_claims_more_than_there_is_is_no_package()
    {
        var package = Packages.Nupkg("A", "1.0.0");
        BinaryPrimitives.WriteUInt32LittleEndian(package.AsSpan(package.Length - 10), uint.MaxValue);

        Assert.Null(NuGetContentHash.Of(Body(package)));
        Assert.Null(NuGetContentHash.Of(Body([])));
        Assert.Null(NuGetContentHash.Of(Body(Encoding.ASCII.GetBytes("PK no zip at all"))));
    }

    [Fact]
    public async Task The_hash_of_a_Go_module_is_that_of_go_sum()
    {
        await using var farm = await MirrorFarm.Start(Behaviour.Healthy);
        using var client = new HttpClient();
        var zip = await client.GetByteArrayAsync(new Uri($"{farm[0].Go}/{farm.Packages.GoModule}/@v/v1.1.0.zip"));

        Assert.Equal(farm.Packages.Good.GoSum("1.1.0"), GoModuleHash.Of(Body(zip)));
        Assert.All(Enumerable.Range(0, zip.Length).Where(i => i % 97 == 0), length => Assert.Null(GoModuleHash.Of(Body(zip[..length]))));
    }

    [Theory]
    [InlineData("1.0.0 1.10.0 1.9.0", "1.10.0")]
    [InlineData("1.0.0 2.0.0-beta.1", "1.0.0")]
    [InlineData("2.0.0-alpha 2.0.0-beta.2 2.0.0-beta.11", "2.0.0-beta.11")]
    [InlineData("1.0.0 1.0.0.1", "1.0.0.1")]
    [InlineData("1.0 0.9", "1.0")]
    [InlineData("1.2.3+build nonsense", "1.2.3+build")]
    [InlineData("nonsense 1.x", null)]
    [InlineData("", null)]
    public void The_newest_version_is_the_highest_release(string versions, string? newest) =>
        Assert.Equal(newest, SemanticVersion.Newest(versions.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static ReplyBody Body(byte[] bytes)
    {
        var body = new ReplyBody();
        body.Append(bytes);
        return body;
    }

    private static string ContentHash(string metadata)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(metadata));
        return json.RootElement.GetProperty("contentHash").GetString()!;
    }
}
