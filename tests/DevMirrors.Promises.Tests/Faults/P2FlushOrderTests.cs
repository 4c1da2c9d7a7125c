using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>That every flush is there, and where it belongs: the faults fail only calls that are made.</summary>
[Trait("Promise", "P2")]
[Trait("Promise", "P19")]
public class P2FlushOrderTests
{
    [RealClientTheory("strace", "unshare")]
    [MemberData(nameof(P1FaultTests.Scenarios), MemberType = typeof(P1FaultTests))]
    public async Task Bytes_names_and_record_are_flushed_in_this_order(string name)
    {
        var scenario = Scenario.All.Single(s => s.Name == name);
        using var scene = new Scene();
        var run = await Rehearsal.Of(scene, scenario);
        var order = new FlushOrder(run.Calls);
        var changed = run.New.FilesUnlike(run.Old);
        var done = scenario.IsJournaled && scenario.OwnFile is null ? Record(order, run, scene.StateAsSeen(scenario.OnMachine), [.. changed.Select(p => scene.AsSeen(p, scenario.OnMachine))]) : null;
        foreach (var path in changed)
        {
            if (run.New.At(path) is not null)
                order.Written(scene.AsSeen(path, scenario.OnMachine), done);
            else
                order.Removed(scene.AsSeen(path, scenario.OnMachine), done);
        }
        Proof.Record("P2 P19", $"{name}: order of flushes", changed.Count, changed.Count, $"{order.Flushes} flushes");
        Assert.NotEmpty(changed);
        Assert.True(order.Flushes > 0);
        Assert.True(order.Problems.Count == 0, string.Join('\n', order.Problems));
    }

    // What is coming is on disk, with all bytes that it names, before the first of the clients' files changes; the journal before it is forgotten.
    private static TracedCall Record(FlushOrder order, Rehearsal run, string state, string[] targets)
    {
        var pending = Path.Combine(state, "pending.json");
        var done = order.RemovalOf(pending);
        Assert.NotNull(done);
        order.Before(pending, targets);
        order.Written(Path.Combine(state, "journal.json"), done);
        foreach (var kept in run.Calls.Where(c => c.IsRename && c.Paths.Count > 1 && Path.GetDirectoryName(c.Paths[1]) == Path.Combine(state, "objects")))
            order.Written(kept.Paths[1], order.RenameTo(pending));
        return done;
    }
}
