using System.Formats.Tar;
using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>Container images that a build makes: from a base image that only the mirror has, on a machine that reaches nothing else.</summary>
public sealed class ContainerImageTests
{
    // Needs no package: an application for several runtimes would otherwise want the packs of each.
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><UseAppHost>false</UseAppHost>
            <EnableRuntimePackDownload>false</EnableRuntimePackDownload><EnableAppHostPackDownload>false</EnableAppHostPackDownload>
            <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
          </PropertyGroup>
        </Project>
        """;

    [RealClientFact("dotnet", "git", "docker-registry")]
    public async Task The_base_image_comes_from_the_mirror_and_the_image_names_the_original()
    {
        await using var scene = await Scene.Start("", "dotnet/runtime", "10.0");

        Assert.Equal(["mcr.microsoft.com/dotnet/runtime:10.0"], await scene.Publish());
        scene.AssertPulled("dotnet/runtime", "10.0");
    }

    [RealClientFact("dotnet", "git", "docker-registry")]
    public async Task An_image_for_several_runtimes_does_so_for_each()
    {
        await using var scene = await Scene.Start("/mcr/cache", "mcr/cache/dotnet/runtime", "10.0");

        var names = await scene.Publish("-p:ContainerRuntimeIdentifiers=\"linux-x64;linux-arm64\"", "-p:RuntimeIdentifiers=\"linux-x64;linux-arm64\"");

        // The SDK hands labels to the build of each runtime as `name:value`, and cuts the value at its first colon.
        Assert.Equal(["mcr.microsoft.com/dotnet/runtime", "mcr.microsoft.com/dotnet/runtime"], names);
        scene.AssertPulled("mcr/cache/dotnet/runtime", "10.0");
    }

    [RealClientFact("dotnet", "git", "docker-registry")]
    public async Task An_image_of_Docker_Hub_comes_from_the_regions_docker_mirror()
    {
        await using var scene = await Scene.Start("", "library/tiny", "1");

        Assert.Equal(["docker.io/library/tiny:1"], await scene.Publish("-p:ContainerBaseImage=docker.io/library/tiny:1"));
        scene.AssertPulled("library/tiny", "1");
    }

    [RealClientFact("dotnet", "git", "docker-registry")]
    public async Task A_registry_that_the_policy_does_not_name_is_asked_itself()
    {
        await using var scene = await Scene.Start("", "library/tiny", "1");

        var answer = await scene.Run("-p:ContainerBaseImage=other.example/team/base:2");

        Assert.NotEqual(0, answer.ExitCode);
        Assert.DoesNotContain("/v2/team/base/", scene.Registry.Log);
        Assert.All(scene.Proxy.Asked, line => Assert.StartsWith("CONNECT other.example:443 ", line));
        Assert.NotEmpty(scene.Proxy.Asked);
    }

    [RealClientFact("dotnet", "git", "docker-registry")]
    public async Task Switched_off_or_only_checking_a_build_asks_the_original_registry()
    {
        await using var scene = await Scene.Start("", "dotnet/runtime", "10.0");

        foreach (var off in new[] { "-p:DevMirrorsEnabled=false", "-p:DevMirrorsMode=check" })
        {
            var asked = scene.Proxy.Asked.Count;
            Assert.NotEqual(0, (await scene.Run(off)).ExitCode);
            Assert.All(scene.Proxy.Asked.Skip(asked), line => Assert.StartsWith("CONNECT mcr.microsoft.com:443 ", line));
            Assert.True(scene.Proxy.Asked.Count > asked);
        }
        Assert.DoesNotContain("/v2/dotnet/runtime/manifests/10.0 HTTP/1.1\" 200", scene.Registry.Log);
    }

    [RealClientFact("dotnet", "git", "docker-registry")]
    public async Task The_vendored_program_does_the_same_where_MSBuild_cannot_load_the_task()
    {
        await using var scene = await Scene.Start("/mcr", "mcr/dotnet/runtime", "10.0");

        Assert.Equal(["mcr.microsoft.com/dotnet/runtime:10.0"], await scene.Publish("-p:DevMirrorsUseExec=true"));
        scene.AssertPulled("mcr/dotnet/runtime", "10.0");
    }

    /// <summary>A clone whose policy sends mcr.microsoft.com and Docker Hub to one loopback registry.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly BuildWorld _world;
        private readonly string _clone;
        private int _archives;

        private Scene(BuildWorld world, DockerRegistry registry, string clone) => (_world, Registry, _clone) = (world, registry, clone);

        public DockerRegistry Registry { get; }

        public RefusingProxy Proxy { get; } = new();

        public static async Task<Scene> Start(string prefix, string image, string tag)
        {
            var world = await BuildWorld.Start();
            var registry = await DockerRegistry.Start(Path.Combine(world.Folder, "registry"));
            await TinyImage.Push(registry.Url, image, tag);
            world.Write("mirrors.yaml", world.Policy(nuget: "m", more: "    docker: [img, upstream]\n    images: { mcr.microsoft.com: img }\n")
                + $$"""  img: { ecosystem: docker, url: "{{registry.Url}}{{prefix}}", private: true, insecure: true }""" + "\n");
            world.Write("App/App.csproj", Project);
            world.Write("App/Program.cs", "return 0;\n");
            world.Write(".gitignore", "bin/\nobj/\n");
            BuildWorld.Succeeded(await world.Devmirrors(world.Origin, "init", "--msbuild"));
            await world.Commit();
            var scene = new Scene(world, registry, await world.Clone());
            foreach (var (name, value) in scene.Proxy.Variables)
                world.Environment[name] = value;
            // Without it the SDK's tasks ask every host by https, except `localhost`.
            world.Environment["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = new Uri(registry.Url).Authority;
            return scene;
        }

        public Task<Answer> Run(params string[] properties) => _world.Dotnet(
            _clone, ["publish", "App/App.csproj", "-t:PublishContainer", $"-p:ContainerArchiveOutputPath={Archive(++_archives)}", .. properties]);

        /// <summary>Publishes and gives the names of base images that the images made carry, one per image.</summary>
        public async Task<IReadOnlyList<string>> Publish(params string[] properties)
        {
            BuildWorld.Succeeded(await Run(properties));
            Assert.Equal("", await _world.Status(_clone));
            return [.. Documents(Archive(_archives)).Select(BaseName).OfType<string>()];
        }

        /// <summary>The mirror has served the base image, and nobody else was asked for anything.</summary>
        public void AssertPulled(string name, string tag)
        {
            Assert.Contains($"\"GET /v2/{name}/manifests/{tag} HTTP/1.1\" 200", Registry.Log);
            Assert.Contains($"\"GET /v2/{name}/blobs/sha256:", Registry.Log);
            Assert.Empty(Proxy.Asked);
        }

        public async ValueTask DisposeAsync()
        {
            await Proxy.DisposeAsync();
            Registry.Dispose();
            await _world.DisposeAsync();
        }

        private string Archive(int number) => Path.Combine(_world.Folder, $"image{number}.tar");

        private static IEnumerable<JsonElement> Documents(string archive)
        {
            using var stream = File.OpenRead(archive);
            using var tar = new TarReader(stream);
            while (tar.GetNextEntry() is { } entry)
                if (entry.DataStream is { } data && data.ReadByte() == '{')
                {
                    data.Position = 0;
                    yield return JsonDocument.Parse(data).RootElement;
                }
        }

        private static string? BaseName(JsonElement document) =>
            document.TryGetProperty("config", out var config) && config.TryGetProperty("Labels", out var labels)
                ? labels.GetProperty("org.opencontainers.image.base.name").GetString()
                : null;
    }
}
