using System.Text.RegularExpressions;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>One of ours and one of theirs, one inside the other: strace holds the outer one while the inner one runs from beginning to end.</summary>
[Trait("Promise", "P17")]
public class P17HeldTests
{
    // Which thread a call is made in can change from run to run, and then nobody is held.
    private const int Attempts = 10;

    [RealClientTheory("strace", "go", "npm", "dotnet")]
    [MemberData(nameof(OtherWriter.Names), MemberType = typeof(OtherWriter))]
    public async Task Who_writes_while_our_temporary_file_is_written_keeps_their_change(string only)
    {
        var other = OtherWriter.Of(only);
        using var scene = OtherWriter.NewScene();
        var folder = Path.GetDirectoryName(other.File(scene))!;
        await Undisturbed(scene, only);
        var site = Trace.Sites(scene.TraceFile, scene.Roots).First(s => s.Call == "pwrite64" && s.Zone == folder);

        await Repeat(scene, () => Inside(other, scene, new Held(scene.TraceFile, "pwrite64", new($@"^\d+ +pwrite64\(\d+<{Regex.Escape(folder)}/\.devmirrors-")), site.When, null));
        Proof.Record("P17", $"{only}: theirs inside ours, while the temporary file is written", 1, 1);
    }

    /// <summary>After the temporary file's fsync, right before we compare the file once more. At fsync itself a thread of ours that flushes something else may be held in its place.</summary>
    [RealClientTheory("strace", "go", "npm", "dotnet")]
    [MemberData(nameof(OtherWriter.Names), MemberType = typeof(OtherWriter))]
    public async Task Who_writes_before_our_last_look_keeps_their_change(string only)
    {
        var other = OtherWriter.Of(only);
        using var scene = OtherWriter.NewScene();
        var file = other.File(scene);
        Regex look = new($@"^\d+ +openat\(.*""{Regex.Escape(file)}""");
        var looks = (await Undisturbed(scene, only)).TakeWhile(l => !l.Contains(" rename", StringComparison.Ordinal) || !l.Contains($"\"{file}\"", StringComparison.Ordinal)).Count(look.IsMatch);
        Assert.True(looks > 1);

        await Repeat(scene, () => Inside(other, scene, new Held(scene.TraceFile, "openat", look, looks), looks, file));
        Proof.Record("P17", $"{only}: theirs inside ours, before our last look", 1, 1);
    }

    /// <summary>After our last look, right before the call that puts our file in the place of theirs.</summary>
    [RealClientTheory("strace", "go", "npm", "dotnet")]
    [MemberData(nameof(OtherWriter.Names), MemberType = typeof(OtherWriter))]
    public async Task Who_writes_after_our_last_look_keeps_their_change(string only)
    {
        var other = OtherWriter.Of(only);
        using var scene = OtherWriter.NewScene();
        var folder = Path.GetDirectoryName(other.File(scene))!;
        await Undisturbed(scene, only);
        var site = Trace.Sites(scene.TraceFile, scene.Roots).First(s => s.Call.StartsWith("rename", StringComparison.Ordinal) && s.Zone == folder);

        await Repeat(scene, () => Inside(other, scene, new Held(scene.TraceFile, site.Call, new($@"^\d+ +rename.*""{Regex.Escape(folder)}/\.devmirrors-")), site.When, null));
        Proof.Record("P17", $"{only}: theirs inside ours, at the rename", 1, 1);
    }

    /// <summary>They have read before we write, and write after us: only they could know of us, so what is left is to see it.</summary>
    [RealClientTheory("strace", "go", "npm", "dotnet")]
    [MemberData(nameof(OtherWriter.Names), MemberType = typeof(OtherWriter))]
    public async Task Who_writes_over_us_what_they_read_before_is_found_by_check_and_loses_nothing_by_the_next_apply(string only)
    {
        var other = OtherWriter.Of(only);
        using var scene = OtherWriter.NewScene();
        scene.Keep();

        await Repeat(scene, async () =>
        {
            var held = other.Hold(scene);
            var theirs = other.Run(scene, held);
            if (!await held.IsReached(theirs))
                return false;
            var ours = await scene.Run(Apply(only));
            var inside = other.Read(scene);
            if (!await held.LetGo())
                return false;
            Assert.True(ours.ExitCode == 0, ours.Said());
            Assert.Equal((false, true), inside);
            Assert.True((await theirs).ExitCode == 0, (await theirs).Said());
            Assert.Equal((true, false), other.Read(scene));
            return true;
        });

        var check = await scene.Run(["check", "--only", only, "--format", "msbuild"]);
        Assert.True(check.ExitCode == 1, check.Said());
        Assert.Contains($"{other.File(scene)}: warning DEVM5003", check.Output);
        await BothAfterTheNext(other, scene);
        Proof.Record("P17", $"{only}: ours inside theirs", 1, 1);
    }

    // Calls are counted in a run that nobody disturbs.
    private static async Task<string[]> Undisturbed(Scene scene, string only)
    {
        scene.Keep();
        var answer = await scene.Run(Apply(only), under: FaultRun.Strace(scene));
        Assert.True(answer.ExitCode == 0, answer.Said());
        return await File.ReadAllLinesAsync(scene.TraceFile);
    }

    private static async Task<bool> Inside(OtherWriter other, Scene scene, Held held, int? when, string? path)
    {
        var ours = scene.Run(Apply(other.Only), under: held.Under(when, path));
        if (!await held.IsReached(ours))
            return false;
        var theirs = await other.Run(scene);
        if (!await held.LetGo())
            return false;

        var answer = await ours;

        Assert.True(theirs.ExitCode == 0, theirs.Said());
        Assert.True(answer.ExitCode == 0 || (answer.ExitCode == 3 && answer.Error.Contains("DEVM4002", StringComparison.Ordinal)), answer.Said());
        Assert.Equal((true, answer.ExitCode == 0), other.Read(scene));
        await BothAfterTheNext(other, scene);
        return true;
    }

    private static async Task BothAfterTheNext(OtherWriter other, Scene scene)
    {
        var next = await scene.Run(Apply(other.Only));
        Assert.True(next.ExitCode == 0, next.Said());
        Assert.Equal((true, true), other.Read(scene));
        Assert.Empty(scene.Read().Leftovers);
    }

    private static async Task Repeat(Scene scene, Func<Task<bool>> tried)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            scene.GiveBack();
            File.Delete(scene.TraceFile);
            if (await tried())
                return;
        }
        Assert.Fail("nobody was held");
    }

    private static string[] Apply(string only) => ["apply", "--yes", "--only", only];
}
