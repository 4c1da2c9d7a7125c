namespace DevMirrors.Config;

/// <summary>Which sources may have served a package here: those in use, and for a private name only the policy's own and local folders.</summary>
internal sealed class NuGetOrigins(NuGetHierarchy hierarchy, CheckRequest request)
{
    private readonly EcosystemSelection _chosen = request.FactsOf(NuGetEcosystem.EcosystemName).Chosen;
    private readonly HashSet<string> _folders = [.. hierarchy.Enabled.Select(s => Folder(s.Address)).OfType<string>()];

    public bool IsPrivate(string id) => _chosen.Private.Any(b => IsNamed(b, id));

    public bool IsInUse(string id, string source)
    {
        if (Folder(source) is { } folder && _folders.Contains(folder))
            return true;
        // As NuGet maps names: the longest pattern decides.
        if (_chosen.Private.Where(b => IsNamed(b, id)).MaxBy(b => b.Pattern.Text.Length) is { } binding)
            return binding.Mirror.Url.Length == 0 || OwnOf(binding).Any(url => NuGetAddress.Same(url, source));
        return _chosen.Mirrors.Any(m => m.Url.Length > 0 && NuGetAddress.Same(m.Url, source)) || hierarchy.Enabled.Any(s => NuGetAddress.Same(s.Address, source));
    }

    private static bool IsNamed(PrivateBinding binding, string id) => Wildcard.Matches(binding.Pattern.Text, id, StringComparison.OrdinalIgnoreCase);

    // Those of every region: a package that was restored in another one has leaked nowhere.
    private IEnumerable<string> OwnOf(PrivateBinding binding)
    {
        if (request.Selection is not { } selection)
            return [binding.Mirror.Url];
        var names = new MirrorNames(selection.Policy, selection.Catalogue, new DiagnosticBag());
        return selection.Policy.Private
            .Where(p => p.Ecosystem == NuGetEcosystem.EcosystemName)
            .SelectMany(p => p.Rules)
            .Where(r => r.Pattern == binding.Pattern)
            .SelectMany(r => r.Mirrors)
            .Select(m => names.Find(NuGetEcosystem.EcosystemName, m.Mirror)?.Url ?? "")
            .Where(url => url.Length > 0)
            .Append(binding.Mirror.Url);
    }

    private static string? Folder(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.IsFile ? Path.TrimEndingDirectorySeparator(uri.LocalPath) : null;
}
