using DevMirrors.Testing;
using NuGet.Common;
using NuGet.Packaging.Core;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>NuGet's own library reads the farm's feed: versions, metadata, vulnerabilities, package.</summary>
public class FarmNuGetTests
{
    [Fact]
    public async Task NuGet_protocol_reads_everything_of_a_healthy_feed()
    {
        await using var farm = await MirrorFarm.Start(Behaviour.Healthy);
        var feed = Repository.Factory.GetCoreV3(farm[0].NuGet);
        using var cache = new SourceCacheContext { NoCache = true, DirectDownload = true };

        var byId = await feed.GetResourceAsync<FindPackageByIdResource>();
        var versions = await byId!.GetAllVersionsAsync("Farm.Demo", cache, NullLogger.Instance, default);
        using var package = new MemoryStream();
        await byId.CopyNupkgToStreamAsync("Farm.Demo", versions.Max()!, package, cache, NullLogger.Instance, default);
        var metadata = await (await feed.GetResourceAsync<PackageMetadataResource>())!
            .GetMetadataAsync(new PackageIdentity("Farm.Demo", new NuGetVersion("1.2.0")), cache, NullLogger.Instance, default);

        Assert.Equal(["1.0.0", "1.1.0", "1.2.0"], versions.Order().Select(v => v.ToString()));
        Assert.Equal(farm.Packages.Good.NuGetHash("1.2.0"), Convert.ToBase64String(System.Security.Cryptography.SHA512.HashData(package.ToArray())));
        Assert.Equal(farm.Packages.Newest.Time, metadata?.Published);
    }

    [Theory]
    [InlineData(Lack.Nothing, true)]
    [InlineData(Lack.Vulnerabilities, false)]
    public async Task NuGet_protocol_finds_vulnerability_data_where_there_is_some(Lack lacks, bool expected)
    {
        await using var farm = await MirrorFarm.Start(new Behaviour { Lacks = lacks });
        var feed = Repository.Factory.GetCoreV3(farm[0].NuGet);
        using var cache = new SourceCacheContext { NoCache = true, DirectDownload = true };

        var resource = await feed.GetResourceAsync<IVulnerabilityInfoResource>();

        Assert.Equal(expected, resource is not null);
        if (resource is not null)
            Assert.Contains("farm.holey", (await resource.GetVulnerabilityInfoAsync(cache, NullLogger.Instance, default)).KnownVulnerabilities!.Single().Keys);
    }
}
