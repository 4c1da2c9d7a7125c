// Speed, memory and bytes of `devmirrors probe`, interleaved with `curl -Z` on the same addresses as the floor; medians.
//   bash eng/bench/probe.sh      builds what it needs and runs this file
// Arguments: the native devmirrors (or `floor` for curl alone), rounds (default 5).
#:property PublishAot=false
#:project ../../tests/DevMirrors.Testing/DevMirrors.Testing.csproj

using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using DevMirrors.Testing;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args[0] == "farm")
{
    await Farm.Serve(int.Parse(args[1]), args[2].Split(','));
    return;
}
var tool = args[0] == "floor" ? null : Path.GetFullPath(args[0]);
var rounds = args.Length > 1 ? int.Parse(args[1]) : 5;
var scratch = Directory.CreateTempSubdirectory("dm-bench-").FullName;
// The request after which nothing is left to ask, and those before it that it needs the answers of.
(string Name, int RoundTrips)[] ecosystems = [("go", 2), ("npm", 2), ("nuget", 3), ("docker", 5)];
try
{
    foreach (var (ecosystem, _) in ecosystems)
        Measure("eight", ecosystem, 1 << 20, ["20", "80", "200", "400", "refused", "hole", "drip", "500"], 2.1, "timeout 2 s + 0.1", isDetailed: true);
    foreach (var (ecosystem, trips) in ecosystems)
        Measure("live four", ecosystem, 1 << 20, ["20", "80", "200", "400"], 0.4 * trips + 0.1, $"0.4 s x {trips} round trips + 0.1");
    foreach (var (ecosystem, _) in ecosystems)
        Measure("two hundred", ecosystem, 4096, [.. Enumerable.Repeat("50", 200)], 1.5, "50 ms each");
}
finally
{
    Directory.Delete(scratch, recursive: true);
}

void Measure(string name, string ecosystem, int size, string[] mirrors, double bound, string boundIs, bool isDetailed = false)
{
    using var farm = new Farm(size, mirrors);
    var world = new World(Path.Combine(scratch, $"{name} {ecosystem}"), ecosystem, farm, tool);
    world.Curl();
    var (ours, floor) = (new List<double>(), new List<double>());
    for (var round = 0; round < rounds; round++)
    {
        floor.Add(world.Curl());
        if (tool is not null)
            ours.Add(world.Probe());
    }
    Console.Write($"{name,-12} {ecosystem,-7} curl -Z {Median(floor):0.000} s");
    if (tool is not null)
        Report(world, ours, bound, boundIs, isDetailed);
    Console.WriteLine();
}

void Report(World world, List<double> ours, double bound, string boundIs, bool isDetailed)
{
    var peak = world.PeakMiB();
    var mirrors = world.Last!["mirrors"]!.AsArray();
    var healthy = mirrors.Where(m => (string?)m!["verdict"] == "healthy").ToList();
    var bytes = healthy.Count == 0 ? 0 : healthy.Max(m => (long)m!["bytesRead"]!) / 1048576.0;
    Console.Write($", probe {Median(ours):0.000} s, slowest {ours.Max():0.000} s (bound {bound:0.0} s: {boundIs}), peak {peak:0.0} MiB (bound 40), ");
    Console.Write($"at most {bytes:0.00} MiB from a healthy mirror (bound 2), {healthy.Count} of {mirrors.Count} healthy");
    foreach (var mirror in isDetailed ? mirrors : [])
        Console.Write($"\n    {(string?)mirror!["id"],-8} {(string?)mirror["verdict"],-12} {(double?)mirror["latencyMs"],6:0} ms  {(string?)mirror["because"]}");
}

static double Median(List<double> values)
{
    var sorted = values.Order().ToList();
    return sorted[sorted.Count / 2];
}

/// <summary>The farm, in a process of its own: what it costs must not be on the bill of who is measured.</summary>
internal sealed class Farm : IDisposable
{
    private readonly Process _process;

    public Farm(int size, string[] mirrors)
    {
        Mirrors = mirrors;
        Packages = new FarmPackages { Size = size };
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["farm", $"{size}", string.Join(',', mirrors)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Ports = [.. _process.StandardOutput.ReadLine()!.Split(' ')];
    }

    public string[] Mirrors { get; }

    public FarmPackages Packages { get; }

    public string[] Ports { get; }

    /// <summary>Until standard input ends.</summary>
    public static async Task Serve(int size, string[] mirrors)
    {
        await using var farm = await MirrorFarm.Start(new FarmPackages { Size = size }, mirrors.Select(m => Named(m) with { AsksForToken = true }));
        Console.WriteLine(string.Join(' ', farm.Mirrors.Select(m => m.Port)));
        await Console.In.ReadToEndAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Behaviour Named(string name) => name switch
    {
        "refused" => new Behaviour { Refused = true },
        "hole" => new Behaviour { Trap = new BlackHoleTrap() },
        "drip" => new Behaviour { BytesPerSecond = 512 },
        "500" => new Behaviour { Trap = new StatusTrap(500) },
        _ => new Behaviour { Delay = TimeSpan.FromMilliseconds(int.Parse(name)) },
    };
}

/// <summary>A scratch home whose policy lists the farm's mirrors for one ecosystem.</summary>
internal sealed class World
{
    private readonly string _folder;
    private readonly string _ecosystem;
    private readonly Farm _farm;
    private readonly string? _tool;
    private int _runs;

    public World(string folder, string ecosystem, Farm farm, string? tool)
    {
        (_folder, _ecosystem, _farm, _tool) = (folder, ecosystem, farm, tool);
        Directory.CreateDirectory(Path.Combine(folder, ".git"));
        File.WriteAllText(PolicyFile, Policy());
        // Curl is given the token that the probe has to fetch.
        var token = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes($"repository:{farm.Packages.Image}:pull"));
        File.WriteAllText(CurlFile, $"header = \"Authorization: Bearer farm-{token}\"\n" + string.Concat(farm.Ports.SelectMany(Urls).Select(u => $"url = \"{u}\"\noutput = /dev/null\n")));
    }

    /// <summary>What the last probe answered.</summary>
    public JsonNode? Last { get; private set; }

    private string PolicyFile => Path.Combine(_folder, "mirrors.yaml");

    private string CurlFile => Path.Combine(_folder, "curl");

    /// <summary>Seconds.</summary>
    public double Curl() => Run("curl", ["-Z", "--parallel-immediate", "--parallel-max", "300", "-s", "--max-time", "2", "-K", CurlFile]).Seconds;

    /// <summary>Seconds.</summary>
    public double Probe()
    {
        var (seconds, output, _) = Run(_tool!, ProbeArguments);
        Last = JsonNode.Parse(output)!;
        return seconds;
    }

    /// <summary>In a run of its own, since looking at it again and again takes time away.</summary>
    public double PeakMiB() => Run(_tool!, ProbeArguments, looksAtMemory: true).PeakKiB / 1024.0;

    private string[] ProbeArguments => ["probe", "--all", "--only", _ecosystem, "--format", "json", "--policy", PolicyFile];

    private (double Seconds, string Output, long PeakKiB) Run(string program, string[] arguments, bool looksAtMemory = false)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToList())
            start.Environment.Remove(name);
        start.Environment["HOME"] = _folder;
        // A mirror that has failed too often rests; each run is the first.
        start.Environment["XDG_CACHE_HOME"] = start.Environment["XDG_STATE_HOME"] = Path.Combine(_folder, $"run{_runs++}");
        var clock = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = looksAtMemory ? Peak(process) : 0;
        process.WaitForExit();
        var seconds = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        if (program == _tool && !output.Result.StartsWith('{'))
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {process.ExitCode}\n{output.Result}{error.Result}");
        return (seconds, output.Result, peak);
    }

    // What the kernel says while it lives: what it says afterwards counts the process that started it as well.
    private static long Peak(Process process)
    {
        var peak = 0L;
        while (!process.HasExited)
        {
            try
            {
                var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
                peak = line is null ? peak : Math.Max(peak, long.Parse(line["VmHWM:".Length..^"kB".Length]));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                break;
            }
            Thread.Sleep(2);
        }
        return peak;
    }

    private static bool IsForeign(string name) =>
        name.StartsWith("DEVMIRRORS", StringComparison.OrdinalIgnoreCase) || name.StartsWith("XDG_", StringComparison.Ordinal) || name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase);

    private string Policy() => $$"""
        version: 1
        probe:
          timeout: 2s
          sentinels:
            go: { name: {{_farm.Packages.GoModule}}, version: v1.2.0, sum: "{{_farm.Packages.Good.GoSum("1.2.0")}}" }
            npm: { name: {{_farm.Packages.Npm}}, version: 1.2.0, sum: "{{_farm.Packages.Good.NpmIntegrity("1.2.0")}}" }
            nuget: { name: {{_farm.Packages.NuGet}}, version: 1.2.0, sum: "{{_farm.Packages.Good.NuGetHash("1.2.0")}}" }
            docker: { name: {{_farm.Packages.Image}}, version: 1.2.0, sum: "{{_farm.Packages.Good.ImageDigest("1.2.0")}}" }
        regions:
          here:
            default: true
            {{_ecosystem}}: [{{string.Join(", ", _farm.Ports.Select((_, i) => Id(i)))}}]
        mirrors:
        {{string.Concat(_farm.Ports.Select((port, i) => $"  {Id(i)}: {{ ecosystem: {_ecosystem}, url: \"{Address(port)}\", private: true, insecure: true }}\n"))}}
        """;

    private string Id(int index) => $"m{index}-{_farm.Mirrors[index]}";

    private string Address(string port) => $"http://127.0.0.1:{port}" + _ecosystem switch { "go" => "/go", "npm" => "/npm/", "nuget" => "/nuget/v3/index.json", _ => "" };

    private IEnumerable<string> Urls(string port)
    {
        var packages = _farm.Packages;
        var module = $"/go/{packages.GoModule}/@v";
        string[] paths = _ecosystem switch
        {
            "go" => [$"{module}/list", $"{module}/v1.2.0.info", $"{module}/v1.2.0.mod", $"{module}/v1.2.0.zip", "/go/sumdb/sum.golang.org/supported"],
            "npm" => ["/npm/-/ping", $"/npm/{packages.Npm}", $"/npm/{packages.Npm}/-/{packages.Npm}-1.2.0.tgz"],
            "nuget" => ["/nuget/v3/index.json", "/nuget/v3/flat/farm.demo/index.json", "/nuget/v3/flat/farm.demo/1.2.0/farm.demo.1.2.0.nupkg", "/nuget/v3/vulnerabilities/index.json"],
            _ => ["/v2/", "/token", $"/v2/{packages.Image}/manifests/1.2.0", $"/v2/{packages.Image}/blobs/{packages.Good.LayerDigest("1.2.0")}"],
        };
        return paths.Select(p => $"http://127.0.0.1:{port}{p}");
    }
}
