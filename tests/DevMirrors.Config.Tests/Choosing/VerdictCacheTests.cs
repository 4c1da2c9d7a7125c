using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

[Trait("Promise", "P30")]
[Trait("Promise", "P41")]
public sealed class VerdictCacheTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Policy Policy = new("/repo/mirrors.yaml", "hash", [], [], []);

    private readonly ScratchMachine _scratch = new();
    private readonly DiagnosticBag _found = new();

    public void Dispose() => _scratch.Dispose();

    private string File => VerdictCache.PathOf(_scratch.Machine)!;

    [Fact]
    public void What_is_kept_is_read_back_and_belongs_to_the_user_alone()
    {
        VerdictCache.Write(VerdictCache.After(Report(Now, ("a", Verdict.Healthy), ("b", Verdict.Unreachable)), Policy, KeptVerdicts.None), _scratch.Machine, _found);

        var kept = VerdictCache.Read(_scratch.Machine);

        Assert.Empty(_found);
        Assert.Equal([Verdict.Healthy, Verdict.Unreachable], kept.Mirrors.Select(k => k.Verdict));
        Assert.Equal([0, 1], kept.Mirrors.Select(k => k.Failures));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void Failures_in_a_row_are_counted_until_one_succeeds_and_the_third_makes_it_rest()
    {
        var kept = KeptVerdicts.None;
        for (var i = 0; i < 3; i++)
            kept = VerdictCache.After(Report(Now.AddMinutes(i), ("a", Verdict.Unreachable)), Policy, kept);
        Assert.Equal(3, Assert.Single(kept.Mirrors).Failures);
        Assert.Equal(Now.AddMinutes(12), kept.Mirrors[0].RestsUntil);

        kept = VerdictCache.After(Report(Now.AddHours(1), ("a", Verdict.Slow)), Policy, kept);
        Assert.Equal(0, Assert.Single(kept.Mirrors).Failures);
        Assert.Null(kept.Mirrors[0].RestsUntil);
    }

    // This machine has no network, or its proxy is gone: no mirror's failure.
    [Fact]
    public void Where_nobody_answered_at_all_no_failure_is_counted()
    {
        var kept = KeptVerdicts.None;
        for (var i = 0; i < 5; i++)
            kept = VerdictCache.After(Report(Now.AddMinutes(i), answers: false, ("a", Verdict.Unreachable), ("b", Verdict.Unreachable)), Policy, kept);

        Assert.All(kept.Mirrors, k => Assert.Equal((0, null), (k.Failures, k.RestsUntil)));
    }

    [Fact]
    public void What_was_not_asked_this_time_stays_for_a_week()
    {
        var kept = VerdictCache.After(Report(Now, ("a", Verdict.Healthy)), Policy, KeptVerdicts.None);

        Assert.Equal(["a", "b"], VerdictCache.After(Report(Now.AddDays(6), ("b", Verdict.Healthy)), Policy, kept).Mirrors.Select(k => k.Id));
        Assert.Equal(["b"], VerdictCache.After(Report(Now.AddDays(8), ("b", Verdict.Healthy)), Policy, kept).Mirrors.Select(k => k.Id));
    }

    [Fact]
    public void A_cache_that_is_damaged_anywhere_is_as_if_it_were_not_there()
    {
        VerdictCache.Write(VerdictCache.After(Report(Now, ("a", Verdict.Tampered)), Policy, KeptVerdicts.None), _scratch.Machine, _found);
        var bytes = System.IO.File.ReadAllBytes(File);

        Assert.All(Enumerable.Range(0, bytes.Length - 1), length =>
        {
            System.IO.File.WriteAllBytes(File, bytes[..length]);
            Assert.Empty(VerdictCache.Read(_scratch.Machine).Mirrors);
        });
    }

    [Fact]
    public void A_link_in_its_place_is_not_followed()
    {
        VerdictCache.Write(VerdictCache.After(Report(Now, ("a", Verdict.Healthy)), Policy, KeptVerdicts.None), _scratch.Machine, _found);
        System.IO.File.Move(File, File + ".moved");
        System.IO.File.CreateSymbolicLink(File, File + ".moved");

        Assert.Empty(VerdictCache.Read(_scratch.Machine).Mirrors);
    }

    [Fact]
    public void Root_leaves_folders_and_file_to_the_owner_of_the_home_and_reads_them_again()
    {
        if (UnixFile.UserId != 0)
            return;
        const uint somebody = 12345;
        LibC.ChangeOwner(_scratch.Machine.Home, somebody);

        VerdictCache.Write(VerdictCache.After(Report(Now, ("a", Verdict.Healthy)), Policy, KeptVerdicts.None), _scratch.Machine, _found);

        Assert.Empty(_found);
        var (folder, above) = (Path.GetDirectoryName(File)!, Path.GetDirectoryName(Path.GetDirectoryName(File))!);
        foreach (var path in new[] { above, folder, File })
            Assert.Equal((path, somebody, somebody), (path, FileStatus.Read(path, false)!.User, FileStatus.Read(path, false)!.Group));
        Assert.Equal(AtomicFile.PrivateFolder, System.IO.File.GetUnixFileMode(above));
        Assert.Single(VerdictCache.Read(_scratch.Machine).Mirrors);
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_an_info_and_nothing_more()
    {
        Directory.CreateDirectory(File);

        VerdictCache.Write(KeptVerdicts.None, _scratch.Machine, _found);

        var said = Assert.Single(_found);
        Assert.Equal(("DEVM5101", Severity.Info), (said.Code, said.Severity));
    }

    private static ProbeReport Report(DateTimeOffset at, params (string Id, Verdict Verdict)[] mirrors) => Report(at, answers: true, mirrors);

    private static ProbeReport Report(DateTimeOffset at, bool answers, params (string Id, Verdict Verdict)[] mirrors) => new(
        at, TimeSpan.FromSeconds(1), [.. mirrors.Select(m => new MirrorReport("npm", m.Id, $"https://{m.Id}.example/", m.Verdict, "evidence", Phases.None, answers ? TimeSpan.FromMilliseconds(9) : null))],
        new Dictionary<string, IReadOnlyList<string>>(), new Dictionary<string, string>());
}
