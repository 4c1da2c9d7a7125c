namespace DevMirrors.Config;

/// <summary>Looks for <c>replace-registry-host=always</c> beside scopes: npm then asks the default registry for the tarballs of private packages.</summary>
internal sealed class NpmReplaceHostCheck : ICheck
{
    private const string Key = "replace-registry-host";
    private const int MaxNamed = 10;

    public string Id => "npm-replace-registry-host";

    public string Ecosystem => NpmEcosystem.Id;

    public string Healthy => $"`{Key}=always` does not meet private scopes";

    // First whether it is set at all: only then the scopes, which may be tens of thousands, matter.
    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        var files = NpmrcOnChain.Read(request.Machine);
        return Always(files, request.Machine) is var (place, hint) && Elsewhere(files, request).Take(MaxNamed + 1).ToList() is { Count: > 0 } scopes ? [Found(scopes, place, hint)] : [];
    }

    // Null where npm takes hosts as they are. Nothing but a variable has no place.
    private static (Place? Place, string Hint)? Always(IReadOnlyList<NpmrcOnChain> files, Machine machine)
    {
        if (NpmFiles.Variables(machine).LastOrDefault(v => v.Key == Key) is { Variable: { } variable } set)
            return set.Value == "always" ? (null, $"`unset {variable}`") : null;
        // The nearest file decides, and in it the last line.
        var nearest = files.Select(f => (File: f, Last: f.Definitions.LastOrDefault(d => d.Key == Key))).FirstOrDefault(f => f.Last is not null);
        return nearest.Last is { Value: "always" } line
            ? (nearest.File.At(line), $"delete line {line.Line.Number} of {nearest.File.Path}; `omit-lockfile-registry-resolved=true` keeps hosts out of lockfiles instead")
            : null;
    }

    // Of a scope that the default registry serves, npm changes nothing.
    private static IEnumerable<string> Elsewhere(IReadOnlyList<NpmrcOnChain> files, CheckRequest request)
    {
        var chain = NpmReader.Chain.Load(request.Machine, new DiagnosticBag());
        var own = chain.Find(NpmTargets.Registry)?.Value;
        return files.SelectMany(f => f.Definitions).Where(d => d.Value.Length > 0 && NpmScope.IsRegistryOf(d.Key)).Select(d => d.Key[..d.Key.IndexOf(':')])
            .Concat(request.PrivateOf(NpmEcosystem.Id).Select(b => b.Pattern.Text)).Distinct()
            .Where(scope => Registry(scope, chain, request) is { Length: > 0 } registry && !NpmUrl.Same(registry, own));
    }

    private static string? Registry(string scope, NpmReader.Chain chain, CheckRequest request) =>
        chain.Find($"{scope}:{NpmTargets.Registry}")?.Value ?? request.PrivateOf(NpmEcosystem.Id).FirstOrDefault(b => b.Pattern.Text == scope)?.Mirror.Url;

    private static CheckFinding Found(List<string> scopes, Place? place, string hint) =>
        CheckFinding.Error($"`{Key}=always` makes npm ask the default registry for tarballs of {string.Join(", ", scopes.Take(MaxNamed).Select(s => $"`{s}`"))}{(scopes.Count > MaxNamed ? " and others" : "")}: their names leak, and the download fails", place, hint);
}
