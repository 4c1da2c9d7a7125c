using DevMirrors.Config;
using Microsoft.Build.Framework;
using BuildTask = Microsoft.Build.Utilities.Task;

namespace DevMirrors.Tasks;

/// <summary>A task that asks the policy something: what it says goes to the build's log, and a damaged vendored folder is one error.</summary>
public abstract class PolicyTask : BuildTask
{
    /// <summary>Absolute: a task in MSBuild's process has no current folder of its own.</summary>
    [Required]
    public string PolicyFile { get; set; } = "";

    public string Region { get; set; } = "";

    /// <summary>Ecosystems, separated by commas; empty for all.</summary>
    public string Only { get; set; } = "";

    /// <summary>Mirrors to leave out, separated by commas.</summary>
    public string Skip { get; set; } = "";

    /// <summary><c>apply</c> or <c>check</c>.</summary>
    public string Mode { get; set; } = "apply";

    /// <summary>How the vendored command is called: messages name it.</summary>
    public string Tool { get; set; } = "devmirrors";

    public override bool Execute()
    {
        try
        {
            return Ask();
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException or BadImageFormatException or TypeLoadException or MissingMemberException)
        {
            // Not by the engine's own diagnostics: it may be the very file that is missing.
            Log.LogError(null, "DEVM7001", null, Path.GetDirectoryName(typeof(PolicyTask).Assembly.Location), 0, 0, 0, 0,
                "the vendored folder is damaged: {0} (`git checkout -- eng/devmirrors` brings it back, `devmirrors init --msbuild --update` renews it)", e.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.'));
            return false;
        }
        catch (Exception e)
        {
            Log.LogErrorFromException(e, showStackTrace: true);
            return false;
        }
    }

    // A method of its own, so that the engine is loaded inside the handler above.
    private bool Ask()
    {
        var found = new DiagnosticBag();
        var options = BuildOptionsReader.Read(PolicyFile, Region, Only, Skip, Mode, Tool, found);
        if (options is not null)
            Ask(options, found);
        foreach (var diagnostic in found)
            DiagnosticLog.Write(options?.Mode == BuildMode.Check && diagnostic.Severity == Severity.Error ? diagnostic with { Severity = Severity.Warning } : diagnostic, Log);
        return !Log.HasLoggedErrors;
    }

    private protected abstract void Ask(BuildOptions options, DiagnosticBag found);
}
