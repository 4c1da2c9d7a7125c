namespace DevMirrors.Config;

/// <summary>Everything on this machine that a build's outcome depends on: when none of it has changed, nothing is to be done.</summary>
internal sealed record BuildWatch(BuildWatch.Part Everywhere, BuildWatch.Part Project)
{
    /// <param name="Files">Files and folders, of which size and time count; also those that are not there yet.</param>
    /// <param name="Variables">Names of environment variables; a <c>*</c> at the end means every one that begins so.</param>
    internal sealed record Part(IReadOnlyList<string> Files, IReadOnlyList<string> Variables);

    // What says where the clients' files and our own state lie, and which region is meant.
    private static readonly string[] Variables =
    [
        "HOME", "USERPROFILE", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "GOENV", "NPM_CONFIG_USERCONFIG", "npm_config_userconfig", "npm_config_globalconfig",
        RegionResolver.Variable, "DEVMIRRORS_TRUST",
    ];

    private static readonly string[] OfNuGet = ["DOTNET_CLI_HOME", "APPDATA", "NUGET_COMMON_APPLICATION_DATA", "NuGetPackageSourceCredentials_*"];

    public static BuildWatch Of(Machine machine, Selection selection, NuGetHierarchy hierarchy, ProjectRestore project)
    {
        var rules = selection.Policy.Regions.SelectMany(r => r.When).Select(c => c.Subject).Where(s => s.StartsWith("env.", StringComparison.Ordinal)).Select(s => s[4..]);
        return new BuildWatch(
            new Part([.. UserState.Watched(machine), .. UserFiles(machine, selection)], [.. Variables, .. rules.Distinct()]),
            new Part([.. NuGetPaths.Watched(machine, Path.GetDirectoryName(project.OverlayFolder)!), .. hierarchy.Files.Select(f => f.Path), project.OverlayPath], OfNuGet));
    }

    // Only those of clients that the policy means: the plan for the others is empty.
    private static IEnumerable<string> UserFiles(Machine machine, Selection selection) =>
        selection.Ecosystems.Where(s => s.Mirrors.Count > 0 && s.Ecosystem != DockerEcosystem.EcosystemName)
            .Select(s => new EcosystemRequest(s, Scope.User, machine, selection.Catalogue, Journal.Empty, selection.Policy.Path))
            .SelectMany(r => EcosystemList.Find(r.Selection.Ecosystem)!.Targets(r, new DiagnosticBag()))
            .Select(t => t.Path);
}
