using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>
/// What a clock could confuse: the times of files, and the time since the start of the machine. The time of day itself belongs to the
/// whole machine, and is only ever used for verdicts and messages.
/// </summary>
[Trait("Promise", "P40")]
public class P40ClockTests
{
    private static readonly string[] Stamps = ["1971-01-01", "2016-01-01", "2036-12-31", "2106-02-07"];
    private static readonly string[] Offsets = ["--monotonic 315360000 --boottime 315360000", "--monotonic 0 --boottime 0", "--monotonic 86400 --boottime 0"];

    [RealClientFact("unshare", AsRoot = true)]
    public async Task Files_from_other_years_are_applied_and_undone_like_any()
    {
        (string Before, string After)[] cases = [.. Stamps.SelectMany(before => Stamps.Select(after => (before, after)))];
        foreach (var (before, after) in cases)
            await Run("", $"find \"$1\" -exec touch -h -d {before} {{}} +", $"find \"$1\" -exec touch -h -d {after} {{}} +");
        Proof.Record("P40", "times of the clients' files and of our own state, forwards and backwards", cases.Length, cases.Length);
    }

    [RealClientFact("unshare", AsRoot = true)]
    public async Task A_machine_that_was_started_at_another_time_makes_no_difference()
    {
        foreach (var first in Offsets)
            foreach (var second in Offsets)
                await Run($"unshare -T {first}", "true", "true", $"unshare -T {second}");
        Proof.Record("P40", "time namespaces, apply in one and undo in another", Offsets.Length * Offsets.Length, Offsets.Length * Offsets.Length);
    }

    private static async Task Run(string under, string before, string between, string? undoUnder = null)
    {
        using var scene = RefusedFile.Complete();
        var old = scene.Read();

        var apply = await scene.Script($"{before}\n{under} $tool apply --yes && $tool check", scene.Live);
        var applied = scene.Read();
        var undo = await scene.Script($"{between}\n{under} $tool apply --yes && {undoUnder} $tool undo", scene.Live);

        Assert.True((apply.ExitCode, undo.ExitCode) == (0, 0), $"{under} {before} {between}: {apply.Error}{undo.Error}");
        Assert.Equal(4, applied.FilesUnlike(old).Count);
        Assert.True(scene.Read().Equals(old), scene.Read().Unlike(old));
    }
}
