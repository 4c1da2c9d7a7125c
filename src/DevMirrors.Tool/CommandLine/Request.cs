using DevMirrors.Config;

namespace DevMirrors.Tool;

internal enum OutputFormat
{
    Human,
    Json,
    MsBuild,
}

internal enum Verbosity
{
    Quiet,
    Normal,
    Detailed,
}

/// <summary>What one call of the tool asks for, and where its answer goes.</summary>
/// <param name="ScopeGiven">False where the scope is the default: undo then covers the project's files too.</param>
internal sealed record Request(
    Machine Machine, RunOptions Options, bool ScopeGiven, bool Yes, OutputFormat Format, Verbosity Verbosity, Terminal Terminal)
{
    /// <summary>What the steps report on the way.</summary>
    public DiagnosticBag Found { get; } = new();

    /// <summary>How much of <see cref="Found"/> people have been told already.</summary>
    public int Told { get; set; }

    /// <summary>The policy, once it is loaded: an error at a place in it is not the machine's fault.</summary>
    public string? PolicyPath { get; set; }

    /// <summary>Whether the person at the terminal says yes, who is told first what has been found: it may decide the answer.</summary>
    public bool Asks(string question)
    {
        DiagnosticsView.WriteForPeople(this);
        return Terminal.Asks(question);
    }
}
