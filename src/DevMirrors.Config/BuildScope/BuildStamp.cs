using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace DevMirrors.Config;

/// <summary>
/// A hash over everything that an overlay was made from, and the names of it, so that a build that changes nothing reads no YAML.
/// It guards time, not trust: whoever can write obj/ can write the overlay itself. So it is the quickest hash to start, not the strongest.
/// But a repository can hold an obj/ that its author has prepared, so a stamp counts only in the very folder that it was written for.
/// </summary>
public static class BuildStamp
{
    private const string Format = "devmirrors-stamp 2";
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Whether nothing has changed for this project since its overlay was written.</summary>
    public static bool IsCurrent(string path, BuildOptions options, Machine machine) => Read(path) is { } stamp && IsCurrent(path, stamp, 'E', options, machine) && IsCurrent(path, stamp, 'P', options, machine);

    /// <summary>Whether nothing has changed that all projects share.</summary>
    public static bool IsCurrentEverywhere(string path, BuildOptions options, Machine machine) => Read(path) is { } stamp && IsCurrent(path, stamp, 'E', options, machine);

    /// <param name="path">Where the stamp will be.</param>
    internal static string Compose(string path, BuildOptions options, Machine machine, BuildWatch watch)
    {
        string[] lines =
        [
            .. watch.Everywhere.Files.Distinct().Select(f => $"EF{f}"), .. watch.Everywhere.Variables.Select(v => $"EV{v}"),
            .. watch.Project.Files.Distinct().Select(f => $"PF{f}"), .. watch.Project.Variables.Select(v => $"PV{v}"),
        ];
        string[] stamp = [Format, "", "", .. lines];
        stamp[1] = Hash(path, stamp, 'E', options, machine);
        stamp[2] = Hash(path, stamp, 'P', options, machine);
        return string.Join('\n', stamp);
    }

    // A repository can hold a link of this name to a device that never ends.
    private static string[]? Read(string path)
    {
        try
        {
            return IsFile(path, MaxBytes, followLinks: false) && File.ReadAllLines(path) is { Length: > 3 } stamp && stamp[0] == Format ? stamp : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsFile(string path, int maxBytes, bool followLinks) => OperatingSystem.IsWindows()
        ? new FileInfo(path) is { Exists: true } info && info.Length <= maxBytes
        : FileStatus.Read(path, followLinks) is { Kind: FileKind.Regular } status && status.Size <= maxBytes;

    private static bool IsCurrent(string path, string[] stamp, char part, BuildOptions options, Machine machine) =>
        stamp[part == 'E' ? 1 : 2] == Hash(path, stamp, part, options, machine);

    private static string Hash(string path, string[] stamp, char part, BuildOptions options, Machine machine)
    {
        var text = new StringBuilder();
        text.Append(typeof(BuildStamp).Module.ModuleVersionId).Append('\n').Append(PolicyHash(options.PolicyPath)).Append('\n').Append(options.PolicyPath).Append('\n')
            .Append(options.Mode).Append('\n').Append(options.Region).Append('\n').Append(Joined(options.Only)).Append('\n').Append(Joined(options.Skip)).Append('\n')
            .Append(machine.TimeZone).Append('\n').Append(MadeHere(path)).Append('\n');
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
            return IsFile(path, PolicyText.MaxBytes, followLinks: true) ? Fnv(File.ReadAllBytes(path)) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // No checkout, copy or archive can choose when an inode changed.
    private static string MadeHere(string path)
    {
        var ours = OverlayFolder.IgnorePath(Path.GetDirectoryName(path)!);
        if (OperatingSystem.IsWindows())
            return new FileInfo(ours) is { Exists: true } info ? info.CreationTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture) : "";
        return FileStatus.Read(ours, followLinks: false) is { } status ? $"{status.Changed.Seconds}.{status.Changed.Nanoseconds}" : "";
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
