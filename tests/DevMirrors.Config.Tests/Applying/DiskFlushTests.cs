namespace DevMirrors.Config.Tests;

[Trait("Promise", "P2")]
public sealed class DiskFlushTests
{
    [Fact]
    public void A_failed_flush_is_named_and_the_others_still_run()
    {
        var ran = new bool[4];

        var failures = DiskFlush.Together([.. Enumerable.Range(0, 4).Select(i => (Action)(() =>
        {
            ran[i] = true;
            if (i == 2)
                throw new IOException("fsync: no");
        }))]);

        Assert.All(ran, Assert.True);
        Assert.Equal([null, null, "fsync: no", null], failures.Select(f => f?.Message));
    }

    [Fact]
    public void A_failed_flush_fails_the_whole_step()
    {
        Assert.Throws<IOException>(() => DiskFlush.AllOf([() => { }, () => throw new IOException("fsync: no")]));
        DiskFlush.AllOf([]);
    }
}
