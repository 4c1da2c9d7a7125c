using System.Text;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>No credential comes out: not on standard output or error, in no format and at no verbosity, and not in the names or files of the state folder.</summary>
[Trait("Promise", "P20")]
public class P20SecretTests
{
    // `--format json` answers with what the others leave out, `detailed` with what the others shorten.
    private static readonly (string Format, string Verbosity)[] Ways =
        [("json", "detailed"), ("human", "detailed"), ("msbuild", "normal"), ("human", "normal"), ("human", "quiet"), ("json", "normal"), ("json", "quiet"), ("msbuild", "quiet"), ("msbuild", "detailed")];

    private static readonly string[][] Commands =
    [
        ["plan"], ["plan", "--scope", "project"], ["plan", "--scope", "machine"], ["plan", "--region", "home"], ["plan", "--only", "npm"], ["plan", "--region", "nowhere"],
        ["check"], ["check", "--scope", "project"], ["apply"], ["apply", "--scope", "project"],
        ["env"], ["env", "--for", "pwsh"], ["env", "--for", "cmd"], ["env", "--for", "dotenv"], ["env", "--for", "github"], ["env", "--for", "azure"], ["env", "--for", "gitlab"], ["env", "--region", "home"],
        ["exec", "--", "/bin/sh", "-c", "true"], ["exec", "--region", "home", "--", "/bin/sh", "-c", "true"], ["exec", "--", "no-such-command"],
        ["status"], ["status", "--all"], ["status", "--scope", "project"], ["trust"], ["trust", "--show"], ["trust", "--list"], ["trust", "--revoke"],
        ["region"], ["region", "set", "nowhere"], ["catalogue"], ["schema"], ["init"], ["remove"], ["hook", "environment"], ["hook", "restore"],
        ["doctor"], ["doctor", "--only", "npm,docker"], ["doctor", "--region", "home"], ["doctor", "--fix"], ["cache", "clean"], ["cache", "clean", "--packages"],
        ["probe"], ["probe", "--all", "--only", "go,npm"], ["probe", "--report", "report.html"],
        ["nonsense"], ["plan", "--nonsense"], ["plan", "--help"], ["--help"], ["apply", "--probe"],
        // From here on something is written, so that there is something to take back.
        ["apply", "--yes"], ["apply", "--yes", "--scope", "project"], ["trust", "--yes"], ["check"], ["status", "--all"], ["plan", "--region", "home"],
        ["apply", "--yes", "--region", "home"], ["apply", "--yes"], ["doctor"], ["probe"], ["cache", "clean", "--packages", "--yes"], ["undo"], ["trust", "--revoke"],
        ["doctor", "--fix", "--yes"], ["doctor"], ["status", "--all"], ["undo"],
    ];

    private static readonly IReadOnlyList<(string Name, Action<CanaryScene> Plant)> All = [.. CanaryScenes.All, .. CheckupScenes.All];

    public static TheoryData<string> Scenes => [.. Proof.Sample(All, 2).Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Scenes))]
    public async Task Nothing_that_is_said_or_kept_holds_a_secret(string name)
    {
        using var scene = CanaryScenes.Make(All.Single(s => s.Name == name));
        await Prove(scene, $"secrets: {name}", Commands.Concat(scene.More));
    }

    [RealClientFact("unshare", AsRoot = true)]
    public async Task Nothing_that_doctor_says_of_the_machines_files_holds_a_secret()
    {
        using var scene = CanaryScenes.Make(("files of the machine", CheckupScenes.PlantMachine));
        await Prove(scene, "secrets in files of the machine", [["doctor"], ["doctor", "--fix"], ["plan", "--scope", "machine"], ["status", "--scope", "machine"], ["check", "--scope", "machine"], ["doctor", "--fix", "--yes"]]);
    }

    private static async Task Prove(CanaryScene scene, string what, IEnumerable<string[]> commands)
    {
        scene.Environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(scene.World.Folder, "tmp")).FullName;
        scene.Environment["DEVMIRRORS_HOOK_POLICY"] = Path.Combine(scene.World.Repository, "mirrors.yaml");
        var outputs = 0;
        var leaks = new SortedSet<string>();
        foreach (var (format, verbosity) in Ways.Take(Proof.Amount(2, Ways.Length)))
            foreach (var command in commands)
            {
                var words = With(command, "--format", format, "--verbosity", verbosity);
                var answer = await scene.Run(withClients: false, words);
                outputs += 2;
                Search(scene, $"{string.Join(' ', words)} on standard output", answer.Output, leaks);
                Search(scene, $"{string.Join(' ', words)} on standard error", answer.Error, leaks);
                if (answer.Error.Contains("internal error", StringComparison.Ordinal))
                    leaks.Add($"{string.Join(' ', words)}: {answer.Error}");
            }
        outputs += SearchKept(scene, leaks);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scene.Environment["TMPDIR"]));
        Assert.True(leaks.Count == 0, string.Join('\n', leaks.Take(12)));
        Proof.Record("P20", what, scene.Canary.Count, scene.Canary.Count, $"{outputs} outputs, {Canary.Encodings} encodings each");
    }

    // Behind the subcommands, and before what belongs to another program.
    private static string[] With(string[] command, params string[] options) =>
        command[0].StartsWith('-') ? command
        : Array.IndexOf(command, "--") is var at and >= 0 ? [.. command[..at], .. options, .. command[at..]]
        : [.. command, .. options];

    /// <summary>`status` asks the real clients, whose own answers hold what their files hold.</summary>
    [RealClientTheory("npm", "go", "dotnet")]
    [InlineData("npm, host-keyed")]
    [InlineData("go")]
    [InlineData("NuGet")]
    [InlineData("variables")]
    [InlineData("npm, a name and a part of an address in a variable")]
    public async Task What_the_clients_answer_is_masked_too(string name)
    {
        using var scene = CanaryScenes.Make(CanaryScenes.All.Single(s => s.Name == name));
        var leaks = new SortedSet<string>();
        string[][] asking = [["status", "--format", "json"], ["status", "--verbosity", "detailed"], ["plan", "--format", "json"]];
        foreach (var words in asking.Take(Proof.Amount(1, 3)))
        {
            var answer = await scene.Run(withClients: true, words);
            Search(scene, string.Join(' ', words), answer.Output + answer.Error, leaks);
        }
        Assert.True(leaks.Count == 0, string.Join('\n', leaks.Take(12)));
        Proof.Record("P20", $"secrets in clients' answers: {name}", scene.Canary.Count, scene.Canary.Count, $"{Proof.Amount(1, 3)} outputs");
    }

    [RealClientTheory("strace")]
    [InlineData("plan")]
    [InlineData("doctor")]
    [InlineData("doctor", "--fix", "--yes")]
    [InlineData("status", "--all")]
    [InlineData("apply", "--yes")]
    [InlineData("undo")]
    public async Task A_crash_holds_no_secret(params string[] command)
    {
        foreach (var verbosity in new[] { "normal", "detailed" })
        {
            using var scene = CanaryScenes.Make(CanaryScenes.All.Single(s => s.Name == "variables"));
            CanaryScenes.All.Single(s => s.Name == "npm, host-keyed").Plant(scene);
            CanaryScenes.All.Single(s => s.Name == "NuGet").Plant(scene);
            if (command[0] == "undo")
                await scene.Run(withClients: false, "apply", "--yes");
            // Standard output that takes nothing: everything is done, and then the answer cannot be given.
            var answer = await scene.Run(withClients: false,
                ["/bin/sh", "-c", "out=$1; shift; exec \"$@\" > \"$out\"", "sh", Path.Combine(scene.World.Folder, "out"),
                 RealClients.Find("strace")!, "-f", "-qq", "-o", Path.Combine(scene.World.Folder, "trace"), "-P", Path.Combine(scene.World.Folder, "out"), "-e", "inject=write,pwrite64:error=EIO"],
                [.. command, "--verbosity", verbosity]);

            Assert.Equal(3, answer.ExitCode);
            Assert.Contains("devmirrors: internal error", answer.Error);
            var leaks = new SortedSet<string>();
            Search(scene, "a crash", answer.Error, leaks);
            SearchKept(scene, leaks);
            Assert.True(leaks.Count == 0, string.Join('\n', leaks));
            Proof.Record("P20", $"secrets in a crash of {string.Join(' ', command)}, {verbosity}", scene.Canary.Count, scene.Canary.Count, "1 output");
        }
    }

    [Fact]
    public async Task Every_command_that_the_tool_has_is_among_those_that_are_run()
    {
        using var scene = CanaryScenes.Make(("no secrets", _ => { }));
        var help = await scene.Run(withClients: false, "--help");

        var names = help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1).Where(l => l.Trim().Length > 0).Select(l => l.Trim().Split(' ')[0]).ToList();

        Assert.True(names.Count > 10, help.Output);
        Assert.Empty(names.Except(Commands.Select(c => c[0])));
    }

    [Fact]
    public void The_search_finds_a_secret_in_every_encoding()
    {
        var secret = new Canary().At("here");
        var plain = Encoding.UTF8.GetBytes($"ab{secret}cd");
        byte[][] written =
        [
            plain, Encoding.Unicode.GetBytes(secret), Encoding.BigEndianUnicode.GetBytes(secret),
            .. new[] { "me:", "user:", "x:" }.Select(user => Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(user + secret)))),
            Encoding.UTF8.GetBytes(string.Concat(secret.Select(c => $"%{(int)c:x2}"))),
            Encoding.UTF8.GetBytes(string.Concat(secret.Select(c => $"\\u{(int)c:X4}"))),
            Encoding.UTF8.GetBytes(string.Concat(secret.Select(c => $"&#{(int)c};"))),
            Encoding.UTF8.GetBytes(Convert.ToHexStringLower(plain)),
        ];

        Assert.All(written, bytes => Assert.NotNull(Canary.FindIn(bytes)));
        Assert.Null(Canary.FindIn("nothing to see"u8));
    }

    private static void Search(CanaryScene scene, string where, string text, SortedSet<string> leaks)
    {
        if (Canary.FindIn(Encoding.UTF8.GetBytes(text)) is not { } encoding)
            return;
        foreach (var line in text.Split('\n').Where(l => Canary.FindIn(Encoding.UTF8.GetBytes(l)) is not null))
            leaks.Add($"{scene.Canary.PlaceOf(line)} ({encoding}): {(line.Length > 300 ? line[..300] : line)}   [{where}]");
    }

    /// <summary>The baselines are the user's own bytes, for the user alone; all that is ours holds nothing of them but the values that undo gives back.</summary>
    private static int SearchKept(CanaryScene scene, SortedSet<string> leaks)
    {
        var report = Path.Combine(scene.World.Repository, "report.html");
        if (File.Exists(report))
            Search(scene, report, File.ReadAllText(report), leaks);
        return new[] { Path.Combine(".local", "state", "devmirrors"), Path.Combine(".cache", "devmirrors") }.Sum(folder => SearchBelow(scene, Path.Combine(scene.World.Home, folder), leaks));
    }

    private static int SearchBelow(CanaryScene scene, string folder, SortedSet<string> leaks)
    {
        if (!Directory.Exists(folder))
            return 0;
        var entries = Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).ToList();
        foreach (var entry in entries)
        {
            if (Canary.FindIn(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, entry))) is not null)
                leaks.Add($"a file's name: {entry}");
            if (scene.Name == "own state, damaged")
                continue;
            if (File.GetUnixFileMode(entry) is var mode && (mode & (UnixFileMode)0b111111) != 0)
                leaks.Add($"{entry} is open to others: {mode}");
            if (Path.GetFileName(entry) is "trust.json" or "verdicts.json" or "region")
                Search(scene, entry, File.ReadAllText(entry), leaks);
        }
        return entries.Count;
    }
}
