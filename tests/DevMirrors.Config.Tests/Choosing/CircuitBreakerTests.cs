namespace DevMirrors.Config.Tests;

public class CircuitBreakerTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, null, 0)]
    [InlineData(1, null, 0)]
    [InlineData(2, null, 0)]
    [InlineData(3, null, 10)]
    [InlineData(4, null, 20)]
    [InlineData(5, null, 40)]
    [InlineData(8, null, 320)]
    [InlineData(9, null, 480)]
    [InlineData(1_000_000, null, 480)]
    [InlineData(1, 30, 30)]
    [InlineData(3, 5, 10)]
    [InlineData(3, 60, 60)]
    [InlineData(1, 6_000, 480)]
    [InlineData(0, 60, 0)]
    public void A_mirror_rests_longer_the_more_often_it_failed_and_at_least_as_long_as_it_asks(int failures, int? askedMinutes, int minutes) => Assert.Equal(
        minutes == 0 ? null : Now + TimeSpan.FromMinutes(minutes),
        CircuitBreaker.RestsUntil(failures, Now, askedMinutes is { } asked ? TimeSpan.FromMinutes(asked) : null));

    [Theory]
    [InlineData(Verdict.Unreachable, 3)]
    [InlineData(Verdict.Refused, 3)]
    [InlineData(Verdict.Healthy, 0)]
    [InlineData(Verdict.Slow, 0)]
    [InlineData(Verdict.Stale, 0)]
    [InlineData(Verdict.Tampered, 0)]
    public void Only_what_did_not_answer_is_a_failure_and_an_answer_forgets_the_earlier_ones(Verdict verdict, int failures) =>
        Assert.Equal(failures, CircuitBreaker.Failures(Kept(2, null), verdict));

    [Fact]
    [Trait("Promise", "P40")]
    public void It_rests_until_its_time_is_over_and_is_then_on_trial()
    {
        var kept = Kept(3, Now + TimeSpan.FromMinutes(10));

        Assert.True(CircuitBreaker.IsResting(kept, Now + TimeSpan.FromMinutes(9)));
        Assert.False(CircuitBreaker.IsResting(kept, Now + TimeSpan.FromMinutes(10)));
        Assert.True(CircuitBreaker.IsOnTrial(kept));
        Assert.False(CircuitBreaker.IsOnTrial(Kept(2, null)));
    }

    // A clock that was wrong when the verdict was kept must not silence a mirror for years.
    [Fact]
    [Trait("Promise", "P40")]
    public void A_rest_that_begins_in_the_future_is_none() => Assert.False(CircuitBreaker.IsResting(Kept(3, Now + TimeSpan.FromDays(900)) with { At = Now + TimeSpan.FromDays(899) }, Now));

    private static KeptVerdict Kept(int failures, DateTimeOffset? restsUntil) =>
        new("/repo/mirrors.yaml", "go", "m", "https://m.example/", "", Verdict.Unreachable, "no answer", Now, null, failures, restsUntil);
}
