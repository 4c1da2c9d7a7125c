using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Each key of the policy with a letter gone, two swapped, one doubled, and in another case: refused at its place, and the right one is offered.</summary>
[Trait("Promise", "P29")]
public class P29FuzzedKeyTests
{
    [Fact]
    public async Task A_mistyped_key_is_refused_at_its_place_and_the_right_one_is_offered()
    {
        using var world = new World();
        var slips = Proof.Sample(FuzzedKey.All, 12);
        var problems = new List<string>();
        foreach (var slip in slips)
        {
            world.Policy(slip.Policy);
            var answer = await QuietTool.Run(world, "plan");
            var lines = answer.Error.Split('\n');
            var at = Array.FindIndex(lines, l => l.StartsWith($"mirrors.yaml({slip.Line},{slip.Column}): error DEVM1017: `{slip.Written}` is not a key of ", StringComparison.Ordinal));
            if (answer.ExitCode != 2 || at < 0 || lines[at + 1] != $"  hint: did you mean `{slip.Name}`?")
                problems.Add($"{slip}:\n{slip.Policy}{answer.Said()}");
        }
        Assert.InRange(FuzzedKey.All.Count, 180, 1_000);
        Assert.Empty(world.Snapshot());
        Proof.Record("P29", "mistyped keys", slips.Count, FuzzedKey.All.Count, "a letter gone, two swapped, one doubled, another case");
        Assert.True(problems.Count == 0, $"{problems.Count} of {slips.Count}\n{string.Join('\n', problems)}");
    }
}
