using System.Diagnostics;

namespace DevMirrors.Config.Tests;

[Trait("Promise", "P16")]
public sealed class ManyWritersTests : IDisposable
{
    private const int Writers = 50;

    private readonly WriterScratch _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Fifty_writers_of_one_file_lose_no_update()
    {
        _home.Write("rc", "# mine\n");

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(() => ApplyUntilDone($"key{i:00}=x"))));

        var lines = _home.Read("rc")!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["# mine", .. Enumerable.Range(0, Writers).Select(i => $"key{i:00}=x")], lines.Order(StringComparer.Ordinal));
        Assert.Equal(Writers, _home.Journal().Files.Single().Keys.Count);
        _home.Undo();
        Assert.Equal("# mine\n", _home.Read("rc"));
    }

    [Fact]
    public async Task Fifty_writers_of_the_same_setting_all_find_it_in_step()
    {
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => ApplyUntilDone("a=9"))));

        Assert.Equal("a=9\n", _home.Read("rc"));
    }

    [Fact]
    public void Hang_up_reaches_the_process_named_and_nobody_else()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var sleeper = Sleeper();

        Assert.False(UnixFile.HangUp(0) || UnixFile.HangUp(-1) || UnixFile.HangUp(int.MinValue));
        Assert.True(UnixFile.HangUp(sleeper.Id));

        sleeper.WaitForExit();
        Assert.Equal(128 + 1, sleeper.ExitCode);
        Assert.False(UnixFile.HangUp(sleeper.Id));
    }

    // Who runs these tests under nohup hands an ignored signal down to every child; it has come back when the line is there.
    private static Process Sleeper()
    {
        string[] shell = ["sh", "-c", "echo awake; exec sleep 600"];
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=HUP", .. shell] : shell;
        var sleeper = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        Assert.Equal("awake", sleeper.StandardOutput.ReadLine());
        return sleeper;
    }

    // Whoever is beaten to the file is told so, and runs again, as a person would.
    private void ApplyUntilDone(string wish)
    {
        for (var i = 0; i < 40 * Writers; i++)
        {
            var found = new DiagnosticBag();
            var report = PlanApplier.Apply(_home.PlanFor("policy", _home.Edit("rc", wish)), _home.Machine, [], found);
            if (report.Finished)
                return;
            Assert.All(found, d => Assert.Equal("DEVM4002", d.Code));
        }
        Assert.Fail($"{wish} never got its turn");
    }
}
