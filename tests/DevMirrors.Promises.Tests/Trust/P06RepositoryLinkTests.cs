using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>What is written into a repository stays in it: never through a link that a stranger committed.</summary>
[Trait("Promise", "P6")]
public class P06RepositoryLinkTests
{
    private const string Policy = """
        version: 1
        regions: { cn: { default: true, npm: upstream, nuget: upstream } }
        private: { npm: { "@corp": corp }, nuget: { "Corp.*": corp-nuget } }
        mirrors:
          corp: { ecosystem: npm, url: "https://npm.corp.example/", private: true }
          corp-nuget: { ecosystem: nuget, url: "https://nuget.corp.example/v3/index.json", private: true }

        """;

    [Theory]
    [InlineData(".npmrc", "absolute")]
    [InlineData(".npmrc", "relative")]
    [InlineData(".npmrc", "chain")]
    [InlineData(".npmrc", "loop")]
    [InlineData(".npmrc", "dangling")]
    [InlineData(".npmrc", "the user's own")]
    [InlineData("nuget.config", "absolute")]
    [InlineData("nuget.config", "relative")]
    [InlineData("nuget.config", "chain")]
    [InlineData("nuget.config", "loop")]
    [InlineData("nuget.config", "dangling")]
    [InlineData("nuget.config", "the user's own")]
    public async Task A_link_out_of_it_is_refused_and_nothing_outside_changes(string file, string kind)
    {
        using var world = new World();
        world.Policy(Policy);
        var outside = kind == "the user's own" ? file == ".npmrc" ? world.Npmrc : world.NuGetConfig : Path.Combine(world.Folder, "outside", file);
        var content = file == ".npmrc" ? "; mine\n" : "<configuration>\n</configuration>\n";
        if (kind != "dangling")
            world.Write(outside, content);
        Link(world, file, kind, outside);

        var answer = await QuietTool.Run(world, "apply", "--yes", "--scope", "project", "--only", file == ".npmrc" ? "npm" : "nuget");

        Assert.True(answer.ExitCode == 3, answer.Said());
        Assert.Contains(file, answer.Error);
        Assert.Equal(kind == "dangling" ? null : content, File.Exists(outside) ? File.ReadAllText(outside) : null);
        Assert.Equal(kind == "dangling" ? 0 : 1, Directory.Exists(Path.GetDirectoryName(outside)) ? Directory.GetFiles(Path.GetDirectoryName(outside)!).Count(f => Path.GetFileName(f).Contains(Path.GetFileName(outside), StringComparison.Ordinal)) : 0);
        Proof.Record("P6", $"a repository's {file} as a link: {kind}", 1, 1);
    }

    [Theory]
    [InlineData("init --msbuild", "eng")]
    [InlineData("init --msbuild", "eng/devmirrors")]
    [InlineData("init", "mirrors.yaml")]
    public async Task Init_writes_nothing_through_one_either(string command, string link)
    {
        using var world = new World();
        var outside = Directory.CreateDirectory(Path.Combine(world.Folder, "outside")).FullName;
        var path = Path.Combine(world.Repository, link);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, link == "mirrors.yaml" ? Path.Combine(outside, "mirrors.yaml") : outside);

        await QuietTool.Run(world, command.Split(' '));

        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
        Proof.Record("P6", $"{command} with {link} as a link", 1, 1);
    }

    private static void Link(World world, string file, string kind, string outside)
    {
        var path = Path.Combine(world.Repository, file);
        switch (kind)
        {
            case "relative":
                File.CreateSymbolicLink(path, Path.GetRelativePath(world.Repository, outside));
                break;
            case "chain":
                File.CreateSymbolicLink(Path.Combine(world.Repository, "between"), outside);
                File.CreateSymbolicLink(path, "between");
                break;
            case "loop":
                File.CreateSymbolicLink(Path.Combine(world.Repository, "between"), file);
                File.CreateSymbolicLink(path, "between");
                break;
            default:
                File.CreateSymbolicLink(path, outside);
                break;
        }
    }
}
