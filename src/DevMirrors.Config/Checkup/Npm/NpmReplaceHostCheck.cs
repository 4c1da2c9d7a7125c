namespace DevMirrors.Config;

/// <summary>Looks for <c>replace-registry-host=always</c> beside scopes: npm then asks the default registry for the tarballs of private packages.</summary>
internal sealed class NpmReplaceHostCheck : ICheck
{
    private const string Key = "replace-registry-host";

    public string Id => "npm-replace-registry-host";

    public string Ecosystem => NpmEcosystem.Id;

    public string Healthy => $"`{Key}=always` does not meet private scopes";

    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        var files = NpmrcOnChain.Read(request.Machine);
        var scopes = files.SelectMany(f => f.Definitions).Where(d => d.Value.Length > 0 && NpmScope.IsRegistryOf(d.Key)).Select(d => d.Key[..d.Key.IndexOf(':')])
            .Concat(request.PrivateOf(NpmEcosystem.Id).Select(b => b.Pattern.Text)).Distinct()
            .Where(scope => IsElsewhere(scope, request)).ToList();
        if (scopes.Count == 0)
            return [];
        if (NpmFiles.Variables(request.Machine).LastOrDefault(v => v.Key == Key) is { Variable: { } variable } set)
            return set.Value == "always" ? [Found(scopes, null, $"`unset {variable}`")] : [];
        // The nearest file decides, and in it the last line.
        var nearest = files.Select(f => (File: f, Last: f.Definitions.LastOrDefault(d => d.Key == Key))).FirstOrDefault(f => f.Last is not null);
        return nearest.Last is { Value: "always" } line
            ? [Found(scopes, nearest.File.At(line), $"delete line {line.Line.Number} of {nearest.File.Path}; `omit-lockfile-registry-resolved=true` keeps hosts out of lockfiles instead")]
            : [];
    }

    // Of a scope that the default registry serves, npm changes nothing.
    private static bool IsElsewhere(string scope, CheckRequest request)
    {
        var chain = NpmReader.Chain.Load(request.Machine, new DiagnosticBag());
        var registry = chain.Find($"{scope}:{NpmTargets.Registry}")?.Value ?? request.PrivateOf(NpmEcosystem.Id).FirstOrDefault(b => b.Pattern.Text == scope)?.Mirror.Url;
        return registry is { Length: > 0 } && !NpmUrl.Same(registry, chain.Find(NpmTargets.Registry)?.Value);
    }

    private static CheckFinding Found(List<string> scopes, Place? place, string hint) =>
        CheckFinding.Error($"`{Key}=always` makes npm ask the default registry for tarballs of {string.Join(", ", scopes.Select(s => $"`{s}`"))}: their names leak, and the download fails", place, hint);
}
