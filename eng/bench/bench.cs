// Speed and memory of the native `devmirrors`, as ratios within one run: every comparison is interleaved, round by round, and medians are reported.
//   bash eng/bench/run.sh        builds what it needs and runs this file
// Arguments: the native devmirrors, a NativeAOT hello world, rounds (default 15).
#:property PublishAot=false

using System.Diagnostics;
using System.Globalization;
using System.Text;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var (tool, hello) = (Path.GetFullPath(args[0]), Path.GetFullPath(args[1]));
var rounds = args.Length > 2 ? int.Parse(args[2]) : 15;
var scratch = Directory.CreateTempSubdirectory("dm-bench-").FullName;
try
{
    Console.WriteLine($"native file  {new FileInfo(tool).Length / 1048576.0:0.0} MiB (bound 16)");
    Memory();
    StartUp();
    Setters();
    Check();
    Policies();
    Files();
}
finally
{
    Directory.Delete(scratch, recursive: true);
}

void StartUp()
{
    var world = new World(scratch, "start", tool);
    var (a, b) = Interleave(rounds * 2, () => world.Time(hello), () => world.Time(tool, "--version"));
    Console.WriteLine($"--version    {b:0.0} ms, hello {a:0.0} ms: {b / a:0.00} x hello (bound 3)");
}

void Setters()
{
    var world = new World(scratch, "setters", tool);
    world.WritePolicy(World.Four);
    var (ours, theirs) = Interleave(
        rounds,
        () => { world.Reset(); return world.Time(tool, "apply", "--yes"); },
        () =>
        {
            world.Reset();
            return world.Time("go", "env", "-w", "GOPROXY=https://goproxy.cn,direct")
                + world.Time("npm", "config", "set", "registry", "https://registry.npmmirror.com/")
                + world.Time("dotnet", "nuget", "update", "source", "mine", "--source", "https://mirrors.huaweicloud.com/repository/nuget/v3/index.json");
        });
    Console.WriteLine($"apply        {ours:0.0} ms for four clients, the three own setters {theirs:0.0} ms (docker has none): {theirs / ours:0.0} x faster (bound 30)");
    Console.WriteLine($"             one flush of this disk: {Median(rounds, world.Flush):0.0} ms; a first apply waits for five in a row");
}

void Check()
{
    var world = new World(scratch, "check", tool);
    world.WritePolicy(World.Four);
    world.Reset();
    world.Run(tool, "apply", "--yes");
    var (version, check) = Interleave(rounds * 2, () => world.Time(tool, "--version"), () => world.Time(tool, "check"));
    Console.WriteLine($"check        {check:0.0} ms in step, --version {version:0.0} ms: +{check - version:0.0} ms (bound +10)");
}

void Memory()
{
    var world = new World(scratch, "memory", tool);
    world.WritePolicy(World.Four);
    world.Reset();
    var apply = world.PeakMiB("apply", "--yes");
    Console.WriteLine($"peak memory  apply {apply:0.0} MiB, check {world.PeakMiB("check"):0.0} MiB (bound 25)");
}

void Policies()
{
    var world = new World(scratch, "policies", tool);
    var times = World.Sizes.Select(x =>
    {
        world.WritePolicy(World.Large(mirrors: 500 * x / 16, regions: Math.Max(1, 50 * x / 16)));
        return (x, Size: world.PolicySize, Time: Median(rounds, () => world.Time(tool, "region")));
    });
    Curve("policy", times);
}

void Files()
{
    foreach (var (name, path, line) in new[]
    {
        ("go env", World.GoEnv, "# comment number {0}\nKEY{0}=value\n"),
        (".npmrc", World.Npmrc, "; comment number {0}\nkey{0}=value\n"),
    })
    {
        var world = new World(scratch, "files-" + name[..2].Trim('.'), tool);
        world.WritePolicy(World.Four);
        var times = World.Sizes.Select(x =>
        {
            var text = new StringBuilder();
            for (var i = 0; text.Length < x * 65000; i++)
                text.AppendFormat(CultureInfo.InvariantCulture, line, i);
            world.Write(path, text.ToString());
            return (x, Size: (long)text.Length, Time: Median(rounds, () => world.Time(tool, "plan", "--only", "go,npm")));
        });
        Curve(name, times);
    }
    Nested("NuGet.Config", World.NuGetConfig, "nuget", "<configuration>\n  <packageSources>\n", "    <!-- {0} --><add key=\"k{0}\" value=\"https://{0}.example/v3/index.json\" />\n", "  </packageSources>\n</configuration>\n");
    Nested("daemon.json", World.DaemonJson, "docker", "{\n", "  \"key{0}\": {0},\n", "  \"last\": 0\n}\n");
}

void Nested(string name, string path, string only, string head, string line, string tail)
{
    var world = new World(scratch, "files-" + only, tool);
    world.WritePolicy(World.Four);
    var times = World.Sizes.Select(x =>
    {
        var text = new StringBuilder(head);
        for (var i = 0; text.Length < x * 65000; i++)
            text.AppendFormat(CultureInfo.InvariantCulture, line, i);
        world.Write(path, text.Append(tail).ToString());
        return (x, Size: (long)text.Length, Time: Median(rounds, () => world.Time(tool, "plan", "--only", only)));
    });
    Curve(name, times);
}

static void Curve(string name, IEnumerable<(int X, long Size, double Time)> times)
{
    var all = times.ToList();
    Console.WriteLine($"{name,-12} " + string.Join(", ", all.Select(t => $"{t.X}x ({t.Size / 1024} KiB) {t.Time:0.0} ms")) + $": 16x costs {all[^1].Time / all[0].Time:0.0} x");
}

static (double A, double B) Interleave(int rounds, Func<double> a, Func<double> b)
{
    var (timesA, timesB) = (new List<double>(), new List<double>());
    for (var i = 0; i < rounds; i++)
    {
        timesA.Add(a());
        timesB.Add(b());
    }
    return (MedianOf(timesA), MedianOf(timesB));
}

static double Median(int rounds, Func<double> measure) => MedianOf(Enumerable.Range(0, rounds).Select(_ => measure()));

static double MedianOf(IEnumerable<double> values)
{
    var sorted = values.Order().ToList();
    return sorted[sorted.Count / 2];
}

/// <summary>A scratch home and repository in which programs are timed.</summary>
internal sealed class World
{
    public static readonly int[] Sizes = [1, 4, 16];

    public const string GoEnv = ".config/go/env";
    public const string Npmrc = ".npmrc";
    public const string NuGetConfig = ".nuget/NuGet/NuGet.Config";
    public const string DaemonJson = ".config/docker/daemon.json";

    public const string Four = """
        version: 1
        regions:
          cn: { default: true, go: [goproxy-cn, direct], npm: npmmirror, nuget: { mirrors: huawei, replaces: mine }, docker: daocloud }
        """;

    private readonly string _home;
    private readonly string _tool;

    public World(string scratch, string name, string tool)
    {
        _tool = tool;
        _home = Path.Combine(scratch, name);
        Directory.CreateDirectory(Path.Combine(_home, "repo", ".git"));
    }

    public long PolicySize => new FileInfo(Path.Combine(_home, "repo", "mirrors.yaml")).Length;

    public void WritePolicy(string text) => Write("repo/mirrors.yaml", text);

    public void Write(string path, string text)
    {
        var full = Path.Combine(_home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>The files as they were before any apply, so that every round does the same work.</summary>
    public void Reset()
    {
        Directory.CreateDirectory(Path.Combine(_home, "state"));
        Directory.Delete(Path.Combine(_home, "state"), recursive: true);
        Write(GoEnv, "GOFLAGS=-modcacherw\n");
        Write(Npmrc, "fund=false\n");
        Write(NuGetConfig, "<configuration>\n  <packageSources>\n    <add key=\"mine\" value=\"https://feed.example/v3/index.json\" />\n  </packageSources>\n</configuration>\n");
        Write(DaemonJson, "{}\n");
    }

    public static string Large(int mirrors, int regions)
    {
        var text = new StringBuilder("version: 1\nregions:\n");
        for (var i = 0; i < regions; i++)
            text.Append(CultureInfo.InvariantCulture, $"  r{i}: {{ when: {{ timezone: [Etc/GMT-{i % 14}] }}, npm: m{i % mirrors} }}\n");
        text.Append("  last: { default: true, npm: m0 }\nmirrors:\n");
        for (var i = 0; i < mirrors; i++)
            text.Append(CultureInfo.InvariantCulture, $"  m{i}: {{ ecosystem: npm, url: \"https://m{i}.example/npm/\" }}\n");
        return text.ToString();
    }

    public double Flush()
    {
        var start = Stopwatch.GetTimestamp();
        using var file = File.OpenHandle(Path.Combine(_home, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(file, [1], 0);
        RandomAccess.FlushToDisk(file);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public double Time(string program, params string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        Run(program, arguments);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>By GNU time, which is small: a process begins with the memory of the one that starts it on its record, and that would be this benchmark's.</summary>
    public double PeakMiB(params string[] arguments)
    {
        var result = Path.Combine(_home, "peak");
        Run("/usr/bin/time", ["--format", "%M", "--output", result, _tool, .. arguments]);
        return int.Parse(File.ReadLines(result).Last()) / 1024.0;
    }

    public void Run(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.Combine(_home, "repo"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in info.Environment.Keys.Where(k => k.StartsWith("DEVMIRRORS", StringComparison.Ordinal) || k.StartsWith("XDG_", StringComparison.Ordinal)).ToList())
            info.Environment.Remove(name);
        info.Environment["HOME"] = info.Environment["DOTNET_CLI_HOME"] = _home;
        info.Environment["XDG_STATE_HOME"] = Path.Combine(_home, "state");
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        // plan and check say 1 where there are changes; anything above is a benchmark that measures a failure.
        if (process.ExitCode > 1)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {process.ExitCode}\n{output.Result}{error.Result}");
    }
}
