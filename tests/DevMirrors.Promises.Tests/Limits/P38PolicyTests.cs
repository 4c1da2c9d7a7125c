using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>
/// Whatever stands in mirrors.yaml, the tool answers and lives. The time is recorded, not judged: what is judged is that nothing hangs.
/// </summary>
[Trait("Promise", "P38")]
public partial class P38PolicyTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_bomb_ends_in_a_diagnostic_with_its_place()
    {
        using var world = new World();
        var bombs = Proof.Sample(PolicyBombs.All, 4);
        var (problems, slowest) = (new List<string>(), TimeSpan.Zero);
        foreach (var bomb in bombs)
        {
            world.Policy(bomb);
            var (answer, took) = await Plan(world);
            slowest = took > slowest ? took : slowest;
            if (answer.ExitCode != 2 || !Refused().IsMatch(answer.Error) && !IsEmpty(answer) || took > Hang)
                problems.Add($"{bomb[..Math.Min(20, bomb.Length)]}… of {bomb.Length}: {took}, {answer.Said()}");
            if (answer.Error.Length > 20_000)
                problems.Add($"{bomb[..Math.Min(20, bomb.Length)]}…: {answer.Error.Length} characters of answer");
        }
        Record("policy bombs on the tool", bombs.Count, PolicyBombs.All.Count, slowest);
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    // Of a policy that says nothing no line is at fault.
    private static bool IsEmpty(Answer answer) => answer.Error.Contains("mirrors.yaml: error DEVM1008", StringComparison.Ordinal);

    [Fact]
    public async Task Cut_off_after_any_byte_it_is_a_policy_or_refused()
    {
        var text = Encoding.UTF8.GetBytes(Text);
        using var world = new World();
        var lengths = Proof.Sample([.. Enumerable.Range(0, text.Length)], 40);
        var (problems, slowest) = (new List<string>(), TimeSpan.Zero);
        foreach (var length in lengths)
        {
            File.WriteAllBytes(Path.Combine(world.Repository, "mirrors.yaml"), text[..length]);
            var (answer, took) = await Plan(world);
            slowest = took > slowest ? took : slowest;
            if (answer.ExitCode is not (0 or 1 or 2) || answer.ExitCode == 2 && !Named().IsMatch(answer.Error) || took > Hang)
                problems.Add($"{length}: {took}, {answer.Said()}");
        }
        Record("a policy cut off after each byte, on the tool", lengths.Count, text.Length, slowest);
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [InlineData(64 * 1024, 1)]
    [InlineData(64 * 1024 + 1, 2)]
    public async Task Sixty_four_kibibytes_are_read_and_one_byte_more_is_not(int size, int exitCode)
    {
        using var world = new World();
        world.Policy(Text.TrimEnd() + "\n" + new string('#', size - Encoding.UTF8.GetByteCount(Text.TrimEnd()) - 1));

        var (answer, _) = await Plan(world);

        Assert.True(answer.ExitCode == exitCode, answer.Said());
        Assert.Equal(exitCode == 2, answer.Error.Contains("mirrors.yaml: error DEVM1005", StringComparison.Ordinal));
        Proof.Record("P38", "size of a policy, on the tool", 1, 1);
    }

    private static async Task<(Answer Answer, TimeSpan Took)> Plan(World world)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = await QuietTool.Run(world, "plan", "--only", "go,npm");
        return (answer, Stopwatch.GetElapsedTime(start));
    }

    private static void Record(string what, int ran, int of, TimeSpan slowest) =>
        Proof.Record("P38", what, ran, of, string.Create(CultureInfo.InvariantCulture, $"slowest {slowest.TotalMilliseconds:0} ms, the start of the process included"));

    private const string Text = """
        # é: a bit of everything
        version: 1
        regions:
          cn:
            when: { timezone: [Asia/Shanghai, "Asia/*"], env: { AWS_REGION: cn-* } }
            go: { mirrors: [goproxy-cn, direct], fallback: any-error }
            npm: 'npmmirror'
            images:
              mcr.microsoft.com: daocloud-mcr
          global: { default: true, go: upstream, npm: tencent }
        private:
          npm: { "@corp": corp-npm }
        mirrors:
          corp-npm: { ecosystem: npm, url: "https://npm.corp.example/", private: true, auth: { token-env: CORP_TOKEN } }

        """;

    [GeneratedRegex(@"^mirrors\.yaml\(\d+,\d+\): error DEVM1\d{3}: \S", RegexOptions.Multiline)]
    private static partial Regex Refused();

    // That there is no policy at all, or an empty one, is said of the file.
    [GeneratedRegex(@"^mirrors\.yaml(\(\d+,\d+\))?: error DEVM\d{4}: \S", RegexOptions.Multiline)]
    private static partial Regex Named();
}
