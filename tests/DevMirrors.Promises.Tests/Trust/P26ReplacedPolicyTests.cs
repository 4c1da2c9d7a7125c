using System.Diagnostics;
using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>What was shown is what is agreed to, whatever the file has become while somebody was reading.</summary>
[Trait("Promise", "P26")]
public class P26ReplacedPolicyTests
{
    private const string Shown = "version: 1\nregions: { cn: { default: true, go: [m] } }\nmirrors: { m: { ecosystem: go, url: \"https://shown.example/\" } }\n";

    public static TheoryData<string, string> Replacements
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var command in new[] { "apply", "trust" })
                foreach (var way in new[] { "in place", "by rename", "by a link", "gone", "its own folder" })
                    rows.Add(command, way);
            return rows;
        }
    }

    [RealClientTheory("script")]
    [MemberData(nameof(Replacements))]
    public async Task A_policy_that_is_replaced_while_the_question_stands(string command, string way)
    {
        using var world = new World();
        world.Policy(Shown);
        var evil = Shown.Replace("shown.example", "evil.example");

        var said = await AtTheQuestion(world, command, () => Replace(world, way, evil));

        Assert.Contains("shown.example", said);
        Assert.DoesNotContain("evil.example", said);
        if (File.Exists(world.GoEnv))
            Assert.Equal("GOPROXY=https://shown.example/\n", File.ReadAllText(world.GoEnv));
        if (command == "trust" && way != "gone")
            Assert.Contains("not trusted", (await QuietTool.Run(world, "trust", "--show")).Output);
        Proof.Record("P26", $"replaced between show and {command}: {way}", 1, 1);
    }

    [Fact]
    public async Task One_changed_byte_ends_the_consent_of_a_hash_and_line_ends_do_not()
    {
        using var world = new World();
        world.Policy(Shown);
        var hash = (await QuietTool.Run(world, "trust", "--show")).Output.Split('\n').Single(l => l.StartsWith("sha256 ", StringComparison.Ordinal))[7..].Trim();
        var changed = 0;
        var all = Enumerable.Range(0, Shown.Length).ToList();
        var rows = Proof.Sample(all, 8);
        foreach (var at in rows)
        {
            // A blank at the end of a word is the least that can change.
            world.Policy(Shown.Insert(at, " "));
            var answer = await QuietTool.Run(world, new Dictionary<string, string> { ["DEVMIRRORS_TRUST"] = hash, ["CI"] = "true" }, "apply");
            Assert.True(answer.ExitCode is 2 or 4, $"{at}: {answer.Said()}");
            changed++;
        }
        Assert.Empty(world.Snapshot());
        world.Policy(Shown.Replace("\n", "\r\n"));
        Assert.Equal(0, (await QuietTool.Run(world, new Dictionary<string, string> { ["DEVMIRRORS_TRUST"] = hash }, "apply")).ExitCode);
        Proof.Record("P26", "one byte more", changed, all.Count);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("short")]
    [InlineData("first half")]
    [InlineData("*")]
    [InlineData("true")]
    [InlineData("hash with a tail")]
    [InlineData("two wrong ones")]
    [Trait("Promise", "P28")]
    public async Task Nothing_but_the_whole_hash_is_consent(string kind)
    {
        using var world = new World();
        world.Policy(Shown);
        var hash = (await QuietTool.Run(world, "trust", "--show")).Output.Split('\n').Single(l => l.StartsWith("sha256 ", StringComparison.Ordinal))[7..].Trim();
        var given = kind switch
        {
            "short" => hash[..8],
            "first half" => hash[..32],
            "hash with a tail" => hash + "0",
            "two wrong ones" => $"{new string('0', 64)},{hash[1..]}0",
            _ => kind,
        };

        var answer = await QuietTool.Run(world, new Dictionary<string, string> { ["DEVMIRRORS_TRUST"] = given, ["CI"] = "true", ["DevMirrorsYes"] = "true", ["DEVMIRRORS_YES"] = "1" }, "apply");

        Assert.True(answer.ExitCode == 4, answer.Said());
        Assert.Empty(world.Snapshot());
        Proof.Record("P28", $"no consent: {kind}", 1, 1);
    }

    private static void Replace(World world, string way, string evil)
    {
        var policy = Path.Combine(world.Repository, "mirrors.yaml");
        var other = Path.Combine(world.Folder, "evil.yaml");
        File.WriteAllText(other, evil);
        switch (way)
        {
            case "in place":
                File.WriteAllText(policy, evil);
                break;
            case "by rename":
                File.Move(other, policy, overwrite: true);
                break;
            case "by a link":
                File.Delete(policy);
                File.CreateSymbolicLink(policy, other);
                break;
            case "gone":
                File.Delete(policy);
                break;
            default:
                Directory.Move(world.Repository, world.Repository + "-old");
                world.NewRepository("repo");
                world.Policy(evil);
                break;
        }
    }

    // util-linux: a terminal of its own for the tool. The answer is typed only when the question is there.
    private static async Task<string> AtTheQuestion(World world, string command, Action meanwhile)
    {
        var start = new ProcessStartInfo("script", ["-qec", $"{ToolUnderTest.Path} {command}", "/dev/null"]) { WorkingDirectory = world.Repository, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var name in new[] { "DEVMIRRORS_TRUST", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "GOENV", "GOPROXY", "CI" })
            start.Environment.Remove(name);
        start.Environment["HOME"] = world.Home;
        start.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var said = new StringBuilder();
        var buffer = new char[1024];
        while (!said.ToString().Contains("[y/N]", StringComparison.Ordinal) && await process.StandardOutput.ReadAsync(buffer, limit.Token) is > 0 and var read)
            said.Append(buffer, 0, read);
        meanwhile();
        await process.StandardInput.WriteAsync("y\n");
        await process.StandardInput.FlushAsync();
        said.Append(await process.StandardOutput.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return said.ToString();
    }
}
