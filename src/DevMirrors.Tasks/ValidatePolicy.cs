using DevMirrors.Config;
using DevMirrors.Tool;
using Microsoft.Build.Framework;
using BuildTask = Microsoft.Build.Utilities.Task;

namespace DevMirrors.Tasks;

/// <summary>Loads a policy and reports what is wrong with it, at its place; writes nothing and opens no connection.</summary>
[MSBuildMultiThreadableTask]
public sealed class ValidatePolicy : BuildTask
{
    /// <summary>Absolute: a task in MSBuild's process has no current folder of its own.</summary>
    [Required]
    public string PolicyFile { get; set; } = "";

    public override bool Execute()
    {
        try
        {
            return Validate();
        }
        catch (Exception e)
        {
            Log.LogErrorFromException(e, showStackTrace: true);
            return false;
        }
    }

    private bool Validate()
    {
        var found = new DiagnosticBag();
        if (!Path.IsPathFullyQualified(PolicyFile))
            found.Add(Diagnose.RelativePolicyPath(PolicyFile));
        else
            DevMirrors.Config.PolicyFile.Load(PolicyFile, ThisMachine.Read(), found);
        foreach (var diagnostic in found)
            DiagnosticLog.Write(diagnostic, Log);
        return !Log.HasLoggedErrors;
    }
}
