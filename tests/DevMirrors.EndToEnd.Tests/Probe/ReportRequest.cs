using DevMirrors.Config;
using DevMirrors.Testing;
using DevMirrors.Tool;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>A request whose terminal is two texts.</summary>
internal sealed class ReportRequest : IDisposable
{
    private readonly ScratchMachine _scratch = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public ReportRequest(Verbosity verbosity = Verbosity.Normal, OutputFormat format = OutputFormat.Human, int width = int.MaxValue) =>
        Request = new Request(
            _scratch.Machine, new RunOptions(null, null, null, Scope.User), false, false, format, verbosity, new Terminal(_scratch.Machine, true, _output, _error, width));

    public Request Request { get; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    /// <summary>What people read of this report.</summary>
    public static string Human(ProbeReport report, Verbosity verbosity = Verbosity.Normal, int width = int.MaxValue)
    {
        using var world = new ReportRequest(verbosity, width: width);
        new ProbeAnswer(report, ReportSample.Region, Outcome.Done).WriteHuman(world.Request);
        return world.Output;
    }

    public void Dispose() => _scratch.Dispose();
}
