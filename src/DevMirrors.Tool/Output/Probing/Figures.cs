using System.Globalization;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Numbers as people write them: <c>38 ms</c>, <c>2.4 MiB/s</c>, <c>3 d 4 h</c>; <c>-</c> for one that is not known.</summary>
internal static class Figures
{
    public const string Unknown = "-";

    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB"];

    public static string Time(TimeSpan? time) => time switch
    {
        null => Unknown,
        { TotalMilliseconds: < 0.5 } => "< 1 ms",
        { TotalMilliseconds: < 999.5 } t => Invariant($"{t.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 9.95 } t => Invariant($"{t.TotalSeconds:0.0} s"),
        { TotalSeconds: < 119.5 } t => Invariant($"{t.TotalSeconds:0} s"),
        _ => Span(time),
    };

    /// <summary>The two largest units of a long time; <c>none</c> for zero.</summary>
    public static string Span(TimeSpan? span) => span switch
    {
        null => Unknown,
        { TotalSeconds: < 1 } => "none",
        { TotalMinutes: < 1 } t => $"{t.Seconds} s",
        { TotalHours: < 1 } t => $"{t.Minutes} min",
        { TotalDays: < 1 } t => Both(t.Hours, "h", t.Minutes, "min"),
        { } t => Both(t.Days, "d", t.Hours, "h"),
    };

    public static string Bytes(double bytes)
    {
        var unit = 0;
        for (; bytes >= 999.5 && unit < Units.Length - 1; unit++)
            bytes /= 1024;
        return unit > 0 && bytes < 9.95 ? Invariant($"{bytes:0.0} {Units[unit]}") : Invariant($"{bytes:0} {Units[unit]}");
    }

    public static string Rate(double? bytesPerSecond) =>
        bytesPerSecond is { } rate && double.IsFinite(rate) ? $"{Bytes(rate)}/s" : Unknown;

    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    /// <summary>Until a first byte came over a new connection: every step there was; null where none came.</summary>
    public static TimeSpan? UntilFirstByte(Phases phases) =>
        phases.FirstByte is { } first ? (phases.Resolve ?? default) + (phases.Connect ?? default) + (phases.Tls ?? default) + first : null;

    private static string Both(int large, string unit, int small, string smallUnit) => small == 0 ? $"{large} {unit}" : $"{large} {unit} {small} {smallUnit}";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
