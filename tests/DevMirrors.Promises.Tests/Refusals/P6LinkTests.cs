using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>A symlink stays one, its target is edited, and a repository's write stays in it.</summary>
[Trait("Promise", "P6")]
public class P6LinkTests
{
    private static readonly (string Only, string Path)[] Files =
        [("go", "home/.config/go/env"), ("npm", "home/.npmrc"), ("nuget", "home/.nuget/NuGet/NuGet.Config"), ("docker", "home/.config/docker/daemon.json")];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Through_links_the_target_is_edited_and_every_link_stays(int links)
    {
        foreach (var (only, path) in Files)
        {
            using var scene = RefusedFile.Complete();
            Chain(Path.Combine(scene.Live, path), links);
            var before = scene.Read();

            var apply = await scene.Run(["apply", "--yes", "--only", only]);
            var after = scene.Read();
            var undo = await scene.Run(["undo"]);

            Assert.True((apply.ExitCode, undo.ExitCode) == (0, 0), apply.Error + undo.Error);
            Assert.Equal([path + ".real"], after.FilesUnlike(before));
            Assert.True(scene.Read().Equals(before), scene.Read().Unlike(before));
        }
        Proof.Record("P6", $"chains of {links}", Files.Length, Files.Length);
    }

    [Theory]
    [InlineData(".npmrc", "npm")]
    [InlineData("nuget.config", "nuget")]
    public async Task A_project_file_that_leads_out_of_the_repository_is_refused(string name, string only)
    {
        using var scene = new Scene();
        scene.ProjectNpmrc();
        scene.ProjectNuGetConfig();
        var path = Path.Combine(scene.Repository, name);
        File.Move(path, Path.Combine(scene.Home, "outside"));
        File.CreateSymbolicLink(path, "../home/outside");
        var before = scene.Read();

        var answer = await scene.Run(["apply", "--yes", "--scope", "project", "--only", only]);

        Assert.Equal(3, answer.ExitCode);
        Assert.Contains("it leads out of `", answer.Error);
        Assert.True(scene.Read().Equals(before), scene.Read().Unlike(before));
        Proof.Record("P6", $"{name} leads out", 1, 1);
    }

    /// <summary>A link in an image means a path of the image; followed from here it would lead to this machine's own file.</summary>
    [Theory]
    [InlineData("docker", "daemon.json")]
    [InlineData("docker", "")]
    public async Task What_is_written_into_an_image_stays_in_it(string folder, string file)
    {
        using var scene = new Scene();
        var outside = scene.Write("host/daemon.json", "{}", DevMirrors.Config.AtomicFile.Private);
        var etc = Directory.CreateDirectory(Path.Combine(scene.Live, "image", "etc")).FullName;
        if (file == "")
            Directory.CreateSymbolicLink(Path.Combine(etc, folder), Path.GetDirectoryName(outside)!);
        else
            File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Path.Combine(etc, folder)).FullName, file), outside);
        var before = scene.Read();

        var answer = await scene.Run(["apply", "--yes", "--scope", "machine", "--root", Path.Combine(scene.Live, "image"), "--only", "docker"]);

        Assert.Equal(3, answer.ExitCode);
        Assert.Contains("it leads out of `", answer.Error);
        Assert.True(scene.Read().Equals(before), scene.Read().Unlike(before));
        Proof.Record("P6", $"an image's link out of it: {folder}/{file}", 1, 1);
    }

    [RealClientFact("unshare", AsRoot = true)]
    public async Task Root_does_not_follow_a_users_link_to_a_file_that_is_not_theirs()
    {
        using var scene = RefusedFile.Complete();
        Chain(Path.Combine(scene.Home, ".npmrc"), 1);
        LibC.ChangeOwner(Path.Combine(scene.Home, ".npmrc"), Obstacle.User);
        var before = scene.Read();

        var answer = await scene.Run(["apply", "--yes", "--only", "npm"]);

        Assert.Equal(3, answer.ExitCode);
        Assert.Contains("it is a symbolic link to another user's file", answer.Error);
        Assert.True(scene.Read().Equals(before), scene.Read().Unlike(before));
        Proof.Record("P6", "planted link", 1, 1);
    }

    private static void Chain(string path, int links)
    {
        File.Move(path, path + ".real");
        var target = path + ".real";
        for (var i = 1; i < links; i++)
        {
            File.CreateSymbolicLink($"{path}.{i}", Path.GetFileName(target));
            target = $"{path}.{i}";
        }
        File.CreateSymbolicLink(path, Path.GetFileName(target));
    }
}
