using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>What stands below a table: reasons, and on request everything that was measured.</summary>
internal static class ProbeDetails
{
    /// <summary><c>aliyun is stale: …</c>, broken at blanks to the terminal's width.</summary>
    public static IEnumerable<(string Text, string Style)> Reason(MirrorReport mirror, int width) =>
        Wrap($"  {ProbeText.Clean(mirror.Id)} is {Json.Word(mirror.Verdict)}: {ProbeText.Reason(mirror)}", width, "      ").Select(line => (line, ProbeTable.Style(mirror.Verdict)));

    public static IEnumerable<(string Text, string Style)> Of(MirrorReport mirror, int width)
    {
        var facts = new[] { ProbeText.Clean(mirror.Url), Phases(mirror.Phases), Traffic(mirror), Newest(mirror) }
            .Concat(mirror.Evidence.Select(ProbeText.Clean))
            .SelectMany(fact => Wrap($"      {fact}", width, "        "));
        return Reason(mirror, width).Concat(facts.Select(line => (line, "")));
    }

    public static string Phases(Phases phases) =>
        $"resolve {Figures.Time(phases.Resolve)}, connect {Figures.Time(phases.Connect)}, TLS {Figures.Time(phases.Tls)}, first byte {Figures.Time(phases.FirstByte)}";

    public static string Traffic(MirrorReport mirror) =>
        $"{(mirror.Protocol is { } protocol ? $"HTTP/{protocol}" : "no answer")}, {Figures.Count(mirror.Requests, "request")}, {Figures.Bytes(mirror.BytesRead)} in {Figures.Time(mirror.Took)}";

    private static string Newest(MirrorReport mirror) =>
        $"newest {(mirror.Newest is { } newest ? ProbeText.Clean(newest) : "not known")}"
        + (mirror.NewestTime is { } time ? $", out since {Figures.Instant(time)}" : "")
        + $", lag {Figures.Span(mirror.Lag)}";

    /// <summary>Lines of at most this width, broken at blanks.</summary>
    public static IEnumerable<string> Wrap(string text, int width, string indent)
    {
        while (text.Length > width)
        {
            var end = text.LastIndexOf(' ', width);
            // A word that is wider than a line, such as an address, stays whole: it can then be copied.
            if (end <= indent.Length)
                end = text.IndexOf(' ', width);
            if (end < 0)
                break;
            yield return text[..end];
            text = indent + text[(end + 1)..];
        }
        yield return text;
    }
}
