using System.Globalization;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>P41: whatever happens to journal, baselines and trust, no file of a client becomes anything but a state that it has had, and no exit code claims more.</summary>
[Trait("Promise", "P41")]
public class P41OwnStateTests
{
    private sealed record Damage(string Path, int At, bool Cut);

    [Fact]
    public async Task Undo_gives_back_or_refuses()
    {
        using var home = await AppliedHome.Make();
        await ForEach(home, "undo", 30, async damage =>
        {
            var answer = await home.Run("undo");
            var files = home.Files();
            foreach (var (path, bytes) in files)
                Assert.True(IsOneOf(path, bytes, home.Before, home.One), $"{damage}: {path}\n{Text(answer)}");
            Assert.All(home.One.Keys.Except(files.Keys), path => Assert.False(home.Before.ContainsKey(path), $"{damage}: {path} is gone"));
            Assert.True(answer.ExitCode is 0 or 3, $"{damage}: {Text(answer)}");
            Assert.True(answer.ExitCode == 3 || AppliedHome.Same(files, home.Before), $"{damage}: exit 0, and not everything is back\n{Text(answer)}");
        });
    }

    [Fact]
    public async Task Another_apply_writes_all_of_its_own_or_refuses()
    {
        using var home = await AppliedHome.Make();
        await ForEach(home, "apply of another region", 40, async damage =>
        {
            var answer = await home.Run("apply", "--yes", "--region", "two");
            var files = home.Files();
            Assert.True(AppliedHome.Same(files, answer.ExitCode == 0 ? home.Two : home.One), $"{damage}: exit {answer.ExitCode}\n{Text(answer)}");
            Assert.True(answer.ExitCode is 0 or 3, $"{damage}: {Text(answer)}");
        });
    }

    [Fact]
    public async Task Nobody_becomes_trusted_by_damage_and_reading_commands_live_and_write_nothing()
    {
        using var home = await AppliedHome.Make();
        await ForEach(home, "trust --show, status --all", 60, async damage =>
        {
            var trust = await home.Run("trust", "--show", "--format", "json");
            var isSafe = !damage.Path.EndsWith("trust.json", StringComparison.Ordinal) || !trust.Output.Contains("\"trusted\": true", StringComparison.Ordinal);
            Assert.True(isSafe, $"{damage}: {Text(trust)}");
            Assert.True(trust.ExitCode is 0 or 3 or 4, $"{damage}: {Text(trust)}");
            var plan = await home.Run("plan", "--region", "two");
            Assert.True(plan.ExitCode is 1 or 3, $"{damage}: {Text(plan)}");
            Assert.True(AppliedHome.Same(home.Files(), home.One), $"{damage}: a reading command wrote");
        });
    }

    [RealClientFact("strace")]
    [Trait("Promise", "P19")]
    public async Task An_interrupted_apply_is_finished_or_stays_as_it_is()
    {
        using var home = await AppliedHome.Make();
        await home.Interrupt();
        await ForEach(home, "apply after a kill", 30, async damage =>
        {
            var answer = await home.Run("apply", "--yes", "--region", "two");
            var files = home.Files();
            foreach (var (path, bytes) in files)
                Assert.True(IsOneOf(path, bytes, home.One, home.Two), $"{damage}: {path}\n{Text(answer)}");
            Assert.Equal(home.One.Count, files.Count);
            Assert.True(answer.ExitCode is 0 or 3, $"{damage}: {Text(answer)}");
            Assert.True(answer.ExitCode == 3 || AppliedHome.Same(files, home.Two), $"{damage}: exit 0, and not everything is there\n{Text(answer)}");
        }, only: "pending.json");
    }

    private static async Task ForEach(AppliedHome home, string what, int every, Func<Damage, Task> check, string only = "")
    {
        var all = home.State.Where(f => f.Key.EndsWith(only, StringComparison.Ordinal)).SelectMany(f => Damages(f.Key, f.Value)).ToList();
        // In the full run every byte, cut or flipped in turn.
        var damages = Proof.Sample([.. all.Where((d, i) => d.Cut == (i / 2 % 2 == 0))], every);
        foreach (var damage in damages)
        {
            home.Reset();
            var bytes = await File.ReadAllBytesAsync(damage.Path);
            await File.WriteAllBytesAsync(damage.Path, damage.Cut ? bytes[..damage.At] : Flipped(bytes, damage.At));
            await check(damage);
        }
        Proof.Record("P41", $"damaged state: {what}", damages.Count, all.Count / 2, string.Create(CultureInfo.InvariantCulture, $"{home.State.Count} files of the state"));
    }

    // Without its last newline one of our JSON files says all that it has said.
    private static IEnumerable<Damage> Damages(string path, byte[] bytes) =>
        Enumerable.Range(0, bytes.Length)
            .SelectMany(i => new[] { new Damage(path, i, true), new Damage(path, i, false) })
            .Where(d => !(d.Cut && d.At == bytes.Length - 1 && path.EndsWith(".json", StringComparison.Ordinal)));

    private static byte[] Flipped(byte[] bytes, int at)
    {
        bytes[at] ^= (byte)(1 << (at % 8));
        return bytes;
    }

    private static bool IsOneOf(string path, byte[] bytes, params IReadOnlyDictionary<string, byte[]>[] states) =>
        states.Any(s => s.TryGetValue(path, out var expected) && expected.AsSpan().SequenceEqual(bytes));

    private static string Text(Answer answer) => $"exit {answer.ExitCode}\n{answer.Output}\n{answer.Error}";
}
