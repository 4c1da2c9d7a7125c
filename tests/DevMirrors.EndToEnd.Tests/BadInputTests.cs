using System.Text.Json;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>What is wrong with a policy or a command line: exit code 2, the exact place, what was expected, a hint, and nothing written anywhere.</summary>
public class BadInputTests
{
    private const string Absent = "";
    private const string Good = "version: 1\nregions:\n  cn: { default: true, go: [goproxy-cn, direct], npm: npmmirror, nuget: huawei }\n";
    private const string Cn = "version: 1\nregions:\n  cn:\n    default: true\n    ";
    private const string Canary = "CANARYs3cret";
    private const string Token = "ghp" + "_CANARYs3cretaaaaaaaaaaaaaaaaaaaaaaaaa";

    /// <summary>What is wrong, the policy, the arguments (<c>|</c> between them), and how the first line of the answer begins.</summary>
    public static TheoryData<string, string, string, string> Items => new()
    {
        { "no policy", Absent, "", "REPOSITORY: error DEVM1001: no `mirrors.yaml` here" },
        { "policy named and not there", Good, "--policy|other.yaml", "other.yaml: error DEVM1002: there is no such policy file" },
        { "policy is a folder", Good, "--policy|.git", ".git: error DEVM1003: the policy cannot be read: it is a folder" },
        { "empty", "\n", "", "mirrors.yaml: error DEVM1008: the policy is empty" },
        { "not YAML", "version: 1\nregions: [\n", "", "mirrors.yaml(3,1): error DEVM1009: this is not valid YAML" },
        { "tab indentation", "version: 1\nregions:\n\tcn: {}\n", "", "mirrors.yaml(3,1): error DEVM1010: the line is indented with a tab, expected spaces" },
        { "anchor", Cn + "npm: &a npmmirror\n", "", "mirrors.yaml(5,10): error DEVM1012: " },
        { "alias", Cn + "npm: *a\n", "", "mirrors.yaml(5,10): error DEVM1012: " },
        { "tag", Cn + "npm: !!str npmmirror\n", "", "mirrors.yaml(5,10): error DEVM1013: " },
        { "merge key", Cn + "<<: { npm: upstream }\n", "", "mirrors.yaml(5,5): error DEVM1014: " },
        { "second document", Good + "---\nversion: 1\n", "", "mirrors.yaml(4,1): error DEVM1015: a second document begins here, expected one" },
        { "duplicate key", Cn + "npm: npmmirror\n    npm: upstream\n", "", "mirrors.yaml(6,5): error DEVM1016: `npm` is there already, in line 5" },
        { "unknown key", Good + "mirorrs: {}\n", "", "mirrors.yaml(4,1): error DEVM1017: `mirorrs` is not a key of the policy\n  hint: did you mean `mirrors`?" },
        { "unknown key like no other", Good + "zzz: 1\n", "", "mirrors.yaml(4,1): error DEVM1017: `zzz` is not a key of the policy\n  hint: expected one of version, regions, " },
        { "wrong type", "version: 1\nregions: cn\n", "", "mirrors.yaml(2,10): error DEVM1021: `regions` is text, expected keys with values" },
        { "another wrong type", Cn + "npm: 7\n", "", "mirrors.yaml(5,10): error DEVM1021: `regions.cn.npm` is a number, expected the id of a mirror" },
        { "line break in a name", "version: 1\nregions:\n  \"cn\\n\": { default: true }\n", "", "mirrors.yaml(3,3): error DEVM1022: `cn?` does not fit in `regions`, expected a region's name" },
        { "line break in a pattern", Cn + "go: off\nprivate: { go: { \"git.corp.example\\nGOFLAGS=-x\": direct } }\n", "", "mirrors.yaml(6,18): error DEVM1022: " },
        { "no default", "version: 1\nregions:\n  cn: { npm: upstream }\n", "", "mirrors.yaml(2,1): error DEVM1025: no region is the default" },
        { "two defaults", "version: 1\nregions:\n  cn: { default: true }\n  eu: { default: true }\n", "", "mirrors.yaml(4,3): error DEVM1026: region `eu` is a second default beside `cn`" },
        { "query", Cn + $"npm: https://npm.example/?token={Canary}\n", "", "mirrors.yaml(5,10): error DEVM1027: `https://npm.example/?***` is not an address for a mirror: it has a query" },
        { "line break in an address", Cn + "npm: \"https://npm.example/\\nx=y\"\n", "", "mirrors.yaml(5,10): error DEVM1027: `https://npm.example/?***` is not an address for a mirror: it has a line break" },
        { "another scheme", Cn + "npm: ftp://npm.example/\n", "", "mirrors.yaml(5,10): error DEVM1027: `ftp://npm.example/` is not an address for a mirror: it does not begin with `https://`" },
        { "plain http", Cn + "npm: http://npm.example/\n", "", "mirrors.yaml(5,10): error DEVM1028: " },
        { "user and password", Cn + $"npm: https://u:{Canary}@npm.example/\n", "", "mirrors.yaml(5,18): error DEVM1029: the policy holds a credential" },
        { "token in a comment", Good + $"# {Token}\n", "", "mirrors.yaml(4,3): error DEVM1029: the policy holds a credential" },
        { "direct before the end", Cn + "go: [direct, goproxy-cn]\n", "", "mirrors.yaml(5,10): error DEVM1030: `direct` is not the last entry" },
        { "off mixed in", Cn + "go: [goproxy-cn, off, direct]\n", "", "mirrors.yaml(5,22): error DEVM1031: `off` is not the last entry" },
        { "direct for npm", Cn + "npm: direct\n", "", "mirrors.yaml(5,10): error DEVM1032: " },
        { "private name at a public mirror", Cn + "npm: npmmirror\nprivate:\n  npm: { \"@corp\": npmmirror }\n", "", "mirrors.yaml(7,19): error DEVM1035: the private names `@corp` point at `npmmirror`" },
        { "private name at a mirror that is not private", Cn + "npm: npmmirror\nprivate:\n  npm: { \"@corp\": c }\nmirrors:\n  c: { ecosystem: npm, url: https://c.example/ }\n", "", "mirrors.yaml(7,19): error DEVM1034: " },
        { "private name at a public address", Cn + "go: off\nprivate:\n  npm: { \"@corp\": c }\nmirrors:\n  c: { ecosystem: npm, url: https://registry.npmmirror.com/, private: true }\n", "", "mirrors.yaml(7,19): error DEVM2112: " },
        { "unknown region", Good, "--region|cnn", "devmirrors: error DEVM2001: the policy has no region `cnn`\n  hint: did you mean `cn`?" },
        { "unknown mirror", Cn + "npm: npmmiror\n", "", "mirrors.yaml(5,10): error DEVM2101: there is no npm mirror `npmmiror`\n  hint: did you mean `npmmirror`?" },
        { "mirror of another ecosystem", Cn + "npm: goproxy-cn\n", "", "mirrors.yaml(5,10): error DEVM2102: `goproxy-cn` is a mirror for go, not for npm" },
        { "dead mirror and no other", Cn + "npm: taobao-old\n", "", "mirrors.yaml(5,10): error DEVM2104: the npm mirror `taobao-old` is dead" },
        { "unknown option", Good, "--polcy|x", "devmirrors: error DEVM6010: unknown option `--polcy`\n  hint: did you mean `--policy`?" },
        { "hostile option", Good, "--\u001b[31mred", "devmirrors: error DEVM6010: unknown option `--\\u001B[31mred`" },
        { "unknown ecosystem", Good, "--only|npmm", "devmirrors: error DEVM6012: `--only` cannot be `npmm`: expected `go`, `npm`, `nuget`, `docker`\n  hint: did you mean `npm`?" },
        { "no ecosystem", Good, "--only|", "devmirrors: error DEVM6012: `--only` cannot be ``: expected `go`" },
        { "unknown scope", Good, "--scope|usr", "devmirrors: error DEVM6012: `--scope` cannot be `usr`: expected `project`, `user`, `machine`\n  hint: did you mean `user`?" },
        { "option twice", Good, "--region|cn|--region|cn", "devmirrors: error DEVM6013: Option `--region` expects a single argument" },
        { "one word too many", Good, "foo", "devmirrors: error DEVM6013: `foo` is more than `" },
        { "root without machine scope", Good, "--root|x", "devmirrors: error DEVM6014: " },
    };

    [Theory]
    [MemberData(nameof(Items))]
    public async Task It_is_refused_at_its_place_with_a_hint_and_nothing_is_written(string item, string policy, string arguments, string expected)
    {
        using var world = new World();
        if (policy.Length > 0)
            world.Policy(policy);
        var before = Everything(world);
        string[] more = arguments.Length == 0 ? [] : arguments.Split('|');

        var runs = await Task.WhenAll(
            world.Run(["plan", .. more]),
            world.Run(["apply", "--yes", "--format", "json", .. more]),
            world.Run(["check", "--format", "msbuild", .. more]));

        var (plan, apply, check) = (runs[0], runs[1], runs[2]);
        Assert.True(runs.All(r => r.ExitCode == 2), $"{item}: {string.Join(' ', runs.Select(r => r.ExitCode))}\n{plan.Error}");
        expected = expected.Replace("REPOSITORY", world.Repository);
        Assert.Contains("\n" + expected, "\n" + plan.Error);
        Assert.Contains("\n  hint: ", plan.Error[plan.Error.IndexOf(expected, StringComparison.Ordinal)..]);
        var line = expected.Split('\n')[0];
        Assert.Contains("\n" + line.Replace("\\u001B", "\u001b"), "\n" + Lines(apply.Output, world));
        Assert.Contains("\n" + line, "\n" + check.Output.Replace(world.Repository + "/", ""));
        Assert.Empty(plan.Output + apply.Error + check.Error);
        Assert.All(runs, r => Assert.DoesNotContain(Canary, r.Output + r.Error));
        Assert.Equal(before, Everything(world));
    }

    [Fact]
    public async Task A_dead_mirror_among_live_ones_is_skipped_by_plan_and_refused_by_check()
    {
        using var world = new World();
        world.Policy(Cn + "go: [huawei-old, goproxy-cn]\n");

        var plan = await world.Expect(1, "plan");
        var check = await world.Expect(2, "check");

        Assert.Contains("mirrors.yaml(5,10): warning DEVM2105: the go mirror `huawei-old` is dead", plan.Error);
        Assert.Contains("+GOPROXY=https://goproxy.cn\n", plan.Output);
        Assert.Contains("mirrors.yaml(5,10): error DEVM2104: the go mirror `huawei-old` is dead", check.Error);
        Assert.Contains("\n  hint: live ones: `", check.Error);
    }

    [Theory]
    [InlineData("plann", "DEVM6011: unknown command `plann`\n  hint: did you mean `plan`?")]
    [InlineData("plan|--format|jsn", "DEVM6012: `--format` cannot be `jsn`: expected `human`, `json`, `msbuild`\n  hint: did you mean `json`?")]
    [InlineData("plan|--policy|--format|json", "DEVM6013: `--policy` has no value: `--format` follows it")]
    [InlineData("plan|--policy", "DEVM6013: Required argument missing for option: `--policy`")]
    [InlineData("exec|--regin|cn|--|true", "DEVM6010: unknown option `--regin`\n  hint: did you mean `--region`?")]
    [InlineData("catalogue|--region|cnn", "DEVM6012: `--region` cannot be `cnn`: expected ")]
    [InlineData("region|set|cnn", "DEVM6012: `region set` cannot be `cnn`: expected `cn`, `auto`\n  hint: did you mean `cn`?")]
    [InlineData("env|--for|fish", "DEVM6012: `--for` cannot be `fish`: expected `posix`, ")]
    public async Task A_wrong_word_is_named_with_the_nearest_right_one(string arguments, string expected)
    {
        using var world = new World();
        world.Policy(Good);
        var before = Everything(world);

        var answer = await world.Expect(2, arguments.Split('|'));

        Assert.StartsWith($"devmirrors: error {expected}", answer.Error, StringComparison.Ordinal);
        Assert.Contains("\n  hint: ", answer.Error);
        Assert.Empty(answer.Output);
        Assert.Equal(before, Everything(world));
    }

    /// <summary>The diagnostics of a JSON answer in their one-line form, after a look at its shape.</summary>
    private static string Lines(string text, World world)
    {
        using var json = JsonDocument.Parse(text);
        Assert.Equal(1, json.RootElement.GetProperty("version").GetInt32());
        Assert.Empty(json.RootElement.GetProperty("edits").EnumerateArray());
        return string.Join('\n', json.RootElement.GetProperty("diagnostics").EnumerateArray().Select(d => Line(d).Replace(world.Repository + "/", "")));
    }

    private static string Line(JsonElement diagnostic)
    {
        string? Text(string name) => diagnostic.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;
        if (Text("severity") == "error")
            Assert.NotNull(Text("hint"));
        var place = Text("line") is { } line ? $"({line},{Text("column")})" : "";
        return $"{Text("file") ?? "devmirrors"}{place}: {Text("severity")} {Text("code")}: {Text("message")}";
    }

    private static string Everything(World world) => string.Join(
        '\n',
        Directory.EnumerateFileSystemEntries(world.Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Order(StringComparer.Ordinal)
            .Select(path => $"{path} {File.GetUnixFileMode(path)} {(File.Exists(path) ? Convert.ToHexString(File.ReadAllBytes(path)) : "")}"));
}
