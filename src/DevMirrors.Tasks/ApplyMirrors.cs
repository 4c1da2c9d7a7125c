using DevMirrors.Config;
using DevMirrors.Tool;
using Microsoft.Build.Framework;

namespace DevMirrors.Tasks;

/// <summary>
/// Brings a project's restore, and for a trusted policy the user's settings, into step with the policy: before NuGet reads its sources.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ApplyMirrors : PolicyTask
{
    /// <summary>Absolute; empty for a solution, which restores nothing itself.</summary>
    public string ProjectFolder { get; set; } = "";

    /// <summary>Absolute: the folder under obj/ from which NuGet starts to look for settings; empty where the caller decides.</summary>
    public string OverlayFolder { get; set; } = "";

    /// <summary>The property with which the caller says where to restore from; empty where none does.</summary>
    public string CallerDecides { get; set; } = "";

    /// <summary>Where NuGet notes whether a restore has succeeded.</summary>
    public string RestoreNote { get; set; } = "";

    /// <summary>The projects of the solution; the first one's stamp tells whether anything is to be done.</summary>
    public ITaskItem[] SolutionProjects { get; set; } = [];

    /// <summary>Whether another call says what concerns all: a solution leaves that to its projects, whose NoWarn counts.</summary>
    public bool IsQuiet { get; set; }

    private static readonly Lock Registering = new();

    // A worker node leaves the talking to the process that the user started.
    private bool Speaks => !IsQuiet && !Environment.GetCommandLineArgs().Contains("/nodemode:1");

    private protected override void Ask(BuildOptions options, DiagnosticBag found)
    {
        var call = BuildCall.Of(options, ProjectFolder, OverlayFolder, CallerDecides, RestoreNote, SolutionProjects.Select(p => p.ItemSpec));
        var session = Session(options);
        var reads = session.Reads;
        session.Bring(call, Speaks, found);
        if (session.Reads > reads)
            Log.LogMessage(MessageImportance.Low, "devmirrors: read {0}", options.PolicyPath);
    }

    private BuildSession Session(BuildOptions options)
    {
        var key = $"devmirrors|{options.PolicyPath}|{options.Region}|{Only}|{Skip}|{options.Mode}";
        if (BuildEngine is not IBuildEngine4 engine)
            return new BuildSession(options, ThisMachine.Read());
        // A later registration replaces an earlier one, and a multithreaded build asks from several threads: without the lock two sessions could each say everything.
        lock (Registering)
        {
            if (engine.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is BuildSession known)
                return known;
            var session = new BuildSession(options, ThisMachine.Read());
            engine.RegisterTaskObject(key, session, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
            return session;
        }
    }
}
