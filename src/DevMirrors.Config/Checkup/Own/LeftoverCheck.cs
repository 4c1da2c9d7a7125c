namespace DevMirrors.Config;

/// <summary>Looks for temporary files and folders of ours that a killed run has left.</summary>
internal sealed class LeftoverCheck : ICheck
{
    public string Id => "leftovers";

    public string Ecosystem => Checkup.Own;

    public string Healthy => "no temporary file of DevMirrors is left";

    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        var files = Folders(request.Machine)
            .Where(Directory.Exists)
            .Distinct()
            .SelectMany(folder => Directory.EnumerateFiles(folder, AtomicFile.TempPattern))
            .Where(AtomicFile.IsTemp)
            .Concat(UserState.Existing(request.Machine, Scope.User)?.Leftovers ?? [])
            .Distinct()
            .ToList();
        return
        [
            .. files.Select(Leftover),
            .. ScratchFolder.Leftovers(request.Machine).Select(LeftFolder),
            .. RepositoryLeftovers.Find(request.Repository).Except(files).Select(InRepository),
        ];
    }

    private static CheckFinding LeftFolder(string path) =>
        CheckFinding.Warning($"a killed run has left this folder, {Purpose(path)}", new Place(path), $"`rm -r {ShellWord.Path(path)}`") with
        {
            Mend = new Mend.Remove($"delete {path}", path),
        };

    private static string Purpose(string path) => Path.GetFileName(path).StartsWith(ScratchFolder.Cleaning, StringComparison.Ordinal)
        ? "in which clients were to clean their caches"
        : "with copies of settings, without their credentials, that a client was to read";

    // The lock that keeps it from a run that is just writing is the repository's.
    private static CheckFinding InRepository(string path) =>
        CheckFinding.Warning("a killed run has left this temporary file in the repository", new Place(path), "`devmirrors init --msbuild` or `devmirrors remove` deletes it");

    private static CheckFinding Leftover(string path) =>
        CheckFinding.Warning("a killed run has left this temporary file; it may hold a copy of your settings", new Place(path), $"`rm {ShellWord.Path(path)}`") with
        {
            Mend = new Mend.Remove($"delete {path}", path),
        };

    private static IEnumerable<string> Folders(Machine machine)
    {
        var files = UserState.ReadJournal(machine, Scope.User, new DiagnosticBag())?.Files.Select(f => f.Path) ?? [];
        var ours = new[] { GoFiles.User(machine, new DiagnosticBag()), NpmFiles.User(machine), NuGetPaths.UserFile(machine), DockerFiles.DefaultPath(Scope.User, machine) };
        return ours.OfType<string>().Concat(files).Select(f => Path.GetDirectoryName(f)!);
    }
}
