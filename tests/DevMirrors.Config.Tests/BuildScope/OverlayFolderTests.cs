using DevMirrors.Testing;
using NuGet.Configuration;

namespace DevMirrors.Config.Tests;

/// <summary>What must not be written through, and what must not be replaced.</summary>
public class OverlayFolderTests
{
    [Theory]
    [InlineData("A/obj")]
    [InlineData("A/obj/devmirrors")]
    [InlineData("A")]
    public void A_link_out_of_the_repository_is_refused(string link)
    {
        using var scratch = World();
        var outside = Directory.CreateDirectory(Path.Combine(scratch.Folder, "outside")).FullName;
        var path = Path.Combine(scratch.Repository, link);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Directory.CreateSymbolicLink(path, outside);

        Assert.Equal("DEVM7008", Refused(scratch).Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
    }

    [Fact]
    public void A_link_within_the_repository_is_followed()
    {
        using var scratch = World();
        Directory.CreateDirectory(Path.Combine(scratch.Repository, "A"));
        Directory.CreateDirectory(Path.Combine(scratch.Repository, "out"));
        Directory.CreateSymbolicLink(Path.Combine(scratch.Repository, "A", "obj"), Path.Combine(scratch.Repository, "out"));

        OverlayTests.Bring(scratch);

        Assert.True(File.Exists(Path.Combine(scratch.Repository, "out", "devmirrors", "nuget.config")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(FileSnapshot.MaxBytes)]
    public void Somebody_elses_file_is_left_alone(int padding)
    {
        using var scratch = World();
        var path = scratch.Write("repo/A/obj/devmirrors/nuget.config", "<configuration />" + new string(' ', padding));

        Assert.Equal("DEVM7008", Refused(scratch).Code);
        Assert.Equal("<configuration />" + new string(' ', padding), File.ReadAllText(path));
    }

    [Fact]
    public void Check_writes_nothing_and_says_what_differs()
    {
        using var scratch = World();
        OverlayTests.Bring(scratch, "upstream");
        Directory.Delete(Path.Combine(scratch.Repository, "A"), recursive: true);
        File.WriteAllText(Path.Combine(scratch.Repository, "mirrors.yaml"), File.ReadAllText(Path.Combine(scratch.Repository, "mirrors.yaml")).Replace("upstream", "m"));
        var found = new DiagnosticBag();

        BuildRun.Start(OverlayTests.Options(scratch) with { Mode = BuildMode.Check }, scratch.Machine).Bring(OverlayTests.Project(scratch), found);

        Assert.Equal("DEVM7009", Assert.Single(found).Code);
        Assert.False(Directory.Exists(Path.Combine(scratch.Repository, "A")));
    }

    private static ScratchMachine World() => OverlayTests.Hierarchy($"<packageSources><clear /><add key=\"up\" value=\"{NuGetConstants.V3FeedUrl}\" /></packageSources>");

    private static Diagnostic Refused(ScratchMachine scratch)
    {
        scratch.Write("repo/mirrors.yaml", "version: 1\nregions: { all: { default: true, nuget: huawei } }\n");
        var found = new DiagnosticBag();
        var run = BuildRun.Start(OverlayTests.Options(scratch), scratch.Machine);
        Assert.False(run.Bring(OverlayTests.Project(scratch), found));
        return Assert.Single(found);
    }
}
