// What the hook costs `dotnet build` where nothing has changed.
//   bash eng/bench/build.sh      builds what it needs and runs this file
// Arguments: the devmirrors whose vendored folder is measured, pairs (default 15).
#:property PublishAot=false
#:package MSBuild.StructuredLogger@2.3.244
#:property ManagePackageVersionsCentrally=false
#:property NoWarn=NU1603

using System.Diagnostics;
using System.Globalization;
using Microsoft.Build.Logging.StructuredLogger;
using LogTask = Microsoft.Build.Logging.StructuredLogger.Task;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var tool = Path.GetFullPath(args[0]);
var pairs = args.Length > 1 ? int.Parse(args[1]) : 15;
var scratch = Directory.CreateTempSubdirectory("dm-bench-").FullName;
try
{
    OneProject();
    FiftyProjects();
}
finally
{
    Directory.Delete(scratch, recursive: true);
}

void OneProject()
{
    var repository = Repository("one", 1);
    string[] with = ["build", "P0", "-v:q", "-nologo", "-nodeReuse:false"];
    string[] without = [.. with, "-p:DevMirrorsEnabled=false"];
    // Both have a restore of their own behind them before anything is timed: the properties are part of what NuGet compares.
    Run(repository, without);
    Run(repository, with);
    Run(repository, with);
    var ratios = new List<double>();
    var (on, off) = (new List<double>(), new List<double>());
    for (var pair = 0; pair < pairs; pair++)
    {
        // Which comes first alternates, so that a drifting machine favours neither.
        var (first, second) = pair % 2 == 0 ? (with, without) : (without, with);
        var (a, b) = (Time(repository, first), Time(repository, second));
        on.Add(pair % 2 == 0 ? a : b);
        off.Add(pair % 2 == 0 ? b : a);
        ratios.Add(on[^1] / off[^1]);
    }
    ratios.Sort();
    Console.WriteLine($"1 project    {Median(on):0} ms with the hook, {Median(off):0} ms without: median of {pairs} paired ratios {Median(ratios):0.000}, quartiles {ratios[ratios.Count / 4]:0.000} to {ratios[ratios.Count * 3 / 4]:0.000} (bound 1.03)");
}

void FiftyProjects()
{
    var repository = Repository("fifty", 50);
    Run(repository, "build", "All.slnx", "-v:q", "-nologo", "-nodeReuse:false");
    foreach (var (name, prepare) in new (string, Action)[] { ("no-op", () => { }), ("new policy", () => File.AppendAllText(Path.Combine(repository, "mirrors.yaml"), "# changed\n")) })
    {
        prepare();
        var log = Path.Combine(scratch, "log.binlog");
        Run(repository, "build", "All.slnx", "-v:q", "-nologo", "-nodeReuse:false", $"-bl:{log}");
        var build = BinaryLog.ReadBuild(log);
        var (tasks, reads) = (new List<LogTask>(), 0);
        build.VisitAllChildren<LogTask>(t => { if (t.Name == "ApplyMirrors") tasks.Add(t); });
        build.VisitAllChildren<Message>(m => reads += m.Text.StartsWith("devmirrors: read ", StringComparison.Ordinal) ? 1 : 0);
        var nodes = tasks.GroupBy(t => t.NodeId).ToList();
        var hits = nodes.SelectMany(n => n.OrderBy(t => t.StartTime).Skip(1)).Select(t => t.Duration.TotalMilliseconds).Order().ToList();
        var sum = tasks.Sum(t => t.Duration.TotalMilliseconds);
        Console.WriteLine($"50 projects  {name}: {tasks.Count} calls in {nodes.Count} processes, policy read {reads} times, first calls {string.Join(", ", nodes.Select(n => $"{n.MinBy(t => t.StartTime)!.Duration.TotalMilliseconds:0}"))} ms, "
            + $"further ones median {Median(hits):0.0} ms, 95th {hits[(int)(hits.Count * 0.95)]:0.0} ms (bound 2); {sum:0} ms of {build.Duration.TotalMilliseconds:0} ms: {sum / build.Duration.TotalMilliseconds:0.0%} (bound 1 %)");
    }
}

string Repository(string name, int projects)
{
    var folder = Directory.CreateDirectory(Path.Combine(scratch, name)).FullName;
    Directory.CreateDirectory(Path.Combine(folder, ".git"));
    Directory.CreateDirectory(Path.Combine(folder, "feed"));
    File.WriteAllText(Path.Combine(folder, "nuget.config"), "<configuration><packageSources><clear /><add key=\"up\" value=\"feed\" /></packageSources></configuration>");
    File.WriteAllText(Path.Combine(folder, "mirrors.yaml"), "version: 1\nregions:\n  here:\n    default: true\n    nuget: { mirrors: [m], replaces: up }\nmirrors:\n  m: { ecosystem: nuget, url: \"http://127.0.0.1:9/v3/index.json\", private: true, insecure: true }\n");
    for (var i = 0; i < projects; i++)
    {
        var project = Directory.CreateDirectory(Path.Combine(folder, $"P{i}")).FullName;
        File.WriteAllText(Path.Combine(project, $"P{i}.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup></Project>");
        File.WriteAllText(Path.Combine(project, "C.cs"), $"public class C{i} {{ }}\n");
    }
    File.WriteAllText(Path.Combine(folder, "All.slnx"), $"<Solution>{string.Concat(Enumerable.Range(0, projects).Select(i => $"<Project Path=\"P{i}/P{i}.csproj\" />"))}</Solution>");
    Start(tool, folder, ["init", "--msbuild"]);
    return folder;
}

void Run(string folder, params string[] arguments) => Start("dotnet", folder, arguments);

double Time(string folder, string[] arguments)
{
    var clock = Stopwatch.GetTimestamp();
    Run(folder, arguments);
    return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
}

void Start(string program, string folder, string[] arguments)
{
    var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
    start.Environment["HOME"] = start.Environment["DOTNET_CLI_HOME"] = scratch;
    start.Environment["DOTNET_NOLOGO"] = "1";
    foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || k.StartsWith("DEVMIRRORS_", StringComparison.Ordinal)).ToList())
        start.Environment.Remove(name);
    using var process = Process.Start(start)!;
    var error = process.StandardError.ReadToEndAsync();
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    if (process.ExitCode != 0)
        throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{output}\n{error.Result}");
}

static double Median(List<double> values)
{
    var sorted = values.Order().ToList();
    return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
}
