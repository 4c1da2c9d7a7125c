namespace DevMirrors.Config;

/// <summary>What npm uses here, by its own precedence: environment, project, user, everybody, built in.</summary>
internal static class NpmReader
{
    /// <summary>A value as npm sees it, and where it comes from.</summary>
    /// <param name="Written">With each variable by its name, whose value may be a secret.</param>
    /// <param name="Rank">0 for the environment, then the files of <see cref="NpmFiles.Chain"/> in order.</param>
    internal sealed record Found(string Value, string Written, string Source, string? File, int Rank);

    public static IReadOnlyList<Reading> Read(EcosystemRequest request, DiagnosticBag found)
    {
        var chain = Chain.Load(request.Machine, found);
        var scopes = request.Selection.Private
            .Where(b => request.Scope != Scope.Project || b.SameInAllRegions)
            .Select(b => ReadOne(chain, NpmTargets.ScopeKey(b), NpmUrl.Normalise(b.Mirror.Url), request, found));
        return request.Scope == Scope.Project
            ? [.. scopes]
            : [ReadOne(chain, NpmTargets.Registry, NpmTargets.WantedRegistry(request), request, found), .. scopes];
    }

    private static Reading ReadOne(Chain chain, string key, string? wanted, EcosystemRequest request, DiagnosticBag found)
    {
        var effective = chain.Find(key);
        if (effective is { Value: "", File: { } file } && key != NpmTargets.Registry)
            found.Add(Diagnose.NpmScopeCancelled(new Place(file, chain.Line(file, key), 1), key));
        var inStep = wanted is null
            ? effective is null || !NpmEcosystem.IsMirror(effective.Value, request)
            : NpmUrl.Same(effective?.Value, wanted);
        var ours = NpmEcosystem.PathFor(request) is { } path ? chain.Rank(path) : int.MaxValue;
        // Where the default is wanted a farther file counts, too: nothing that is taken out of ours brings it back.
        var decides = effective is not null && (effective.Rank < ours || (wanted is null && effective.Rank > ours));
        var shadow = !inStep && decides ? effective!.Source : null;
        return new Reading(
            NpmEcosystem.Id, "npm", key, wanted, effective is null ? null : Secrets.MaskAddress(effective.Written), effective?.Source ?? "default", inStep, shadow);
    }

    /// <summary>Everything that npm reads here.</summary>
    internal sealed class Chain
    {
        private readonly Machine _machine;
        private readonly IReadOnlyList<(string Path, IDocument? Document)> _files;

        private Chain(Machine machine, IReadOnlyList<(string, IDocument?)> files) => (_machine, _files) = (machine, files);

        public static Chain Load(Machine machine, DiagnosticBag found) =>
            new(machine, [.. NpmFiles.Chain(machine).Select(path => (path, NpmrcOnDisk.Read(path, found)))]);

        /// <summary>A file that is not among npm's comes after them all.</summary>
        public int Rank(string path) =>
            _files.Select((f, i) => f.Path == path ? i + 1 : 0).FirstOrDefault(rank => rank > 0, _files.Count + 1);

        public int Line(string path, string key) => _files.First(f => f.Path == path).Document?.Find(key)?.Line ?? 0;

        public Found? Find(string key)
        {
            var variable = NpmFiles.Variables(_machine).LastOrDefault(v => v.Key == key);
            if (variable.Variable is not null)
                return Of(variable.Value, $"environment variable {variable.Variable}", null, 0);
            foreach (var (path, document) in _files)
                if (document?.Find(key) is { } setting)
                    return Of(setting.Value.Text, $"{path}:{setting.Line}", path, Rank(path));
            return null;
        }

        /// <summary>What the files themselves name as `registry`, whichever of them counts.</summary>
        public IEnumerable<(string Written, string Value)> Registries =>
            _files.Select(f => f.Document?.Find(NpmTargets.Registry)?.Value.Text).OfType<string>().Select(written => (written, NpmReferences.Expand(written, _machine)));

        private Found Of(string written, string source, string? file, int rank) => new(NpmReferences.Expand(written, _machine), written, source, file, rank);
    }
}
