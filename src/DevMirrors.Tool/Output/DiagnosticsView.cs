using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Says what the steps reported.</summary>
internal static class DiagnosticsView
{
    public static void WriteForPeople(Request request)
    {
        var shown = request.Found.Skip(request.Told).Where(d => request.Verbosity != Verbosity.Quiet || d.Severity != Severity.Info);
        foreach (var diagnostic in shown)
            Write(diagnostic, request.Terminal);
        request.Told = request.Found.Count;
        request.Terminal.Error.Flush();
    }

    public static void Write(Diagnostic diagnostic, Terminal terminal)
    {
        var place = diagnostic.Place is { } p ? p with { File = terminal.Short(p.File) } : null;
        var line = Secrets.Mask((diagnostic with { Place = place }).ToString());
        terminal.Line(terminal.Error, terminal.Shorten(line), Style(diagnostic.Severity));
        if (diagnostic.Hint is { } hint)
            terminal.Line(terminal.Error, $"  hint: {terminal.Shorten(Secrets.Mask(hint))}");
    }

    /// <summary>The form that MSBuild, editors and CI systems link, full paths, one line each.</summary>
    public static void WriteForMsBuild(Request request)
    {
        foreach (var diagnostic in request.Found)
            request.Terminal.Out.WriteLine(MsBuildLine(diagnostic));
    }

    public static string MsBuildLine(Diagnostic diagnostic) => MsBuildText(diagnostic with { Message = diagnostic.ToString() });

    public static string MsBuildText(Diagnostic diagnostic) =>
        Visible.Of(Secrets.Mask(diagnostic.Message + (diagnostic.Hint is { } hint ? $" ({hint})" : "")));

    private static string Style(Severity severity) => severity switch
    {
        Severity.Error => "red",
        Severity.Warning => "yellow",
        _ => "",
    };
}
