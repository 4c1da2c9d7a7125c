namespace DevMirrors.Config;

/// <summary>One project's or solution's turn in a build.</summary>
/// <param name="Project">Null for a solution, and where the caller decides.</param>
/// <param name="Stamps">Where a stamp may tell that nothing is to be done.</param>
/// <param name="CallerDecides">The property with which the caller says where to restore from; null where none does.</param>
/// <param name="IsRestored">Whether NuGet's last restore of the project succeeded: then this one most likely asks nobody.</param>
public sealed record BuildCall(ProjectRestore? Project, IReadOnlyList<string> Stamps, string? CallerDecides, bool IsRestored)
{
    public static BuildCall Of(BuildOptions options, string projectFolder, string overlayFolder, string callerDecides, string restoreNote, IEnumerable<string> solutionProjects)
    {
        if (projectFolder.Length == 0)
            return new BuildCall(null, [.. solutionProjects.Take(1).Select(p => StampBeside(p, options))], null, IsRestored: true);
        if (overlayFolder.Length == 0)
            return new BuildCall(null, [], callerDecides, IsRestored: true);
        var project = new ProjectRestore(Full(projectFolder), Full(overlayFolder));
        return new BuildCall(project, [project.StampPath], null, HasSucceeded(restoreNote));
    }

    // Where the project keeps its overlay only its evaluation tells; this is where nearly all do, and elsewhere the policy is read.
    private static string StampBeside(string project, BuildOptions options) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(project.Replace('\\', '/'), Path.GetDirectoryName(options.PolicyPath)!))!, "obj", "devmirrors", "stamp");

    private static string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private static bool HasSucceeded(string note) => FileBytes.Text(note)?.Contains("\"success\": true", StringComparison.Ordinal) == true;
}
