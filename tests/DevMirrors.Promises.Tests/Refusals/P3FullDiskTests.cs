using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>A home on a disk that has room for a few pages or a few more files, and none for the rest.</summary>
[Trait("Promise", "P3")]
public class P3FullDiskTests
{
    private const int SampleEvery = 6;

    // The home is mounted over its own copy, which the script brings out again after each step.
    private const string Script = """
        home=$1; out=$2
        mount -t tmpfs -o "$3,mode=700" none /mnt && cp -a "$home/." /mnt/ || exit 99
        mount --move /mnt "$home"
        $tool apply --yes; echo "apply $?"
        cp -a "$home" "$out/full"
        mount -o remount,size=4m,nr_inodes=4000 "$home"
        $tool apply --yes; echo "again $?"
        cp -a "$home" "$out/again"
        $tool undo; echo "undo $?"
        cp -a "$home" "$out/undone"
        """;

    public static IReadOnlyList<string> Disks =>
        [.. Enumerable.Range(5, 26).Select(pages => $"size={pages * 4}k,nr_inodes=4000"), .. Enumerable.Range(14, 26).Select(files => $"size=4m,nr_inodes={files}")];

    [RealClientFact("unshare", AsRoot = true)]
    public async Task A_full_disk_loses_nothing()
    {
        var (old, @new) = await Rehearse();
        var disks = Proof.Sample(Disks, SampleEvery);
        var (refused, problems) = (0, new List<string>());
        foreach (var disk in disks)
        {
            var problem = await Try(disk, old, @new);
            refused += problem.Refused ? 1 : 0;
            problems.AddRange(problem.Problems.Select(p => $"{disk}: {p}"));
        }
        Proof.Record("P3", "small disks, by pages and by files", disks.Count, Disks.Count, $"apply had no room on {refused}");
        Assert.True(refused > 0, "every disk was large enough");
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static async Task<(TreeState Old, TreeState New)> Rehearse()
    {
        using var scene = RefusedFile.Complete();
        var old = Read(scene.Home);
        Assert.Equal(0, (await scene.Run(["apply", "--yes"])).ExitCode);
        return (old, Read(scene.Home));
    }

    private static async Task<(bool Refused, List<string> Problems)> Try(string disk, TreeState old, TreeState @new)
    {
        using var scene = RefusedFile.Complete();
        var outside = Directory.CreateDirectory(Path.Combine(scene.Live, "out")).FullName;
        var answer = await scene.Script(Script, scene.Home, outside, disk);
        var refused = answer.Output.Contains("apply 3", StringComparison.Ordinal);
        var problems = new List<string>();
        if (answer.ExitCode != 0 || !(refused || answer.Output.Contains("apply 0", StringComparison.Ordinal)))
            return (refused, [answer.Output + answer.Error]);
        var full = Read(Path.Combine(outside, "full"));
        if (!full.Equals(refused ? old : @new) && !(refused && full.FilesUnlike(old).All(p => full.At(p) == @new.At(p))))
            problems.Add($"full: {full.Unlike(old)}");
        if (!answer.Output.Contains("again 0", StringComparison.Ordinal) || !Read(Path.Combine(outside, "again")).Equals(@new))
            problems.Add($"with room again: {answer.Output}{answer.Error}");
        if (!answer.Output.Contains("undo 0", StringComparison.Ordinal) || !Read(Path.Combine(outside, "undone")).Equals(old) || Read(Path.Combine(outside, "undone")).Leftovers.Count > 0)
            problems.Add($"undone: {answer.Output}{answer.Error}");
        return (refused, problems);
    }

    private static TreeState Read(string home) => TreeState.Read(home, Path.Combine(home, ".local"));
}
