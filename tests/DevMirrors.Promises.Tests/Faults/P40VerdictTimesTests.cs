using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>
/// The time of day counts for kept verdicts alone. It is the whole machine's, so the times in the file are moved instead: a clock that goes
/// ten years wrong makes them ten years old, or of the future, and then they are as if nothing had been measured.
/// </summary>
[Trait("Promise", "P40")]
public sealed class P40VerdictTimesTests : IAsyncLifetime, IDisposable
{
    private const int Year = 365;
    private static readonly int[] Days = [-10 * Year, -40, 1, 10 * Year];

    private readonly World _world = new();
    private MirrorFarm _farm = null!;

    /// <summary>The first is what a test makes of it, the second is down, the third good.</summary>
    public async Task InitializeAsync()
    {
        _farm = await MirrorFarm.Start(Behaviour.Healthy, new Behaviour { Refused = true }, Behaviour.Healthy);
        _world.Policy("""
            version: 1
            regions:
              here: { default: true, go: { mirrors: [m1, m2, m3, off], select: healthy } }

            """ + VerdictWorld.Mirrors(_farm));
    }

    public async Task DisposeAsync() => await _farm.DisposeAsync();

    public void Dispose() => _world.Dispose();

    private string Cache => VerdictWorld.CacheOf(_world);

    private string InOrder => $"GOPROXY={_farm[0].Go}|{_farm[1].Go}|{_farm[2].Go},off\n";

    private string Chosen => $"GOPROXY={_farm[2].Go},off\n";

    [Fact]
    public async Task Verdicts_of_other_years_leave_the_order_and_its_end_as_the_policy_says()
    {
        _farm[0].Behaviour = new Behaviour { Tamper = Tamper.MetadataAndBytes };
        await _world.Expect(0, "probe");
        var kept = await File.ReadAllBytesAsync(Cache);
        // Written anew with the same times it counts: what follows is the times' doing.
        VerdictWorld.Move(Cache, TimeSpan.Zero);
        await AssertApplies(Chosen, "DEVM2113");
        foreach (var days in Days)
        {
            await File.WriteAllBytesAsync(Cache, kept);
            VerdictWorld.Move(Cache, TimeSpan.FromDays(days));
            await AssertApplies(InOrder, "DEVM2110");
        }
        // A bad verdict outlives the good ones.
        await File.WriteAllBytesAsync(Cache, kept);
        VerdictWorld.Move(Cache, TimeSpan.FromDays(-2));
        await AssertApplies(Chosen, "DEVM2113");
        Proof.Record("P40", "times of kept verdicts", Days.Length + 2, Days.Length + 2, "plan, apply, check, undo: the order or the choice, and `off` at the end");
    }

    [Fact]
    public async Task A_mirror_that_rests_in_another_year_is_asked_and_what_is_found_counts_from_now()
    {
        foreach (var days in Days)
        {
            _farm[0].Behaviour = new Behaviour { Trap = new StatusTrap(503) };
            for (var i = 0; i < 3; i++)
                await _world.Expect(0, "probe");
            var asked = _farm[0].Asked.Count;
            Assert.Contains("rests", (await _world.Expect(0, "probe")).Output, StringComparison.Ordinal);
            Assert.Equal(asked, _farm[0].Asked.Count);
            VerdictWorld.Move(Cache, TimeSpan.FromDays(days));

            await _world.Expect(0, "probe");
            Assert.True(_farm[0].Asked.Count > asked, $"{days} days");
            await AssertApplies(Chosen, "DEVM2113");
            File.Delete(Cache);
        }
        Proof.Record("P40", "times of resting mirrors", Days.Length, Days.Length, "asked again, in the past and in the future");
    }

    private async Task AssertApplies(string wanted, string code)
    {
        var plan = await _world.Expect(1, "plan", "--only", "go");
        Assert.Contains(code, plan.Error, StringComparison.Ordinal);
        Assert.Contains("+" + wanted.TrimEnd(), plan.Output, StringComparison.Ordinal);
        await _world.Expect(0, "apply", "--yes", "--only", "go");
        Assert.Equal(wanted, await File.ReadAllTextAsync(_world.GoEnv));
        await _world.Expect(0, "check", "--only", "go");
        await _world.Expect(0, "undo");
        Assert.False(File.Exists(_world.GoEnv));
    }
}
