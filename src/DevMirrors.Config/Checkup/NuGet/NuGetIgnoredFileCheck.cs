namespace DevMirrors.Config;

/// <summary>Looks for settings files that NuGet passes over because of their name or place.</summary>
internal sealed class NuGetIgnoredFileCheck : ICheck
{
    public string Id => "nuget-ignored-files";

    public string Ecosystem => NuGetEcosystem.EcosystemName;

    public string Healthy => "every NuGet.Config that is there is read";

    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        // Elsewhere all spellings of a name are one file.
        if (request.Machine.Os != OsKind.Linux)
            return [];
        var read = NuGetPaths.ProjectFiles(request.Machine.CurrentFolder).ToHashSet();
        var user = NuGetPaths.UserFile(request.Machine);
        return Folders(request.Machine.CurrentFolder).SelectMany(Configs).Where(f => !read.Contains(f)).Select(Passed)
            .Concat(user is null ? [] : Configs(Path.GetDirectoryName(user)!).Where(f => f != user).Select(f => Misnamed(f, user)))
            .Concat(user is null || request.Machine.InHome(".config", "NuGet", "NuGet.Config") is not { } mono || !File.Exists(mono) ? [] : [Misnamed(mono, user)]);
    }

    private static CheckFinding Passed(string path) =>
        CheckFinding.Warning("NuGet reads one file of a folder, and here another one, or only the spellings `nuget.config`, `NuGet.config` and `NuGet.Config`", new Place(path), "move what it says into the file that is read, and delete it");

    private static CheckFinding Misnamed(string path, string user) =>
        CheckFinding.Warning($"NuGet does not read this file; the user's is {user}", new Place(path), $"move what it says into {user}, and delete it");

    private static IEnumerable<string> Folders(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
            yield return folder;
    }

    private static IEnumerable<string> Configs(string folder) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "nuget.config", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive })
            : [];
}
