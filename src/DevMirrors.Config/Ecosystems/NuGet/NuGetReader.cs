namespace DevMirrors.Config;

/// <summary>What a restore in the current folder asks, by our own reading of NuGet's files.</summary>
internal static class NuGetReader
{
    /// <summary>What a restore asks in place of all sources in files.</summary>
    public const string SourcesVariable = "RestoreSources";

    private const string Client = "dotnet";

    public static IReadOnlyList<Reading> Read(EcosystemRequest request, DiagnosticBag found)
    {
        var hierarchy = NuGetHierarchy.Load(request.Machine, request.Machine.CurrentFolder, found);
        if (request.Scope == Scope.Project)
            return [.. request.Selection.Private.Where(b => b.Mirror.Kind == MirrorKind.Mirror).Select(b => Private(b, hierarchy, request))];
        var own = NuGetHierarchy.Load(request.Machine, null, new DiagnosticBag());
        var keys = NuGetReplaced.Keys(request, own, new DiagnosticBag());
        return [.. keys.Select(key => Replaced(request, hierarchy, key, keys))];
    }

    private static Reading Replaced(EcosystemRequest request, NuGetHierarchy hierarchy, string key, IReadOnlyList<string> keys)
    {
        var mirror = request.Selection.Mirrors[0];
        var wanted = mirror.Kind == MirrorKind.Mirror ? mirror.Url : null;
        var source = hierarchy.Sources.FirstOrDefault(s => s.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        var address = source is null || NuGetAddress.IsUpstream(source.Address) ? null : source.Address;
        var shown = address is null ? null : Secrets.MaskAddress(source!.Written);
        var besides = wanted is null ? null : hierarchy.Enabled.FirstOrDefault(s => NuGetAddress.IsUpstream(s.Address) && !keys.Contains(s.Key, StringComparer.OrdinalIgnoreCase));
        var shadow = Shadow(request.Machine, hierarchy, key, source, besides);
        var isWanted = wanted is null ? address is null : address is not null && NuGetAddress.Same(address, wanted);
        var isAsked = source is not null && !hierarchy.Disabled.ContainsKey(key) && besides is null && request.Machine.Variable(SourcesVariable) is null;
        var (effective, at) = request.Machine.Variable(SourcesVariable) is { } variable
            ? (Secrets.Mask(variable), $"environment variable {SourcesVariable}")
            : (shown, source is { File.Exists: true } ? At(source.Place) : "default");
        return new Reading(NuGetEcosystem.EcosystemName, Client, key, wanted, effective, at, isWanted && isAsked, shadow);
    }

    /// <summary>What keeps the user's file from deciding, the strongest first.</summary>
    private static string? Shadow(Machine machine, NuGetHierarchy hierarchy, string key, NuGetSource? source, NuGetSource? besides)
    {
        foreach (var variable in new[] { SourcesVariable, "RestoreConfigFile" })
            if (machine.Variable(variable) is not null)
                return $"environment variable {variable}";
        if (hierarchy.Disabled.TryGetValue(key, out var disabled))
            return At(disabled);
        if (source is null)
            return hierarchy.Clear(NuGetNames.Sources) is { } clear ? At(clear.Place) : null;
        if (source.File.Kind == NuGetFileKind.Project)
            return At(source.Place);
        return besides is null ? null : At(besides.Place);
    }

    private static Reading Private(PrivateBinding binding, NuGetHierarchy hierarchy, EcosystemRequest request)
    {
        var asked = Asked(binding.Pattern.Text, hierarchy);
        var inStep = IsBound(binding, asked);
        var nearest = hierarchy.Patterns.FirstOrDefault(p => asked.Any(s => s.Key.Equals(p.Key, StringComparison.OrdinalIgnoreCase)));
        var shadow = !inStep && nearest is not null && nearest.File.Path != NuGetPaths.ProjectFile(request.RepositoryFolder) ? nearest.File.Path : null;
        var effective = asked.Count == 0 ? null : string.Join(", ", asked.Select(s => Secrets.MaskAddress(s.Written)));
        return new Reading(NuGetEcosystem.EcosystemName, Client, binding.Pattern.Text, binding.Mirror.Url, effective, nearest?.File.Path ?? "default", inStep, shadow);
    }

    /// <summary>Whether names of this pattern are asked of their private source and of no other.</summary>
    public static bool IsBound(PrivateBinding binding, NuGetHierarchy hierarchy) => IsBound(binding, Asked(binding.Pattern.Text, hierarchy));

    private static bool IsBound(PrivateBinding binding, IReadOnlyList<NuGetSource> asked) =>
        asked.Count == 1 && NuGetAddress.Same(asked[0].Address, binding.Mirror.Url);

    /// <summary>The sources that NuGet asks for names of this pattern: those with the longest pattern that covers it, or all where nothing is mapped.</summary>
    private static IReadOnlyList<NuGetSource> Asked(string pattern, NuGetHierarchy hierarchy)
    {
        if (hierarchy.Patterns.All(p => p.Items.Count == 0))
            return [.. hierarchy.Enabled];
        var covering = hierarchy.Patterns.SelectMany(p => p.Items.Where(i => Covers(i, pattern)).Select(i => (p.Key, i.Length))).ToList();
        var longest = covering.Count == 0 ? 0 : covering.Max(c => c.Length);
        return [.. hierarchy.Enabled.Where(s => covering.Any(c => c.Length == longest && c.Key.Equals(s.Key, StringComparison.OrdinalIgnoreCase)))];
    }

    private static bool Covers(string wider, string pattern) =>
        wider.Equals(pattern, StringComparison.OrdinalIgnoreCase)
        || wider.EndsWith('*') && pattern.TrimEnd('*').StartsWith(wider[..^1], StringComparison.OrdinalIgnoreCase);

    private static string At(Place place) => $"{place.File}:{place.Line}";
}
