using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>One cleaning and what became of it.</summary>
/// <param name="Size">Before; null where it is not known.</param>
/// <param name="ExitCode">Null where it was not run.</param>
/// <param name="IsRefused">What it would delete is not the client's alone, so that nobody is asked.</param>
internal sealed record CacheResult(CacheCleaning Cleaning, FolderSize? Size, int? ExitCode = null, bool IsRefused = false)
{
    public string Word => IsRefused ? "refused" : ExitCode switch { null => "skipped", 0 => "done", _ => "failed" };
}

/// <summary>The caches that were cleaned, or would have been.</summary>
internal sealed record CacheAnswer(IReadOnlyList<CacheResult> Results, Outcome Outcome) : IAnswer
{
    /// <summary>What is about to be run, and what each command deletes.</summary>
    public static void WriteIntent(IReadOnlyList<CacheResult> cleanings, Terminal terminal)
    {
        terminal.Line(terminal.Error, "devmirrors would run", "bold");
        foreach (var cleaning in cleanings)
        {
            terminal.Line(terminal.Error, $"  {cleaning.Cleaning.Command}");
            terminal.Line(terminal.Error, $"    deletes {cleaning.Cleaning.Effect}{Where(cleaning, terminal)}");
        }
    }

    public void WriteHuman(Request request)
    {
        if (request.Verbosity == Verbosity.Quiet)
            return;
        foreach (var result in Results)
            request.Terminal.Line(request.Terminal.Out, $"{result.Word,-8} {result.Cleaning.Command}", result.Word switch { "done" => "green", "failed" or "refused" => "red", _ => "" });
    }

    public string ToJson(Request request) => Json.Of(
        new CacheShape(1, [.. Results.Select(r => new CleaningShape(
            r.Cleaning.Ecosystem, r.Cleaning.Program, r.Cleaning.Command, r.Cleaning.Folder, r.Size is { IsWhole: true } size ? size.Bytes : null, r.Cleaning.Effect, r.ExitCode, r.Word))], Json.Of(request.Found)),
        JsonShapes.Default.CacheShape);

    private static string Where(CacheResult cleaning, Terminal terminal) =>
        $": {terminal.Full(cleaning.Cleaning.Folder!)} ({cleaning.Size?.ToString() ?? "nothing there yet"})";
}

internal sealed record CacheShape(int Version, IReadOnlyList<CleaningShape> Commands, IReadOnlyList<DiagnosticShape> Diagnostics);

internal sealed record CleaningShape(string Ecosystem, string Client, string Command, string? Folder, long? Bytes, string Effect, int? ExitCode, string Result);
