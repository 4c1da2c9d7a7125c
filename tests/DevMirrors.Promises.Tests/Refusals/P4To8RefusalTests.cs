using DevMirrors.Config;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>What may not be written is refused by name and left alone.</summary>
public class P4To8RefusalTests
{
    [Trait("Promise", "P4")]
    [RealClientFact("unshare", "setpriv", "chattr", AsRoot = true)]
    public Task What_may_not_be_written_is_named_and_left_alone() => RefusedFile.Prove("P4", "unwritable files, as root and not", Obstacle.Unwritable);

    [Trait("Promise", "P5")]
    [RealClientFact("unshare", AsRoot = true)]
    public Task A_file_that_is_mounted_by_itself_is_refused() => RefusedFile.Prove("P5", "bind-mounted single files", Obstacle.Mounted);

    [Trait("Promise", "P6")]
    [Trait("Promise", "P7")]
    [RealClientFact("unshare", AsRoot = true)]
    public Task Only_regular_files_are_written() => RefusedFile.Prove("P6 P7", "devices, FIFOs, sockets, folders, links to them", Obstacle.Odd);

    [Trait("Promise", "P8")]
    [RealClientFact("unshare", AsRoot = true)]
    public Task A_file_with_several_hard_links_is_refused() => RefusedFile.Prove("P8", "hard links", Obstacle.Linked);

    [Trait("Promise", "P4")]
    [Fact]
    public async Task A_missing_folder_is_made_and_goes_with_undo()
    {
        using var scene = new Scene();
        var before = scene.Read();

        var apply = await scene.Run(["apply", "--yes", "--only", "go,npm,nuget"]);
        var made = scene.Read();
        var undo = await scene.Run(["undo"]);

        Assert.Equal((0, 0), (apply.ExitCode, undo.ExitCode));
        Assert.NotNull(made.At("home/.config/go/env"));
        Assert.True(scene.Read().Equals(before), scene.Read().Unlike(before));
        Proof.Record("P4", "missing folders", 1, 1);
    }

    [Trait("Promise", "P7")]
    [Fact]
    public async Task The_null_device_as_user_file_of_npm_stays_the_null_device()
    {
        using var scene = new Scene();
        const string device = "/dev/null";
        var before = FileStatus.Read(device, followLinks: false)!;

        var answer = await scene.Run(["apply", "--yes", "--only", "npm"], under: ["/usr/bin/env", $"NPM_CONFIG_USERCONFIG={device}"]);

        var after = FileStatus.Read(device, followLinks: false)!;
        Assert.Equal((before.Kind, before.Mode, before.User, before.Changed), (after.Kind, after.Mode, after.User, after.Changed));
        Assert.Equal(3, answer.ExitCode);
        Assert.Contains("it is not a regular file", answer.Error);
        Proof.Record("P7", "the null device by NPM_CONFIG_USERCONFIG", 1, 1);
    }
}
