using System.Text.Json;

namespace DevMirrors.Config;

/// <summary>
/// Looks where the packages of the global folder came from: NuGet takes what is there without asking any source, and source mapping does not police it.
/// </summary>
internal sealed class NuGetPackageCheck : ICheck
{
    private const int MaxPackages = 5000;
    private const int MaxBytes = 64 * 1024;
    private const int MaxNamed = 10;

    public string Id => "nuget-package-origins";

    public string Ecosystem => NuGetEcosystem.EcosystemName;

    public string Healthy => "the packages of the global folder come from the sources that are in use";

    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        var hierarchy = NuGetHierarchy.Load(request.Machine, request.Machine.CurrentFolder, new DiagnosticBag());
        if (ClientCaches.GlobalPackages(request.Machine, hierarchy) is not { } folder || !Directory.Exists(folder))
            return [];
        var origins = new NuGetOrigins(hierarchy, request);
        var closed = new List<string>();
        var foreign = Packages(folder, closed).Where(p => !origins.IsInUse(p.Id, p.Source)).ToList();
        var leaked = foreign.Where(p => origins.IsPrivate(p.Id)).Take(MaxNamed).Select(Leaked);
        return leaked.Concat(foreign.Where(p => !origins.IsPrivate(p.Id)).GroupBy(p => p.Source).Select(g => Others(g, Remedy(folder, request.Machine))))
            .Concat(closed.Select(CheckFinding.Closed));
    }

    private static CheckFinding Leaked(Package package) => CheckFinding.Error(
        $"`{package.Id}` {package.Version} is a private name and came from `{Secrets.Mask(package.Source)}`; NuGet uses this copy without asking", new Place(package.Path, package.Line, 1),
        $"`rm -r {ShellWord.Path(Path.GetDirectoryName(package.Path)!)}`, and restore again");

    private static CheckFinding Others(IGrouping<string, Package> group, string remedy) => CheckFinding.Info(
        $"{group.Count()} {(group.Count() == 1 ? "package" : "packages")} of the global folder came from `{Secrets.Mask(group.Key)}`, which is not in use here; a restore takes them without asking the mirror",
        new Place(group.First().Path, group.First().Line, 1), remedy);

    // Cleaning goes by the user's own settings, and leaves what a repository has of its own.
    private static string Remedy(string folder, Machine machine) =>
        folder == ClientCaches.GlobalPackages(machine, NuGetHierarchy.Load(machine, machine.InHome(), new DiagnosticBag()))
            ? "`devmirrors cache clean --only nuget --packages` has them fetched again"
            : $"`rm -r {ShellWord.Path(folder)}` has them fetched again";

    private static IEnumerable<Package> Packages(string folder, List<string> closed) =>
        Folders(folder, closed).SelectMany(id => Folders(id, closed)).Take(MaxPackages).Select(Read).OfType<Package>();

    private static IReadOnlyList<string> Folders(string folder, List<string> closed)
    {
        if (FolderContent.Folders(folder) is { } folders)
            return folders;
        closed.Add(folder);
        return [];
    }

    private static Package? Read(string folder)
    {
        var path = Path.Combine(folder, ".nupkg.metadata");
        if (FileSnapshot.Read(path, new DiagnosticBag(), MaxBytes) is not { Exists: true } file)
            return null;
        try
        {
            using var json = JsonDocument.Parse(file.Bytes);
            return json.RootElement.TryGetProperty("source", out var source) && source.GetString() is { Length: > 0 } text
                ? new Package(Path.GetFileName(Path.GetDirectoryName(folder)!), Path.GetFileName(folder), text, path, LineOf(file.Bytes.Span))
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static int LineOf(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\"source\""u8) is var at and >= 0 ? bytes[..at].Count((byte)'\n') + 1 : 1;

    private sealed record Package(string Id, string Version, string Source, string Path, int Line);
}
