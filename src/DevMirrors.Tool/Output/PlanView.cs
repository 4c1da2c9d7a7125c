using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Shows plans to people: the region and its reason, then each file's difference.</summary>
internal static class PlanView
{
    public static void Write(Plan plan, Request request, TextWriter writer, string nothingToDo)
    {
        var terminal = request.Terminal;
        if (request.Verbosity == Verbosity.Quiet)
            return;
        WriteRegion(plan, terminal, writer);
        foreach (var edit in plan.Edits.Where(e => e.Action != EditAction.None || request.Verbosity == Verbosity.Detailed))
            WriteEdit(edit, terminal, writer);
        if (!plan.HasChanges)
            terminal.Line(writer, nothingToDo);
    }

    public static void WriteResults(ApplyReport applied, Request request, string writtenWord, string nothingToDo)
    {
        if (request.Verbosity == Verbosity.Quiet)
            return;
        var shown = applied.Edits.Where(e => e.Result != EditResult.Unchanged || request.Verbosity == Verbosity.Detailed).ToList();
        foreach (var edit in shown)
            request.Terminal.Line(request.Terminal.Out, $"{Word(edit.Result, writtenWord),-9} {edit.Edit.Ecosystem,-6} {request.Terminal.Short(edit.Edit.Path)}", Style(edit.Result));
        if (shown.Count == 0)
            request.Terminal.Line(request.Terminal.Out, nothingToDo);
    }

    private static string Word(EditResult result, string writtenWord) => result == EditResult.Written ? writtenWord : Json.Word(result);

    private static void WriteRegion(Plan plan, Terminal terminal, TextWriter writer)
    {
        if (plan.Selection is { Region: var region })
            terminal.Line(writer, $"region {region.Region.Name}, because {region.Because}");
    }

    private static void WriteEdit(FileEdit edit, Terminal terminal, TextWriter writer)
    {
        terminal.Line(writer, "");
        terminal.Line(writer, $"{edit.Ecosystem}: {Deed(edit)} {terminal.Short(edit.Path)}", "bold");
        foreach (var change in edit.Changes)
            terminal.Line(writer, $"  {change.Key}: {terminal.Shorten(change.Because)}{Taken(change, terminal)}");
        foreach (var line in UnifiedDiff.Render(edit).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            terminal.Line(writer, $"  {terminal.Shorten(line.TrimEnd('\r'))}", DiffStyle(line));
    }

    private static string Deed(FileEdit edit) => edit switch
    {
        { IsRefused: true } => "leave alone",
        { Action: EditAction.None } => "in step:",
        { Action: EditAction.Create } => "create",
        { Action: EditAction.Delete } => "delete",
        _ => "change",
    };

    private static string Taken(SettingChange change, Terminal terminal) => change.TakenFrom switch
    {
        null => "",
        SettingChange.SetByHand => ", replacing a value that was set by hand",
        var owner => $", replacing the value of {terminal.Full(owner)}",
    };

    private static string DiffStyle(string line) => line[0] switch
    {
        '+' => "green",
        '-' => "red",
        '@' => "blue",
        _ => "",
    };

    private static string Style(EditResult result) => result switch
    {
        EditResult.Written => "green",
        EditResult.Refused or EditResult.Failed => "red",
        _ => "",
    };
}
