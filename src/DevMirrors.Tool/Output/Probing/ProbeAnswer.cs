using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>What the probes found: a ranked table per ecosystem, and the reason of every verdict that is not healthy.</summary>
/// <param name="Report">Null where nothing could be probed: the diagnostics say why.</param>
/// <param name="Region">Null where the mirrors are not those of one region.</param>
/// <param name="Title">The first line for people, instead of the region and its reason.</param>
internal sealed record ProbeAnswer(ProbeReport? Report, ResolvedRegion? Region, Outcome Outcome, string? Title = null) : IAnswer
{
    public void WriteHuman(Request request)
    {
        if (Report is null)
            return;
        if (request.Verbosity == Verbosity.Quiet)
            WriteBad(Report, request.Terminal);
        else
            WriteTables(Report, request);
    }

    public string ToJson(Request request) => Json.Of(ProbeShapes.Of(Report, Region, request.Found), JsonShapes.Default.ProbeShape);

    private static void WriteBad(ProbeReport report, Terminal terminal)
    {
        foreach (var mirror in report.Mirrors.Where(m => !m.Verdict.IsGood()))
            terminal.Line(terminal.Out, $"{mirror.Ecosystem} {ProbeText.Clean(mirror.Id)} {Json.Word(mirror.Verdict)}: {ProbeText.Reason(mirror)}", ProbeTable.Style(mirror.Verdict));
    }

    private void WriteTables(ProbeReport report, Request request)
    {
        var terminal = request.Terminal;
        if ((Title ?? RegionLine()) is { } title)
            WriteWrapped(title, terminal);
        foreach (var (ecosystem, mirrors) in ProbeText.InRankOrder(report))
        {
            terminal.Line(terminal.Out, "");
            WriteWrapped(Heading(ecosystem, report), terminal, "bold");
            ProbeTable.Write(mirrors, terminal);
            foreach (var line in Further(mirrors, request))
                terminal.Line(terminal.Out, line.Text, line.Style);
        }
        terminal.Line(terminal.Out, "");
        WriteWrapped(ProbeText.Summary(report), terminal);
    }

    private static void WriteWrapped(string text, Terminal terminal, string style = "")
    {
        foreach (var line in ProbeDetails.Wrap(text, terminal.Width, "  "))
            terminal.Line(terminal.Out, line, style);
    }

    private string? RegionLine() => Region is { } region ? $"region {region.Region.Name}, because {region.Because}" : null;

    private static string Heading(string ecosystem, ProbeReport report) =>
        report.Reference.TryGetValue(ecosystem, out var reference) ? $"{ecosystem}, freshness compared with {ProbeText.Clean(reference)}" : ecosystem;

    private static IEnumerable<(string Text, string Style)> Further(IReadOnlyList<Ranked> mirrors, Request request) =>
        request.Verbosity == Verbosity.Detailed
            ? mirrors.SelectMany(m => ProbeDetails.Of(m.Mirror, request.Terminal.Width))
            : mirrors.Where(m => m.Mirror.Verdict != Verdict.Healthy).SelectMany(m => ProbeDetails.Reason(m.Mirror, request.Terminal.Width));
}
