using System.Text.RegularExpressions;

namespace DevMirrors.Promises.Tests;

/// <summary>What strace wrote about one run.</summary>
internal static partial class Trace
{
    /// <summary>Every call by which files can change; strace skips those that this architecture lacks (<c>?</c>).</summary>
    public const string Calls =
        "?open,?openat,?write,?pwrite64,?writev,?pwritev,?fsync,?fdatasync,?ftruncate,?fallocate,?flock,?rename,?renameat,?renameat2,?link,?linkat,"
        + "?unlink,?unlinkat,?mkdir,?mkdirat,?rmdir,?chmod,?fchmod,?fchmodat,?chown,?fchown,?lchown,?fchownat,?fsetxattr,?fremovexattr";

    /// <summary>The calls that write below <paramref name="roots"/>, in order.</summary>
    public static IReadOnlyList<CallSite> Sites(string file, IReadOnlyList<string> roots)
    {
        var counts = new Dictionary<(string, string), int>();
        var sites = new List<CallSite>();
        foreach (var line in File.ReadLines(file))
        {
            if (Entry().Match(line) is not { Success: true } match)
                continue;
            var (thread, call, rest) = (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
            var when = counts[(thread, call)] = counts.GetValueOrDefault((thread, call)) + 1;
            if (Writes(call, rest) && Paths().Matches(Argument(call, rest)).Select(m => m.Groups[1].Value).FirstOrDefault(p => roots.Any(r => IsBelow(p, r))) is { } path)
                sites.Add(new CallSite(call, when, Path.GetDirectoryName(path)!));
        }
        return sites;
    }

    /// <summary>Every call that worked, in the order of their beginnings.</summary>
    public static IReadOnlyList<TracedCall> Done(string file)
    {
        var begun = new Dictionary<string, (string Call, string Arguments, int Line)>();
        var done = new List<TracedCall>();
        foreach (var (line, i) in File.ReadLines(file).Select((l, i) => (l, i)))
        {
            if (Entry().Match(line) is { Success: true } entry)
                begun[entry.Groups[1].Value] = (entry.Groups[2].Value, entry.Groups[3].Value, i);
            if (Failed().IsMatch(line) || Result().Match(line) is not { Success: true } result || !begun.Remove(result.Groups[1].Value, out var call))
                continue;
            // The folder that a relative path starts from is none, and so is what a descriptor that is opened leads to.
            var paths = Paths().Matches(Argument(call.Call, call.Arguments.Split(") = ")[0])).Select(m => m.Groups[1].Value);
            done.Add(new TracedCall(call.Call, [.. paths], call.Line, i));
        }
        return [.. done.OrderBy(c => c.Begin)];
    }

    /// <summary>How many calls strace has failed.</summary>
    public static int Injected(string file) => InjectedLines(file).Count();

    /// <summary>Whether strace has failed calls, and none but such as name something below the folder: it counts in each thread, and would fail others' calls as well.</summary>
    public static bool IsInjectedOnlyBelow(string file, string folder) =>
        InjectedLines(file).ToList() is { Count: > 0 } lines && lines.All(l => l.Contains(folder + "/", StringComparison.Ordinal));

    private static IEnumerable<string> InjectedLines(string file) => File.ReadLines(file).Where(l => l.Contains("(INJECTED)", StringComparison.Ordinal));

    // Opening for reading, and the shared locks that .NET takes while it reads, change nothing.
    private static bool Writes(string call, string rest) => call switch
    {
        "open" or "openat" => rest.Contains("O_CREAT", StringComparison.Ordinal),
        "flock" => rest.Contains("LOCK_EX", StringComparison.Ordinal),
        _ => true,
    };

    // What is written may speak of paths as well.
    private static string Argument(string call, string rest) => call is "write" or "pwrite64" ? rest.Split(", \"")[0] : rest;

    private static bool IsBelow(string path, string root) => path.StartsWith(root + "/", StringComparison.Ordinal);

    [GeneratedRegex(@"^(\d+) +([a-z_0-9]+)\((.*)$")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^(\d+) .*\) += \d")]
    private static partial Regex Result();

    [GeneratedRegex(@"\) += -1 E")]
    private static partial Regex Failed();

    // A path as an argument, or as what strace -y says of a descriptor. The folder that a relative path starts from is none.
    [GeneratedRegex("(?<!AT_FDCWD)[\"<](/[^\"<>]*)[\">]")]
    private static partial Regex Paths();
}
