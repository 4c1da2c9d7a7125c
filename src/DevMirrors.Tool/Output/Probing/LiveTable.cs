using DevMirrors.Config;
using Spectre.Console;

namespace DevMirrors.Tool;

/// <summary>Shows on standard error how far the probes are; gone when disposed, so that the answer on standard output follows.</summary>
internal abstract class LiveTable : IDisposable
{
    /// <summary>A table that moves where a person watches a terminal, else a line for each verdict, or nothing.</summary>
    /// <param name="timeout">Each mirror's.</param>
    public static LiveTable Start(Request request, IReadOnlyList<ProbeTarget> targets, TimeSpan timeout)
    {
        if (request.Format != OutputFormat.Human || request.Verbosity == Verbosity.Quiet)
            return new Silence();
        return CanRedraw(request)
            ? new LiveScreen(request.Terminal.Error, targets, timeout, Size, HasUnicode(request.Machine), TimeProvider.System)
            : new LiveLines(request.Terminal.Error);
    }

    /// <summary>From any thread, as often as there is news.</summary>
    public abstract void Report(ProbeProgress progress);

    public void Dispose() => Finish();

    protected virtual void Finish()
    {
    }

    private static bool CanRedraw(Request request) =>
        !Console.IsErrorRedirected && !request.Terminal.IsPlain && request.Machine.Variable("CI") is null && UnderstandsAnsi();

    // Asking also switches it on, where that is Windows's way.
    private static bool UnderstandsAnsi() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Profile.Capabilities.Ansi;

    // A terminal that does not know its size says 0.
    private static (int Width, int Height) Size() => (Console.WindowWidth is > 0 and var width ? width : 80, Console.WindowHeight is > 0 and var height ? height : 24);

    private static bool HasUnicode(Machine machine) =>
        machine.Os == OsKind.Windows
            ? machine.Variable("WT_SESSION") is not null
            : (machine.Variable("LC_ALL") ?? machine.Variable("LC_CTYPE") ?? machine.Variable("LANG") ?? "").Replace("-", "").EndsWith("utf8", StringComparison.OrdinalIgnoreCase);

    private sealed class Silence : LiveTable
    {
        public override void Report(ProbeProgress progress)
        {
        }
    }
}
