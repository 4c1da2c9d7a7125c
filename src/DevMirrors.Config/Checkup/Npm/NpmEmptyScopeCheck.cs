namespace DevMirrors.Config;

/// <summary>Looks for a scope with an empty registry: npm then asks the default registry for its private names.</summary>
internal sealed class NpmEmptyScopeCheck : ICheck
{
    public string Id => "npm-empty-scope";

    public string Ecosystem => NpmEcosystem.Id;

    public string Healthy => "no scope has an empty registry";

    public IEnumerable<CheckFinding> Look(CheckRequest request)
    {
        var user = NpmFiles.User(request.Machine);
        var chain = NpmReader.Chain.Load(request.Machine, new DiagnosticBag());
        return from file in NpmrcOnChain.Read(request.Machine)
               from definition in file.Definitions.GroupBy(d => d.Key).Select(g => g.Last())
               where definition is { Value: "", IsArray: false } && NpmScope.IsRegistryOf(definition.Key)
               select Empty(file, definition, file.Path == user && IsSafe(request, user), chain.Find(definition.Key));
    }

    // What cannot be read back is not written, and a credential that is bound to no host would follow the names to where a farther file sends them.
    private static bool IsSafe(CheckRequest request, string file) =>
        FileSnapshot.Read(file, new DiagnosticBag()) is { } before && NpmrcFormat.Instance.Parse(file, before.Bytes, new DiagnosticBag()) is not null
        && NpmCredentials.Find(request.Machine, file, request.Repository) is null;

    private static CheckFinding Empty(NpmrcOnChain file, NpmrcDefinition definition, bool isMendable, NpmReader.Found? used)
    {
        var (status, harm) = used is { Value.Length: > 0 }
            ? (CheckStatus.Warning, $"npm asks the default registry for these private names wherever {used.Source} does not bind them, as it does here")
            : (CheckStatus.Error, "npm asks the default registry for these private names");
        return new CheckFinding(status, $"`{definition.Key}` is empty, which cancels what farther files say: {harm}", file.At(definition), $"delete line {definition.Line.Number} of {file.Path}")
        {
            // Where other lines say the same key, which of them is meant is the user's to decide.
            Mend = isMendable && file.Definitions.Count(d => d.Key == definition.Key) == 1 ? new Mend.Edit($"delete the empty `{definition.Key}` from {file.Path}", NpmEcosystem.Id, file.Path, NpmrcFormat.Instance, Without(file.Path, definition.Key)) : null,
        };
    }

    private static Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Without(string path, string key) => before =>
        NpmrcFormat.Instance.Parse(path, before, new DiagnosticBag()) is { } document && document.Find(key) is { Value.Text: "" } ? document.Remove(key).Bytes : before;
}

/// <summary>The keys that bind a scope to its registry.</summary>
internal static class NpmScope
{
    public static bool IsRegistryOf(string key) => key.StartsWith('@') && key.EndsWith(":registry", StringComparison.Ordinal);
}
