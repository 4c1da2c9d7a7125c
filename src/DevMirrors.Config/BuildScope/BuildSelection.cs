namespace DevMirrors.Config;

/// <summary>What the policy chooses, for the parts of a build that come after its restore.</summary>
public static class BuildSelection
{
    /// <summary>Null, and errors, where the policy is wrong; its warnings the restore has given.</summary>
    public static Selection? Of(BuildOptions options, Machine machine, DiagnosticBag found)
    {
        var own = new DiagnosticBag();
        var here = machine with { CurrentFolder = Path.GetDirectoryName(options.PolicyPath)! };
        var selection = MirrorRun.Select(new RunOptions(options.PolicyPath, options.Region, options.Only, Skip: options.Skip), here, own);
        found.AddRange(own.Where(d => d.Severity == Severity.Error));
        return selection;
    }
}
