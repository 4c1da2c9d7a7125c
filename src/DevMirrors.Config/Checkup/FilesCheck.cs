namespace DevMirrors.Config;

/// <summary>Reports the settings files that a client, and so our reader, cannot make sense of.</summary>
internal sealed class FilesCheck(string ecosystem) : ICheck
{
    // Said by a check of its own with more about it, or no news to who has no such client.
    private static readonly string[] Elsewhere = ["DEVM3006", "DEVM3101", "DEVM3206", "DEVM3403", "DEVM3404"];

    public string Id => "files";

    public string Ecosystem => ecosystem;

    public string Healthy => "the settings files can be read";

    public IEnumerable<CheckFinding> Look(CheckRequest request) =>
        request.FactsOf(ecosystem).Found.Where(d => !Elsewhere.Contains(d.Code)).Select(CheckFinding.Of).Concat(Folders(request.Machine).Where(IsClosed).Select(CheckFinding.Closed));

    // Our readers, as NuGet itself, pass over those that are closed to this user.
    private IEnumerable<string> Folders(Machine machine) => ecosystem switch
    {
        NuGetEcosystem.EcosystemName => NuGetPaths.ConfigFolders(machine),
        DockerEcosystem.EcosystemName when machine.Os == OsKind.Linux => new[] { Scope.User, Scope.Machine }.SelectMany(scope => DockerUnits.DropInFolders(scope, machine)).Distinct(),
        _ => [],
    };

    private static bool IsClosed(string folder) => FolderContent.Files(folder) is null;
}
