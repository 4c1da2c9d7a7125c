using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

public class BaseImageTests
{
    private readonly DiagnosticBag _found = new();

    [Theory]
    [InlineData("mcr.microsoft.com", "dotnet/runtime", "harbor.example:8443", "mcr/cache/dotnet/runtime")]
    [InlineData("MCR.microsoft.com", "dotnet/runtime", "harbor.example:8443", "mcr/cache/dotnet/runtime")]
    [InlineData("docker.io", "library/tiny", "docker.m.daocloud.io", "library/tiny")]
    [InlineData("registry-1.docker.io", "corp/app", "docker.m.daocloud.io", "corp/app")]
    [InlineData("index.docker.io", "corp/app", "docker.m.daocloud.io", "corp/app")]
    public void An_image_comes_from_the_mirror_of_its_registry(string registry, string name, string mirror, string there)
    {
        Assert.Equal(new BaseImage(mirror, there), Through("docker: [daocloud, 1ms]", registry, name));
        Assert.Equal("DEVM7030", Assert.Single(_found).Code);
    }

    [Theory]
    [InlineData("quay.example", "team/base")]
    [InlineData("mcr.microsoft.com.evil.example", "dotnet/runtime")]
    [InlineData("mcr.microsoft.com:5000", "dotnet/runtime")]
    public void A_registry_that_the_policy_does_not_name_stays(string registry, string name)
    {
        Assert.Equal(new BaseImage(registry, name), Through("docker: [daocloud, 1ms]", registry, name));
        Assert.Empty(_found);
    }

    [Fact]
    public void Upstream_first_means_Docker_Hub_itself() =>
        Assert.Equal(new BaseImage("docker.io", "library/tiny"), Through("docker: [upstream, daocloud]", "docker.io", "library/tiny"));

    [Fact]
    public void A_region_that_names_only_images_leaves_Docker_Hub_alone() =>
        Assert.Equal(new BaseImage("docker.io", "library/tiny"), Through("npm: upstream", "docker.io", "library/tiny"));

    private BaseImage Through(string docker, string registry, string name)
    {
        using var scratch = new ScratchMachine();
        scratch.Write("repo/mirrors.yaml", $$"""
            version: 1
            regions:
              here:
                default: true
                {{docker}}
                images: { mcr.microsoft.com: harbor }
            mirrors:
              harbor: { ecosystem: docker, url: "https://harbor.example:8443/mcr/cache/", private: true }

            """);
        var selection = MirrorRun.Select(new RunOptions(), scratch.Machine, new DiagnosticBag());
        return new BaseImage(registry, name).Through(selection!, _found);
    }
}
