using System.Collections;
using System.Runtime.InteropServices;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Reads the machine that this process runs on: the only place that looks at the environment, the clock's zone, the user and the current folder.</summary>
internal static partial class ThisMachine
{
    public static Machine Read()
    {
        var os = OperatingSystem.IsWindows() ? OsKind.Windows : OperatingSystem.IsMacOS() ? OsKind.MacOS : OsKind.Linux;
        var environment = ReadEnvironment(os);
        var machine = new Machine
        {
            Os = os,
            Home = "",
            CurrentFolder = CurrentFolder(),
            Environment = environment,
            UserId = OperatingSystem.IsWindows() ? null : EffectiveUserId(),
            IsContainer = os == OsKind.Linux && IsContainer(environment),
            IsWsl = os == OsKind.Linux && ReadOrEmpty("/proc/version").Contains("microsoft", StringComparison.OrdinalIgnoreCase),
        };
        return machine with
        {
            // A relative one would be another folder wherever somebody stands.
            Home = machine.Variable(os == OsKind.Windows ? "USERPROFILE" : "HOME") is { } home && Path.IsPathFullyQualified(home) ? home : "",
            TimeZone = ZoneOf(machine),
            HangUp = UnixFile.HangUp,
            SearchPath = (machine.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        };
    }

    // Somebody may have deleted the folder that they stand in.
    private static string CurrentFolder()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            return Path.GetPathRoot(AppContext.BaseDirectory)!;
        }
    }

    private static Dictionary<string, string> ReadEnvironment(OsKind os)
    {
        var variables = new Dictionary<string, string>(os == OsKind.Windows ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        return variables;
    }

    // The names first: TimeZoneInfo knows a zone only where its data is installed, and slim images set TZ without having it;
    // for a /etc/localtime that is a copy it would compare every zone file.
    private static string ZoneOf(Machine machine)
    {
        if (machine.Os == OsKind.Windows)
            return TimeZoneInfo.Local.Id;
        if (machine.Variable("TZ") is { } variable)
            return AfterZoneInfo(variable.TrimStart(':'));
        if (new FileInfo("/etc/localtime").LinkTarget is { } link && link.Contains(ZoneFolder, StringComparison.Ordinal))
            return AfterZoneInfo(link);
        var named = ReadOrEmpty("/etc/timezone").Trim();
        return named.Length > 0 ? named : TimeZoneInfo.Local.Id;
    }

    private const string ZoneFolder = "zoneinfo/";

    private static string AfterZoneInfo(string path)
    {
        var at = path.LastIndexOf(ZoneFolder, StringComparison.Ordinal);
        return at < 0 ? path : path[(at + ZoneFolder.Length)..];
    }

    private static bool IsContainer(Dictionary<string, string> environment) =>
        File.Exists("/.dockerenv")
        || File.Exists("/run/.containerenv")
        || environment.ContainsKey("KUBERNETES_SERVICE_HOST")
        || environment.GetValueOrDefault("container") is { Length: > 0 }
        || HasContainerCgroup(ReadOrEmpty("/proc/1/cgroup"));

    private static bool HasContainerCgroup(string cgroup) =>
        cgroup.Contains("/docker", StringComparison.Ordinal)
        || cgroup.Contains("/kubepods", StringComparison.Ordinal)
        || cgroup.Contains("/containerd", StringComparison.Ordinal)
        || cgroup.Contains("/libpod", StringComparison.Ordinal)
        || cgroup.Contains("/lxc", StringComparison.Ordinal);

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUserId();
}
