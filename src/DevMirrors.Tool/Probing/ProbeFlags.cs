using System.CommandLine;
using System.Globalization;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>The options of <c>probe</c>, judged so that a wrong one is a diagnostic like any other.</summary>
internal sealed class ProbeFlags
{
    public Option<bool> All { get; } = new("--all") { Description = "The mirrors of every region, not only of this machine's" };

    public Option<string[]> Mirror { get; } = CommonOptions.Listed("--mirror", "ID", "Only this mirror of the policy; may be repeated. Asked even while it rests");

    public Option<string> Timeout { get; } = CommonOptions.Named("--timeout", "DURATION", "How long a mirror may take: 500ms, 2s (default, or the policy's)");

    public Option<string> Samples { get; } = CommonOptions.Named("--samples", "N", "Times to the first byte that are taken of each mirror, 1 to 20 (default 3)");

    public Option<string> Concurrency { get; } = CommonOptions.Named("--concurrency", "N", "Mirrors asked at the same time, 1 to 512 (default 128)");

    public Option<string> Report { get; } = CommonOptions.Named("--report", "FILE", "Write what was found as one HTML page as well");

    public IEnumerable<Option> Each => [All, Mirror, Timeout, Samples, Concurrency, Report];

    public ProbeOptions Read(ParseResult parsed, Policy policy) => ProbeOptions.Of(
        policy, Text(parsed, Timeout) is { } timeout ? Durations.Parse(timeout) : null, Number(parsed, Samples), Number(parsed, Concurrency));

    /// <summary>Adds what is wrong.</summary>
    public void Check(ParseResult parsed, DiagnosticBag found)
    {
        if (Text(parsed, Timeout) is { } timeout && (Durations.Parse(timeout) is not { Ticks: > 0 } time || time > ProbeOptions.LongestTimeout))
            found.Add(Diagnose.BadNumber(Timeout.Name, timeout, "a duration of at most 5 minutes, such as `500ms` or `2s`"));
        CheckRange(parsed, Samples, 20, found);
        CheckRange(parsed, Concurrency, 512, found);
    }

    public static string? Text(ParseResult parsed, Option option) => Texts(parsed, option) is [.., var last] ? last : null;

    public static IReadOnlyList<string> Texts(ParseResult parsed, Option option) => [.. parsed.GetResult(option)?.Tokens.Select(t => t.Value) ?? []];

    private static void CheckRange(ParseResult parsed, Option option, int most, DiagnosticBag found)
    {
        if (Text(parsed, option) is { } text && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most))
            found.Add(Diagnose.BadNumber(option.Name, text, $"a whole number from 1 to {most}"));
    }

    private static int? Number(ParseResult parsed, Option option) => Text(parsed, option) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;
}
