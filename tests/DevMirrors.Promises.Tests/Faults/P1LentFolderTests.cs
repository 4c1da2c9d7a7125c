using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>`exec` lends: whatever call fails, no file of the user's changes, and nothing that was lent stays.</summary>
[Trait("Promise", "P1")]
[Trait("Promise", "P10")]
public class P1LentFolderTests
{
    private const int SampleEvery = 37;
    private static readonly string[] Exec = ["exec", "--", "/bin/true"];
    private static readonly Scenario Lending = new("exec", _ => { }, [], Exec, Exec, Exec);

    [RealClientFact("strace")]
    public async Task Whatever_call_is_killed_or_fails_no_file_of_the_user_changes()
    {
        using var scene = RefusedFile.Complete();
        var rehearsal = await Rehearsal.Of(scene, Lending);
        Assert.True(rehearsal.New.Equals(rehearsal.Old), rehearsal.New.Unlike(rehearsal.Old));
        Assert.All(rehearsal.Sites, s => Assert.True(s.Zone == scene.Home || s.Zone.StartsWith(Cache(scene), StringComparison.Ordinal), s.ToString()));
        var all = rehearsal.Sites.Distinct().SelectMany(s => Fault.All.Select(f => new FaultCase(Lending, s, f, GoesOn: true))).ToList();
        var (happened, problems) = (0, new List<string>());
        var cases = Proof.Sample(all, SampleEvery);
        foreach (var @case in cases)
        {
            scene.GiveBack();
            File.Delete(scene.TraceFile);
            var answer = await scene.Run(Exec, under: FaultRun.Strace(scene, @case));
            happened += @case.Fault.Kills ? answer.ExitCode == 137 ? 1 : 0 : Trace.Injected(scene.TraceFile) > 0 ? 1 : 0;
            problems.AddRange(Judge(@case, answer, scene, rehearsal.Old).Select(p => $"{@case}: {p}"));
        }
        Proof.Record("P1 P10", "exec: no file of the user's", happened, all.Count, $"write calls {rehearsal.Sites.Count}; failures {problems.Count}");
        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.True(Fault.AreEnough(happened, cases.Count), $"only {happened} of {cases.Count} faults have happened");
    }

    private static string Cache(Scene scene) => Path.Combine(scene.Home, ".cache");

    private static string[] Places(Scene scene) => [scene.Temporary, Path.Combine(Cache(scene), "devmirrors")];

    private static IEnumerable<string> Judge(FaultCase @case, Answer answer, Scene scene, TreeState old)
    {
        string[] lent = [.. Places(scene).Where(Directory.Exists).SelectMany(Directory.GetFileSystemEntries)];
        var strangers = lent.Where(f => !Path.GetFileName(f).StartsWith("devmirrors-exec-", StringComparison.Ordinal)).ToList();
        if (strangers.Count > 0 || lent.Length > 1)
            yield return $"leaves {string.Join(", ", lent)}";
        // Who may not delete leaves it to the next run.
        if (lent.Length > 0 && !@case.Fault.Kills && @case.Site.Call is not ("unlink" or "unlinkat" or "rmdir"))
            yield return $"ended with {answer.ExitCode} and leaves {lent[0]}";
        foreach (var folder in lent.Append(Cache(scene)).Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
        var now = scene.Read();
        if (!now.Equals(old))
            yield return now.Unlike(old);
        if (!@case.Fault.Kills && (answer.ExitCode is not (0 or 3) || answer.Error.Contains("   at ", StringComparison.Ordinal)))
            yield return $"ended with {answer.ExitCode}: {answer.Error}";
    }
}
