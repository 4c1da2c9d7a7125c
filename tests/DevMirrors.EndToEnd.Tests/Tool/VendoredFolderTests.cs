using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>What the built tool carries, as it arrives in a repository.</summary>
public sealed class VendoredFolderTests : IDisposable
{
    private const int Mebibyte = 1024 * 1024;

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    private string Folder => Path.Combine(_world.Repository, "eng", "devmirrors");

    [Fact]
    public async Task The_folder_holds_these_files_and_is_small()
    {
        await _world.Expect(0, "init", "--msbuild");

        var files = new DirectoryInfo(Folder).GetFiles();
        Assert.Equal(
            [
                ".gitattributes", "CliWrap.dll", "DevMirrors.Config.dll", "DevMirrors.Tasks.dll", "DevMirrors.targets", "DiffPlex.dll", "README.md",
                "Spectre.Console.Ansi.dll", "Spectre.Console.dll", "System.CommandLine.dll", "THIRD-PARTY-NOTICES.txt", "YamlDotNet.dll", "devmirrors.dll", "devmirrors.runtimeconfig.json", "version",
            ],
            files.Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateDirectories(Folder));
        Assert.InRange(files.Sum(f => f.Length), 1, 6 * Mebibyte);
        // A larger one could not be updated.
        Assert.All(files, f => Assert.InRange(f.Length, 1, VendoredFolder.MaxFileBytes));
        Assert.Equal("* -text\n", File.ReadAllText(Path.Combine(Folder, ".gitattributes")));
    }

    [Fact]
    public async Task Every_assembly_is_plain_il_for_every_platform_and_finds_what_it_needs_in_the_folder()
    {
        await _world.Expect(0, "init", "--msbuild");

        var names = Directory.EnumerateFiles(Folder, "*.dll").Select(p => Path.GetFileNameWithoutExtension(p)).ToHashSet();
        foreach (var path in Directory.EnumerateFiles(Folder, "*.dll"))
        {
            using var file = new PEReader(File.OpenRead(path));
            var header = file.PEHeaders.CorHeader!;
            Assert.True(header.Flags.HasFlag(CorFlags.ILOnly) && header.ManagedNativeHeaderDirectory.Size == 0, $"{path} holds native code");
            Assert.False(header.Flags.HasFlag(CorFlags.Requires32Bit), path);
            var metadata = file.GetMetadataReader();
            Assert.All(metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name)), name => Assert.True(IsThere(name, names), $"{path} needs {name}"));
        }
    }

    [Fact]
    public async Task No_file_names_the_folder_that_it_was_built_in()
    {
        await _world.Expect(0, "init", "--msbuild");

        foreach (var path in Directory.EnumerateFiles(Folder))
            Assert.True(File.ReadAllBytes(path).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Checkout.Folder)) < 0, path);
    }

    [Fact]
    public async Task MsBuild_loads_the_task_with_all_that_it_needs_from_the_folder_alone()
    {
        await _world.Expect(0, "init", "--msbuild");
        var policy = Path.Combine(_world.Repository, "broken.yaml");
        File.WriteAllText(policy, "version: 1\nregoins: {}\n");
        var project = Path.Combine(_world.Repository, "task.proj");
        File.WriteAllText(project, $"""
            <Project>
              <UsingTask TaskName="DevMirrors.Tasks.MapBaseImage" AssemblyFile="eng/devmirrors/DevMirrors.Tasks.dll" />
              <Target Name="Look"><MapBaseImage PolicyFile="{policy}" Registry="images.example" Name="runtime" /></Target>
            </Project>
            """);

        var answer = await Client.Run("dotnet", ["msbuild", project, "-t:Look", "-nodeReuse:false", "-nologo"], _world.Home, _world.Repository);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("broken.yaml(2,1): error DEVM1017: ", answer.Output);
    }

    [Fact]
    public async Task The_vendored_tool_runs_and_is_of_the_same_version_and_vendors_nothing_itself()
    {
        await _world.Expect(0, "init", "--msbuild");
        var program = Path.Combine(Folder, "devmirrors.dll");

        var version = await Client.Run("dotnet", [program, "--version"], _world.Home, _world.Repository);
        var plan = await Client.Run("dotnet", [program, "plan", "--region", "cn", "--only", "go"], _world.Home, _world.Repository);
        var init = await Client.Run("dotnet", [program, "init", "--msbuild", "--update"], _world.Home, _world.Repository);

        Assert.Equal((await _world.Expect(0, "--version")).Output, version.Output);
        Assert.Equal(1, plan.ExitCode);
        Assert.Equal(2, init.ExitCode);
        Assert.Contains("error DEVM6304: ", init.Error);
    }

    // MSBuild brings its own assemblies, and the runtime its.
    private static bool IsThere(string name, HashSet<string> files) =>
        files.Contains(name) || name is "netstandard" or "mscorlib" || name.StartsWith("Microsoft.Build.", StringComparison.Ordinal)
        || File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
}
