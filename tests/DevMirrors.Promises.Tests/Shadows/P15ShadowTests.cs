using System.Text.Json;
using System.Text.RegularExpressions;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>After a write: status says what the real client says, and whatever overrides the file that we wrote is named by its place.</summary>
[Trait("Promise", "P15")]
public class P15ShadowTests
{
    private const string Policy = """
        version: 1
        regions:
          here: { default: true, go: [goproxy-cn, direct], npm: npmmirror, nuget: huawei, docker: [daocloud] }
          plain: { go: upstream, npm: upstream }
        private:
          npm: { "@corp": corp-npm }
        mirrors:
          corp-npm: { ecosystem: npm, url: "https://npm.corp.example/repository/npm/", private: true }
        """;

    public static TheoryData<string, string> Names
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var shadow in Shadow.All)
                rows.Add(shadow.Only, shadow.Name);
            return rows;
        }
    }

    [RealClientTheory("go", "npm", "dotnet")]
    [MemberData(nameof(Names))]
    public async Task What_overrides_our_file_is_named_and_the_effective_value_is_the_clients_own(string only, string name)
    {
        var shadow = Shadow.All.Single(s => s.Only == only && s.Name == name);
        using var world = new World();
        world.Policy(Policy);
        foreach (var (path, text) in shadow.Files)
            world.Write(Shadow.Filled(path, world), text);
        var environment = world.Environment;
        if (shadow.Variable is { } variable)
            environment[variable.Name] = Shadow.Filled(variable.Value, world);
        string[] options = ["--only", only, "--region", shadow.Region];

        var apply = await Run(world, environment, ["apply", "--yes", "--format", "json", .. options]);
        var check = await Run(world, environment, ["check", "--format", "json", .. options]);
        var status = await Run(world, environment, ["status", "--format", "json", .. options]);

        Judge(shadow, world, apply, check, status);
        var effective = Setting(status, shadow.Setting).GetProperty("effective").GetString();
        var words = Shadow.Filled(shadow.Ask, world).Split(' ');
        var said = Listed(shadow, await Client.Run(words[0], words[1..], world.Home, world.Repository, environment));
        // Our reading calls the client's default nothing.
        Assert.Equal(said?.TrimEnd('/'), (effective ?? await Default(shadow))?.TrimEnd('/'));
        Proof.Record("P15", $"{only}: {name}", 1, 1);
    }

    [RealClientFact("docker", "dockerd", AsRoot = true)]
    public Task A_mirror_among_the_daemons_flags_is_named() => Daemon(isMirrorFlag: true);

    [RealClientFact("docker", "dockerd", AsRoot = true)]
    public Task The_file_that_a_daemons_flag_names_is_the_one_that_is_written() => Daemon(isMirrorFlag: false);

    private static async Task Daemon(bool isMirrorFlag)
    {
        using var world = new World();
        world.Policy(Policy);
        world.Write(world.DaemonJson, "{}");
        var elsewhere = Path.Combine(world.Home, "elsewhere.json");
        world.Write(elsewhere, "{}");
        string[] more = isMirrorFlag ? ["--registry-mirror", "https://mine.example"] : [];
        using var daemon = await DockerDaemon.Start(Path.Combine(world.Folder, "d"), isMirrorFlag ? world.DaemonJson : elsewhere, world.Runtime, more);

        var apply = await world.Run("apply", "--yes", "--format", "json", "--only", "docker");
        var check = await world.Run("check", "--format", "json", "--only", "docker");
        var status = await world.Run("status", "--format", "json", "--only", "docker");

        var reading = Setting(status, "registry-mirrors");
        var said = await world.Ask("docker", "-H", "unix://" + daemon.Socket, "info", "-f", "{{range .RegistryConfig.Mirrors}}{{.}}{{end}}");
        Assert.Equal(said.Text.TrimEnd('/'), reading.GetProperty("effective").GetString());
        Assert.Equal(!isMirrorFlag, reading.GetProperty("inStep").GetBoolean());
        Assert.Equal("{}", File.ReadAllText(world.DaemonJson));
        // With the same key in flag and file dockerd would not start again, so that one is not written.
        Assert.Equal(isMirrorFlag ? (3, 3) : (0, 0), (apply.ExitCode, check.ExitCode));
        if (isMirrorFlag)
        {
            Assert.Matches("^the flag `--registry-mirror` in /proc/[0-9]+/cmdline$", reading.GetProperty("shadowedBy").GetString());
            Assert.All([apply, check, status], a => Assert.Contains(reading.GetProperty("shadowedBy").GetString()!, Shadows(a)));
        }
        else
            Assert.StartsWith(elsewhere + ":", reading.GetProperty("source").GetString());
        Proof.Record("P15", isMirrorFlag ? "docker: a flag of the daemon" : "docker: --config-file elsewhere", 1, 1);
    }

    private static void Judge(Shadow shadow, World world, Answer apply, Answer check, Answer status)
    {
        var by = shadow.By is null ? null : Shadow.Filled(shadow.By, world);
        var reading = Setting(status, shadow.Setting);
        Assert.True((apply.ExitCode, check.ExitCode) == (0, by is null ? 0 : 1), apply.Said() + check.Said());
        Assert.Equal(by, reading.GetProperty("shadowedBy").GetString());
        Assert.All([apply, check, status], a => Assert.Equal(by is not null, Shadows(a).Contains($": {by} overrides it", StringComparison.Ordinal)));
        // Where the client's own answer differed from our reading, that would be said, too.
        Assert.DoesNotContain("DEVM5002", status.Output);
        Assert.Equal(JsonValueKind.Null, reading.GetProperty("asked").ValueKind);
    }

    private static Task<Answer> Run(World world, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Client.Run(ToolUnderTest.Path, arguments, world.Home, world.Repository, environment);

    private static JsonElement Setting(Answer status, string setting)
    {
        Assert.True(status.ExitCode == 0, status.Said());
        return JsonDocument.Parse(status.Output).RootElement.GetProperty("settings").EnumerateArray().Single(s => s.GetProperty("setting").GetString() == setting);
    }

    private static string Shadows(Answer answer) => string.Join('\n', JsonDocument.Parse(answer.Output).RootElement.GetProperty("diagnostics").EnumerateArray()
        .Where(d => d.GetProperty("code").GetString() == "DEVM5001")
        .Select(d => d.GetProperty("message").GetString()));

    private static async Task<string?> Default(Shadow shadow)
    {
        using var world = new World();
        return shadow.Only == "nuget" ? null : (await world.Ask(shadow.Ask.Split(' ')[0], shadow.Ask.Split(' ')[1..])).Text;
    }

    // `  1.  key [Enabled]`, and the address on the next line; null where the client does not know the key.
    private static string? Listed(Shadow shadow, Answer answer) => !shadow.Ask.Contains(" list ", StringComparison.Ordinal)
        ? answer.Text
        : Regex.Match(answer.Output, $@"{Regex.Escape(shadow.Setting)} \[\w+\]\s+(\S+)") is { Success: true } match ? match.Groups[1].Value : null;
}
