using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Shows people what the checks found: a line for each check, and below it each finding with its fix.</summary>
internal static class DoctorView
{
    public static void Write(IReadOnlyList<CheckFinding> findings, Request request)
    {
        var terminal = request.Terminal;
        var shown = request.Verbosity == Verbosity.Quiet ? [.. findings.Where(f => f.IsOpen)] : findings;
        foreach (var ecosystem in shown.GroupBy(f => f.Ecosystem))
        {
            terminal.Line(terminal.Out, ecosystem.Key, "bold");
            foreach (var check in ecosystem.GroupBy(f => f.Check))
                WriteCheck(check.Key, [.. check], terminal);
        }
        if (request.Verbosity != Verbosity.Quiet)
            terminal.Line(terminal.Out, Sum(findings));
    }

    /// <summary>What a fix would do, before somebody agrees to it.</summary>
    public static void WriteMends(IReadOnlyList<Mend> mends, Plan plan, Terminal terminal)
    {
        terminal.Line(terminal.Error, "doctor would", "bold");
        foreach (var mend in mends)
            terminal.Line(terminal.Error, $"  {terminal.Shorten(mend.What)}");
        foreach (var line in mends.OfType<Mend.Finish>().SelectMany(m => m.Edits).Concat(plan.Edits).SelectMany(e => UnifiedDiff.Render(e).Split('\n', StringSplitOptions.RemoveEmptyEntries)))
            terminal.Line(terminal.Error, $"  {terminal.Shorten(line)}", line[0] switch { '+' => "green", '-' => "red", _ => "" });
    }

    private static void WriteCheck(string id, List<CheckFinding> findings, Terminal terminal)
    {
        var worst = findings.Max(Weight);
        var isPlain = findings.Count == 1 && findings[0].Status == CheckStatus.Ok;
        terminal.Line(terminal.Out, $"  {Mark(worst)} {Json.Word(worst),-7}  {id}{(isPlain ? $": {Shown(findings[0].Message, terminal)}" : "")}", Style(worst));
        foreach (var finding in isPlain ? [] : findings)
            WriteFinding(finding, terminal);
    }

    private static void WriteFinding(CheckFinding finding, Terminal terminal)
    {
        var place = finding.Place is { } p ? $"{p with { File = terminal.Short(p.File) }}: " : "";
        terminal.Line(terminal.Out, $"      {place}{Shown(finding.Message, terminal)}");
        if (finding.IsFixed)
            terminal.Line(terminal.Out, "      fixed", "green");
        else if (finding.Hint is { } hint)
            terminal.Line(terminal.Out, $"      fix: {Shown(hint, terminal)}{(finding.Mend is null ? "" : " (or `devmirrors doctor --fix`)")}");
    }

    private static string Sum(IReadOnlyList<CheckFinding> findings)
    {
        var open = findings.Where(f => f.IsOpen).ToList();
        var fixedHere = findings.Count(f => f.IsFixed);
        var fixable = open.Count(f => f.Mend is not null);
        var mended = fixedHere == 0 ? "" : $"{fixedHere} fixed; ";
        return open.Count == 0
            ? $"{mended}nothing is left to mend"
            : $"{mended}{open.Count} to mend{(fixable == 0 ? "" : $"; `devmirrors doctor --fix` mends {fixable} of these")}";
    }

    // What is mended weighs no more than news.
    private static CheckStatus Weight(CheckFinding finding) => finding.IsFixed ? CheckStatus.Info : finding.Status;

    private static string Shown(string text, Terminal terminal) => Secrets.Mask(terminal.Shorten(text));

    private static string Mark(CheckStatus status) => status switch
    {
        CheckStatus.Ok => "✓",
        CheckStatus.Info => "·",
        CheckStatus.Warning => "!",
        _ => "✗",
    };

    private static string Style(CheckStatus status) => status switch
    {
        CheckStatus.Error => "red",
        CheckStatus.Warning => "yellow",
        _ => "",
    };
}
