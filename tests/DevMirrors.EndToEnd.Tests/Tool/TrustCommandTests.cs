using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

[Trait("Promise", "P26")]
[Trait("Promise", "P28")]
[Trait("Promise", "P30")]
public class TrustCommandTests
{
    private const string Policy =
        """
        version: 1
        regions:
          cn:
            when: { timezone: Asia/Shanghai }
            go: [goproxy-cn, direct]
          global:
            default: true
            go: [upstream, direct]
        private:
          go: { git.corp.example: direct }

        """;

    private static string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Policy)));

    private static World New()
    {
        var world = new World();
        world.Policy(Policy);
        return world;
    }

    private static string Record(World world) => Path.Combine(world.Home, ".local", "state", "devmirrors", "trust.json");

    private static string PolicyOf(World world) => Path.Combine(world.Repository, "mirrors.yaml");

    [Fact]
    public async Task Without_a_terminal_it_shows_what_is_asked_records_nothing_and_ends_with_4()
    {
        using var world = New();

        var answer = await world.With(new() { ["CI"] = "true", ["DEVMIRRORS_YES"] = "true" }, "trust");

        Assert.Equal(4, answer.ExitCode);
        Assert.Equal(
            $"""
            {PolicyOf(world)} reaches, in all of its regions:
              https://goproxy.cn
              go `git.corp.example` from direct
            sha256 {Hash}
            not trusted, because nobody has agreed to it
            mirrors.yaml: error DEVM6204: trusting a policy needs your consent, and nobody can be asked here
              hint: pass --yes, or set DEVMIRRORS_TRUST={Hash}, which agrees to exactly this policy; on a terminal, human output asks

            """,
            answer.Error);
        Assert.Empty(answer.Output);
        Assert.Empty(world.Everything());
    }

    [Theory]
    [InlineData("--yes", "")]
    [InlineData("--verbosity=normal", "HASH")]
    [InlineData("--verbosity=normal", "00,HASH")]
    public async Task Agreed_to_by_option_or_hash_it_is_recorded_and_nothing_else_is_written(string option, string hashes)
    {
        using var world = New();

        var answer = await world.With(new() { ["DEVMIRRORS_TRUST"] = hashes.Replace("HASH", Hash) }, "trust", option);
        var again = await world.Expect(0, "trust");

        Assert.Equal((0, $"{PolicyOf(world)} is trusted; `devmirrors trust --revoke` takes that back\n"), (answer.ExitCode, answer.Output));
        Assert.Equal($"{PolicyOf(world)} is trusted already\n", again.Output);
        Assert.True(File.Exists(Record(world)));
        Assert.Empty(world.Snapshot());
        Assert.Equal([".git", "mirrors.yaml"], Directory.EnumerateFileSystemEntries(world.Repository).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Another_hash_is_no_consent()
    {
        using var world = New();

        Assert.Equal(4, (await world.With(new() { ["DEVMIRRORS_TRUST"] = new string('0', 64) }, "trust")).ExitCode);
        Assert.Empty(world.Everything());
    }

    [Fact]
    public async Task Show_tells_what_came_and_went_and_always_ends_with_0()
    {
        using var world = New();
        await world.Expect(0, "trust", "--yes");
        world.Policy(Policy.Replace("goproxy-cn", "aliyun"));

        var answer = await world.Expect(0, "trust", "--show");

        Assert.Contains("+ https://mirrors.aliyun.com\n", answer.Output);
        Assert.Contains("- https://goproxy.cn\n", answer.Output);
        Assert.Contains("\n  go `git.corp.example` from direct\n", answer.Output);
        Assert.EndsWith("not trusted, because its hosts, private names or tokens are no longer those that you have agreed to\n", answer.Output);
        Assert.Empty(answer.Error);
    }

    [Fact]
    public async Task The_json_has_the_documented_shape()
    {
        using var world = New();
        await world.Expect(0, "trust", "--yes");
        world.Policy(Policy.Replace("goproxy-cn", "aliyun"));

        using var shown = JsonDocument.Parse((await world.Expect(0, "trust", "--show", "--format", "json")).Output);
        using var refused = JsonDocument.Parse((await world.Expect(4, "trust", "--format", "json")).Output);
        using var written = JsonDocument.Parse((await world.Expect(0, "trust", "--yes", "--format", "json")).Output);
        using var list = JsonDocument.Parse((await world.Expect(0, "trust", "--list", "--format", "json")).Output);
        using var revoked = JsonDocument.Parse((await world.Expect(0, "trust", "--revoke", "--format", "json")).Output);

        var root = shown.RootElement;
        Assert.Equal(
            ["version", "policy", "hash", "trusted", "because", "result", "reach", "added", "removed", "diagnostics"],
            root.EnumerateObject().Select(p => p.Name));
        Assert.Equal("""["https://mirrors.aliyun.com"]["https://goproxy.cn"]""", Compact(root.GetProperty("added")) + Compact(root.GetProperty("removed")));
        Assert.Equal(
            """{"origins":["https://mirrors.aliyun.com"],"bindings":[{"ecosystem":"go","pattern":"git.corp.example","region":"default","target":"direct"}],"tokens":[]}""",
            Compact(root.GetProperty("reach")));
        Assert.Equal(["null", "\"skipped\"", "\"written\""], new[] { shown, refused, written }.Select(j => j.RootElement.GetProperty("result").GetRawText()));
        Assert.Equal([false, false, true], new[] { shown, refused, written }.Select(j => j.RootElement.GetProperty("trusted").GetBoolean()));
        Assert.Equal(PolicyOf(world), Assert.Single(list.RootElement.GetProperty("policies").EnumerateArray()).GetProperty("policy").GetString());
        Assert.Equal([PolicyOf(world)], revoked.RootElement.GetProperty("revoked").EnumerateArray().Select(p => p.GetString()));
    }

    [Fact]
    public async Task List_and_revoke_work_where_the_policy_is_gone()
    {
        using var world = New();
        await world.Expect(0, "trust", "--yes");
        File.Delete(PolicyOf(world));

        var list = await world.Expect(0, "trust", "--list");
        var lost = await world.Expect(2, "trust", "--revoke");
        var revoked = await world.Expect(0, "trust", "--revoke", "--policy", "mirrors.yaml");
        var again = await world.Expect(0, "trust", "--revoke", "--policy", "mirrors.yaml");
        var empty = await world.Expect(0, "trust", "--list");

        Assert.Equal($"{PolicyOf(world)}\nsha256 {Hash}\n  https://goproxy.cn\n  go `git.corp.example` from direct\n", list.Output);
        Assert.Contains("error DEVM1001: ", lost.Error);
        Assert.Equal($"{PolicyOf(world)} is trusted no longer; `devmirrors undo` gives your settings back\n", revoked.Output);
        Assert.Contains("info DEVM6205: ", again.Error);
        Assert.Equal("you have agreed to no policy\n", empty.Output);
    }

    [Fact]
    public async Task One_thing_is_asked_at_a_time()
    {
        using var world = New();

        var answer = await world.Expect(2, "trust", "--list", "--revoke");

        Assert.Contains("error DEVM6013: `--list` and `--revoke` ask for different things", answer.Error);
        Assert.Empty(answer.Output);
    }

    [Fact]
    public async Task A_policy_that_is_wrong_is_not_trusted()
    {
        using var world = new World();
        world.Policy(Policy.Replace("goproxy-cn", "goproxy-nc"));

        var answer = await world.Expect(2, "trust", "--yes");

        Assert.Contains("mirrors.yaml(5,10): error DEVM2101: ", answer.Error);
        Assert.Empty(world.Everything());
    }

    [Fact]
    public async Task A_damaged_record_is_reported_and_kept()
    {
        using var world = New();
        await world.Expect(0, "trust", "--yes");
        File.WriteAllText(Record(world), "{}");

        var show = await world.Expect(0, "trust", "--show");
        var grant = await world.Expect(3, "trust", "--yes");
        var list = await world.Expect(3, "trust", "--list");

        Assert.Contains("warning DEVM6201: ", show.Error);
        Assert.EndsWith("not trusted, because nobody has agreed to it\n", show.Output);
        Assert.Contains("error DEVM4011: ", grant.Error);
        Assert.Contains("error DEVM4011: ", list.Error);
        Assert.Equal("{}", File.ReadAllText(Record(world)));
    }

    [Fact]
    public async Task A_trusted_policy_applies_without_a_question_until_its_hosts_change()
    {
        using var world = New();
        await world.Expect(0, "trust", "--yes");

        await world.Expect(0, "apply", "--region", "cn");
        Assert.Equal("GOPROXY=https://goproxy.cn,direct\nGOPRIVATE=git.corp.example\n", File.ReadAllText(world.GoEnv));

        world.Policy("# a comment\n" + Policy.Replace("[goproxy-cn, direct]", "[goproxy-cn, off]"));
        await world.Expect(0, "apply", "--region", "cn");
        Assert.Contains("GOPROXY=https://goproxy.cn,off\n", File.ReadAllText(world.GoEnv));

        world.Policy(Policy.Replace("goproxy-cn", "aliyun"));
        await world.Expect(4, "apply", "--region", "cn");
        Assert.Contains("GOPROXY=https://goproxy.cn,off\n", File.ReadAllText(world.GoEnv));
    }

    [Fact]
    public async Task Trust_does_not_reach_what_somebody_set_by_hand_or_what_another_policy_owns()
    {
        using var world = New();
        world.Write(world.GoEnv, "GOPROXY=https://go.old.example\n");
        await world.Expect(0, "trust", "--yes");

        await world.Expect(4, "apply", "--region", "cn");
        Assert.Equal("GOPROXY=https://go.old.example\n", File.ReadAllText(world.GoEnv));
        await world.Expect(0, "apply", "--region", "cn", "--yes");

        var other = world.NewRepository("other");
        world.Policy(Policy.Replace("goproxy-cn", "aliyun"), other);
        Assert.Equal(0, (await world.RunIn(other, "trust", "--yes")).ExitCode);
        Assert.Equal(4, (await world.RunIn(other, "apply", "--region", "cn")).ExitCode);
        Assert.Contains("GOPROXY=https://goproxy.cn,direct\n", File.ReadAllText(world.GoEnv));
    }

    [Fact]
    public async Task Applying_with_consent_records_no_trust()
    {
        using var world = New();

        await world.Expect(0, "apply", "--region", "cn", "--yes");

        Assert.False(File.Exists(Record(world)));
        Assert.StartsWith("you have agreed to no policy", (await world.Expect(0, "trust", "--list")).Output);
    }

    [RealClientFact("script")]
    public async Task On_a_terminal_only_a_yes_is_an_answer()
    {
        using var world = New();

        foreach (var no in new[] { "", "n", "trust" })
        {
            var refused = await world.OnTerminal(no, "trust");
            Assert.Equal(4, refused.ExitCode);
            Assert.Contains("trust this policy? [y/N] ", refused.Output);
            Assert.False(File.Exists(Record(world)));
        }
        var agreed = await world.OnTerminal("y", "trust");

        Assert.Equal(0, agreed.ExitCode);
        Assert.Contains("is trusted; ", agreed.Output);
        Assert.True(File.Exists(Record(world)));
    }

    [RealClientFact("script")]
    public async Task On_a_terminal_apply_shows_what_came_and_went_before_it_asks()
    {
        using var world = New();
        await world.Expect(0, "trust", "--yes");
        world.Policy(Policy.Replace("goproxy-cn", "aliyun"));

        var answer = await world.OnTerminal("n", "apply --region cn");

        Assert.Equal(4, answer.ExitCode);
        Assert.Contains(
            "the policy has changed since you trusted it:\n+ https://mirrors.aliyun.com\n- https://goproxy.cn\nwrite 1 file? [y/N] ",
            answer.Output.Replace("\r", ""));
        Assert.False(File.Exists(world.GoEnv));
    }

    [Fact]
    public async Task Undo_says_that_the_builds_of_a_trusted_policy_write_again_and_of_no_other()
    {
        using var world = New();
        await world.Expect(0, "apply", "--yes", "--region", "cn");
        Assert.DoesNotContain("DEVM6206", (await world.Expect(0, "undo")).Error);
        await world.Expect(0, "trust", "--yes");

        Assert.DoesNotContain("DEVM6206", (await world.Expect(0, "undo")).Error);
        await world.Expect(0, "apply", "--yes", "--region", "cn");
        var undone = await world.Expect(0, "undo");

        Assert.Contains("mirrors.yaml: info DEVM6206: ", undone.Error);
    }

    private static string Compact(JsonElement element) => string.Concat(element.GetRawText().Where(c => !char.IsWhiteSpace(c)));
}
