using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>One line for each mirror, when its verdict comes: for logs, and for terminals that only go forward.</summary>
internal sealed class LiveLines(TextWriter writer) : LiveTable
{
    private readonly Lock _lock = new();

    public override void Report(ProbeProgress progress)
    {
        if (progress.Verdict is not { } verdict)
            return;
        var line = $"{progress.Ecosystem} {ProbeText.Clean(progress.Id)} {Json.Word(verdict)}{(progress.Latency is { } latency ? $" {Figures.Time(latency)}" : "")}";
        lock (_lock)
        {
            writer.WriteLine(line);
            writer.Flush();
        }
    }
}
