using System.Globalization;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>
/// P41: whatever happens to journal, baselines, trust, region and verdicts, no file of a client becomes anything but a state that it has had, and
/// no exit code claims more. In the full run each file is cut off at every byte and has a bit flipped in every byte, before the command that
/// depends on it most; before the others it is every third of these damages.
/// </summary>
[Trait("Promise", "P41")]
public class P41OwnStateTests
{
    private const string Journal = "journal.json";
    private const string Pending = "pending.json";
    private const string Trusted = "trust.json";
    private const string Region = "region";
    private const string Verdicts = "verdicts.json";
    // The kept bytes of files, each under its hash.
    private const string Objects = "objects";

    private sealed record Damage(string Path, int At, bool Cut);

    [Fact]
    public async Task Undo_gives_back_or_refuses()
    {
        using var home = await AppliedHome.Make();
        await ForEach(home, "undo", [Journal, Objects], 201, async damage =>
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
        await ForEach(home, "apply of another region", [], 81, async damage =>
        {
            var answer = await home.Run("apply", "--yes", "--region", "two");
            var files = home.Files();
            // Damaged verdicts are none: nothing is left out for their sake, and nothing else changes.
            var wanted = Is(damage, Verdicts) ? home.TwoInOrder : home.Two;
            Assert.True(AppliedHome.Same(files, answer.ExitCode == 0 ? wanted : home.One), $"{damage}: exit {answer.ExitCode}\n{Text(answer)}");
            Assert.True(Is(damage, Verdicts) ? answer.ExitCode == 0 : answer.ExitCode is 0 or 3, $"{damage}: {Text(answer)}");
        });
    }

    [Fact]
    public async Task Nobody_becomes_trusted_by_damage_and_reading_commands_live_and_write_nothing()
    {
        using var home = await AppliedHome.Make();
        await ForEach(home, "trust --show", [Trusted], 81, async damage =>
        {
            var trust = await home.Run("trust", "--show", "--format", "json");
            var isTrusted = trust.Output.Contains("\"trusted\": true", StringComparison.Ordinal);
            Assert.True(!isTrusted, $"{damage}: {Text(trust)}");
            Assert.True(trust.ExitCode is 0 or 3 or 4, $"{damage}: {Text(trust)}");
            Assert.True(AppliedHome.Same(home.Files(), home.One), $"{damage}: a reading command wrote");
        }, only: Trusted);
        await ForEach(home, "plan of another region", [Verdicts], 81, async damage =>
        {
            var plan = await home.Run("plan", "--region", "two");
            Assert.True(plan.ExitCode is 1 or 3, $"{damage}: {Text(plan)}");
            Assert.True(!Is(damage, Verdicts) || (plan.ExitCode == 1 && plan.Error.Contains("DEVM2110", StringComparison.Ordinal)), $"{damage}: {Text(plan)}");
            Assert.True(AppliedHome.Same(home.Files(), home.One), $"{damage}: a reading command wrote");
        }, not: [Trusted, Region]);
        await ForEach(home, "check", [Region], 81, async damage =>
        {
            var check = await home.Run("check");
            // Without the choice it is the policy's default, which is the same region.
            Assert.True(check.ExitCode == 0, $"{damage}: {Text(check)}");
            Assert.True(AppliedHome.Same(home.Files(), home.One), $"{damage}: a reading command wrote");
        }, only: Region);
    }

    [RealClientFact("strace")]
    [Trait("Promise", "P19")]
    public async Task An_interrupted_apply_is_finished_or_stays_as_it_is()
    {
        using var home = await AppliedHome.Make();
        await home.Interrupt();
        await ForEach(home, "apply after a kill", [Pending], 81, async damage =>
        {
            var answer = await home.Run("apply", "--yes", "--region", "two");
            var files = home.Files();
            foreach (var (path, bytes) in files)
                Assert.True(IsOneOf(path, bytes, home.One, home.Two), $"{damage}: {path}\n{Text(answer)}");
            Assert.Equal(home.One.Count, files.Count);
            Assert.True(answer.ExitCode is 0 or 3, $"{damage}: {Text(answer)}");
            Assert.True(answer.ExitCode == 3 || AppliedHome.Same(files, home.Two), $"{damage}: exit 0, and not everything is there\n{Text(answer)}");
        }, only: Pending);
    }

    /// <param name="whole">The files that the command depends on most.</param>
    /// <param name="every">How many of the damages a sample takes.</param>
    private static async Task ForEach(AppliedHome home, string what, string[] whole, int every, Func<Damage, Task> check, string only = "", string[]? not = null)
    {
        var all = home.State.Where(f => f.Key.EndsWith(only, StringComparison.Ordinal)).SelectMany(f => Damages(f.Key, f.Value))
            .Where(d => !(not ?? []).Any(n => Is(d, n))).ToList();
        var damages = Proof.Sample([.. all.Where((d, i) => i % 3 == 0 || whole.Any(w => Is(d, w)))], every);
        foreach (var damage in damages)
        {
            home.Reset();
            var bytes = await File.ReadAllBytesAsync(damage.Path);
            await File.WriteAllBytesAsync(damage.Path, damage.Cut ? bytes[..damage.At] : Flipped(bytes, damage.At));
            await check(damage);
        }
        Proof.Record("P41", $"damaged state: {what}", damages.Count, all.Count, string.Create(
            CultureInfo.InvariantCulture,
            $"{damages.Count(d => d.Cut)} cut, {damages.Count(d => !d.Cut)} flipped: {string.Join(", ", damages.GroupBy(NameOf).Select(g => $"{g.Key} {g.Count()} of {all.Count(d => NameOf(d) == g.Key)}"))}"));
    }

    private static bool Is(Damage damage, string name) => NameOf(damage) == name;

    private static string NameOf(Damage damage) => Path.GetFileName(damage.Path) is var name && name.Length == 64 ? Objects : name;

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
