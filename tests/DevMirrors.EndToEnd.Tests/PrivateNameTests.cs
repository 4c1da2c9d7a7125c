using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>A private name is never asked of the public mirror, not even while the private server is down.</summary>
[Trait("Promise", "P36")]
public class PrivateNameTests
{
    [RealClientFact("go")]
    public async Task Go_never_asks_the_public_mirror_for_a_private_module()
    {
        await using var mirror = await LoopbackServer.Start();
        mirror.ServeGoModule("example.com/hello", "v1.0.0");
        // What a public proxy would answer for the private name: the tempting wrong one.
        mirror.ServeGoModule("git.corp.example/secret", "v1.0.0");
        using var world = new World();
        world.Policy($$"""
            version: 1
            regions:
              here: { default: true, go: [local, direct] }
            private:
              go: { git.corp.example: direct }
            mirrors:
              local: { ecosystem: go, url: "{{mirror.Url}}", insecure: true }
            """);
        await world.Expect(0, "apply", "--yes", "--only", "go");

        var hidden = await DownloadTests.GoGet(world, "git.corp.example/secret@v1.0.0");
        var open = await DownloadTests.GoGet(world, "example.com/hello@v1.0.0");

        Assert.NotEqual(0, hidden.ExitCode);
        Assert.True(open.ExitCode == 0, open.Error);
        Assert.NotEmpty(mirror.Asked);
        Assert.DoesNotContain(mirror.Asked, path => path.Contains("corp", StringComparison.Ordinal));
    }

    [RealClientFact("go")]
    public async Task Go_stops_at_a_private_proxy_that_answers_503()
    {
        await using var corp = await LoopbackServer.Start();
        corp.AlwaysAnswer = 503;
        using var world = new World();
        world.Policy($$"""
            version: 1
            regions:
              here: { default: true, go: [corp, off] }
            private:
              go: { git.corp.example: corp }
            mirrors:
              corp: { ecosystem: go, url: "{{corp.Url}}", private: true, insecure: true }
            """);
        await world.Expect(0, "apply", "--yes", "--only", "go");

        var answer = await DownloadTests.GoGet(world, "git.corp.example/secret@v1.0.0");

        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains("503", answer.Output + answer.Error);
        Assert.Contains(corp.Asked, path => path.StartsWith("/git.corp.example/", StringComparison.Ordinal));
    }

    [RealClientFact("npm")]
    public async Task A_shell_between_exec_and_npm_does_not_part_a_scope_from_its_registry()
    {
        using var world = new World();
        world.Policy("""
            version: 1
            regions:
              here: { default: true, npm: npmmirror }
            private:
              npm: { "@corp": corp }
            mirrors:
              corp: { ecosystem: npm, url: "https://npm.corp.example/", private: true }
            """);

        var answer = await world.Expect(0, "exec", "--", "sh", "-c", "npm config get registry @corp:registry");

        Assert.Contains("https://registry.npmmirror.com/", answer.Output);
        Assert.Contains("https://npm.corp.example/", answer.Output);
    }

    [RealClientFact("npm")]
    public async Task Npm_never_asks_the_public_mirror_for_a_private_scope()
    {
        await using var mirror = await LoopbackServer.Start();
        await using var corp = await LoopbackServer.Start();
        mirror.ServeNpmPackage("tiny-a", "1.0.0");
        mirror.ServeNpmPackage("@corp/secret", "9.9.9");
        corp.ServeNpmPackage("@corp/secret", "1.0.0");
        using var world = new World();
        world.Policy($$"""
            version: 1
            regions:
              here: { default: true, npm: local }
            private:
              npm: { "@corp": corp }
            mirrors:
              local: { ecosystem: npm, url: "{{mirror.Url}}/", insecure: true }
              corp: { ecosystem: npm, url: "{{corp.Url}}/", private: true, insecure: true }
            """);
        await world.Expect(0, "apply", "--yes", "--only", "npm");

        var first = await DownloadTests.NpmInstall(world, "@corp/secret");
        Assert.True(first.ExitCode == 0, first.Error);
        corp.AlwaysAnswer = 503;
        var second = await DownloadTests.NpmInstall(world, "@corp/other");
        var open = await DownloadTests.NpmInstall(world, "tiny-a");

        Assert.NotEqual(0, second.ExitCode);
        Assert.True(open.ExitCode == 0, open.Error);
        Assert.Contains("/@corp/other", corp.Asked);
        Assert.Contains("/tiny-a", mirror.Asked);
        Assert.DoesNotContain(mirror.Asked, path => path.Contains("corp", StringComparison.Ordinal));
    }

    [RealClientFact("dotnet")]
    public async Task Dotnet_never_asks_the_public_mirror_for_a_private_package()
    {
        await using var mirror = await LoopbackServer.Start();
        await using var corp = await LoopbackServer.Start();
        mirror.ServeNuGetFeed(("Public.Lib", "1.0.0"), ("Corp.Lib", "9.9.9"));
        corp.ServeNuGetFeed(("Corp.Lib", "1.0.0"));
        using var world = new World();
        world.Policy($$"""
            version: 1
            regions:
              here: { default: true, nuget: local }
            private:
              nuget: { "Corp.*": corp }
            mirrors:
              local: { ecosystem: nuget, url: "{{mirror.Url}}/v3/index.json", insecure: true }
              corp: { ecosystem: nuget, url: "{{corp.Url}}/v3/index.json", private: true, insecure: true }
            """);
        await world.Expect(0, "apply", "--yes", "--only", "nuget");
        await world.Expect(0, "apply", "--yes", "--only", "nuget", "--scope", "project");
        var app = Path.Combine(world.Repository, "app");

        var first = await DownloadTests.Restore(world, "Corp.Lib", "*", app);
        Assert.True(first.ExitCode == 0, first.Output);
        var open = await DownloadTests.Restore(world, "Public.Lib", folder: app);
        Assert.True(open.ExitCode == 0, open.Output);
        corp.AlwaysAnswer = 503;
        var second = await DownloadTests.Restore(world, "Corp.Other", "*", app);

        Assert.NotEqual(0, second.ExitCode);
        Assert.Contains("/v3/flat/corp.lib/index.json", corp.Asked);
        Assert.Contains("/v3/flat/public.lib/1.0.0/public.lib.1.0.0.nupkg", mirror.Asked);
        Assert.DoesNotContain(mirror.Asked, path => path.Contains("corp", StringComparison.Ordinal));
    }

    private const string Bound = """
        version: 1
        regions:
          here: { default: true, npm: huawei, nuget: huawei }
        private:
          npm: { "@corp": corp-npm }
          nuget: { "Corp.*": corp-nuget }
        mirrors:
          corp-npm: { ecosystem: npm, url: "https://npm.corp.example/", private: true }
          corp-nuget: { ecosystem: nuget, url: "https://nuget.corp.example/v3/index.json", private: true }
        """;

    [Fact]
    public async Task Env_prints_no_registry_while_nothing_maps_the_private_scope()
    {
        using var world = new World();
        world.Policy(Bound);

        var before = await world.Expect(0, "env", "--for", "posix", "--only", "npm");
        await world.Expect(0, "apply", "--yes", "--only", "npm");
        var after = await world.Expect(0, "env", "--for", "posix", "--only", "npm");

        Assert.DoesNotContain("npm_config_registry", before.Output);
        Assert.DoesNotContain("YARN_REGISTRY", before.Output);
        Assert.Contains("DEVM6022", before.Error);
        Assert.Contains("export npm_config_registry='https://mirrors.huaweicloud.com/repository/npm/'", after.Output);
        Assert.DoesNotContain("DEVM6022", after.Error);
    }

    [Fact]
    public async Task A_private_NuGet_name_that_no_file_binds_is_a_warning_until_project_scope_binds_it()
    {
        using var world = new World();
        world.Policy(Bound);

        var before = await world.Expect(0, "apply", "--yes", "--only", "nuget");
        await world.Expect(0, "apply", "--yes", "--only", "nuget", "--scope", "project");
        var after = await world.Expect(0, "check", "--only", "nuget");

        Assert.Contains("warning DEVM3310: no nuget.config here binds `Corp.*`", before.Error);
        Assert.DoesNotContain("DEVM3310", after.Error);
    }
}
