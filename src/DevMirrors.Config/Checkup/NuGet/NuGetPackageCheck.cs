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
        var foreign = Packages(folder).Where(p => !IsOfUse(p, hierarchy, request)).ToList();
        var bound = request.PrivateOf(NuGetEcosystem.EcosystemName);
        var leaked = foreign.Where(p => bound.Any(b => IsNamed(b, p))).Take(MaxNamed).Select(Leaked);
        return leaked.Concat(foreign.Where(p => bound.All(b => !IsNamed(b, p))).GroupBy(p => p.Source).Select(Others));
    }

    private static CheckFinding Leaked(Package package) => CheckFinding.Error(
        $"`{package.Id}` {package.Version} is a private name and came from `{Secrets.Mask(package.Source)}`; NuGet uses this copy without asking", new Place(package.Path, package.Line, 1),
        $"`rm -r {Path.GetDirectoryName(package.Path)}`, and restore again");

    private static CheckFinding Others(IGrouping<string, Package> group) => CheckFinding.Info(
        $"{group.Count()} {(group.Count() == 1 ? "package" : "packages")} of the global folder came from `{Secrets.Mask(group.Key)}`, which is not in use here; a restore takes them without asking the mirror",
        new Place(group.First().Path, group.First().Line, 1), "`devmirrors cache clean --only nuget --packages` has them fetched again");

    private static bool IsOfUse(Package package, NuGetHierarchy hierarchy, CheckRequest request)
    {
        var chosen = request.FactsOf(NuGetEcosystem.EcosystemName).Chosen;
        var binding = chosen.Private.FirstOrDefault(b => IsNamed(b, package));
        if (binding is not null)
            return binding.Mirror.Url.Length == 0 || NuGetAddress.Same(binding.Mirror.Url, package.Source);
        return chosen.Mirrors.Any(m => m.Url.Length > 0 && NuGetAddress.Same(m.Url, package.Source)) || hierarchy.Enabled.Any(s => NuGetAddress.Same(s.Address, package.Source));
    }

    private static bool IsNamed(PrivateBinding binding, Package package) => Wildcard.Matches(binding.Pattern.Text, package.Id, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Package> Packages(string folder) =>
        Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).SelectMany(Directory.EnumerateDirectories).Take(MaxPackages).Select(Read).OfType<Package>();

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
