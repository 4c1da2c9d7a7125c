using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace DevMirrors.Config;

/// <summary>
/// A hash over everything that an overlay was made from, and the names of it, so that a build that changes nothing reads no YAML.
/// It guards time, not trust: whoever can write obj/ can write the overlay itself. So it is the quickest hash to start, not the strongest.
/// </summary>
public static class BuildStamp
{
    private const string Format = "devmirrors-stamp 1";

    /// <summary>Whether nothing has changed for this project since its overlay was written.</summary>
    public static bool IsCurrent(string path, BuildOptions options, Machine machine) => Read(path) is { } stamp && IsCurrent(stamp, 'E', options, machine) && IsCurrent(stamp, 'P', options, machine);

    /// <summary>Whether nothing has changed that all projects share.</summary>
    public static bool IsCurrentEverywhere(string path, BuildOptions options, Machine machine) => Read(path) is { } stamp && IsCurrent(stamp, 'E', options, machine);

    internal static string Compose(BuildOptions options, Machine machine, BuildWatch watch)
    {
        string[] lines =
        [
            .. watch.Everywhere.Files.Distinct().Select(f => $"EF{f}"), .. watch.Everywhere.Variables.Select(v => $"EV{v}"),
            .. watch.Project.Files.Distinct().Select(f => $"PF{f}"), .. watch.Project.Variables.Select(v => $"PV{v}"),
        ];
        string[] stamp = [Format, "", "", .. lines];
        stamp[1] = Hash(stamp, 'E', options, machine);
        stamp[2] = Hash(stamp, 'P', options, machine);
        return string.Join('\n', stamp);
    }

    private static string[]? Read(string path)
    {
        try
        {
            return File.Exists(path) && File.ReadAllLines(path) is { Length: > 3 } stamp && stamp[0] == Format ? stamp : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsCurrent(string[] stamp, char part, BuildOptions options, Machine machine) =>
        stamp[part == 'E' ? 1 : 2] == Hash(stamp, part, options, machine);

    private static string Hash(string[] stamp, char part, BuildOptions options, Machine machine)
    {
        var text = new StringBuilder();
        text.Append(typeof(BuildStamp).Module.ModuleVersionId).Append('\n').Append(PolicyHash(options.PolicyPath)).Append('\n').Append(options.PolicyPath).Append('\n')
            .Append(options.Mode).Append('\n').Append(options.Region).Append('\n').Append(Joined(options.Only)).Append('\n').Append(Joined(options.Skip)).Append('\n')
            .Append(machine.TimeZone).Append('\n');
        for (var i = 3; i < stamp.Length; i++)
        {
            var line = stamp[i];
            if (line.Length < 2 || line[0] != part)
                continue;
            text.Append(line).Append('=');
            if (line[1] == 'F')
                AppendFile(text, line[2..]);
            else
                AppendVariable(text, line[2..], machine);
            text.Append('\n');
        }
        return Fnv(MemoryMarshal.AsBytes(text.ToString().AsSpan()));
    }

    private static string Joined(IReadOnlyList<string>? names) => names is null ? "-" : string.Join(',', names);

    private static string PolicyHash(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= PolicyText.MaxBytes } ? Fnv(File.ReadAllBytes(path)) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static void AppendFile(StringBuilder text, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            var info = new FileInfo(path);
            text.Append(info.Exists ? info.Length : -1).Append(' ').Append(info.LastWriteTimeUtc.Ticks);
        }
        else if (FileStatus.Read(path, followLinks: true) is { } status)
            text.Append(status.Size).Append(' ').Append(status.Modified.Seconds).Append('.').Append(status.Modified.Nanoseconds);
    }

    // FNV-1a, 64 bit: http://www.isthe.com/chongo/tech/comp/fnv/
    private static string Fnv(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037;
        foreach (var value in bytes)
            hash = (hash ^ value) * 1099511628211;
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    // A value is only ever hashed, together with everything else.
    private static void AppendVariable(StringBuilder text, string name, Machine machine)
    {
        if (!name.EndsWith('*'))
            text.Append(machine.Variable(name));
        else
            foreach (var known in machine.Environment.Keys.Where(k => k.StartsWith(name[..^1], StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"{known},");
    }
}
