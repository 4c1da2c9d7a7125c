namespace DevMirrors.Config;

/// <summary>The environment that gives one command the policy's registries.</summary>
internal static class NpmLoan
{
    // pnpm from version 11 and Yarn from version 2 read none of npm's variables.
    private const string Pnpm = "pnpm_config_registry";
    private const string Berry = "YARN_NPM_REGISTRY_SERVER";

    public static Loan Lend(EcosystemRequest request, DiagnosticBag found)
    {
        if (request.Selection.Mirrors.Count == 0)
            return Loan.Nothing;
        var chain = NpmReader.Chain.Load(request.Machine, new DiagnosticBag());
        var scopes = request.Selection.Private;
        var (lent, besideFiles) = (new List<KeyValuePair<string, string?>>(), new List<KeyValuePair<string, string?>>());
        foreach (var binding in scopes.Where(b => !IsHeld(b, chain, request, found)))
            Add(lent, NpmTargets.ScopeKey(binding), NpmUrl.Normalise(binding.Mirror.Url), request.Machine);
        if (Registry(chain, request, found) is { } registry)
        {
            AddRegistry(lent, besideFiles, registry, chain, request, found);
            lent.Add(new("YARN_REGISTRY", registry));
            lent.AddRange(ForOthers(registry, chain, scopes, request, found));
        }
        // Where a file does not map every scope already, a registry without the scopes would ask the mirror for private names.
        var together = Unmapped(chain, scopes) is null ? [] : lent.Where(v => v.Value is not null).Select(v => v.Key).ToList();
        lent.AddRange(NpmBinaries.Variables(request));
        var loan = Loan.Nothing with { Variables = lent, OnlyTogether = together, BesideFiles = besideFiles };
        return together.Count == 0 || File.Exists(NpmFiles.Global(request.Machine)) ? loan : WithScopesInAFile(loan, scopes);
    }

    // dash, the /bin/sh of Debian and Ubuntu, takes away variables whose names no script could use, such as a scope's, and leaves the registry's.
    // Where nobody has a global file, one of ours says the scopes once more.
    private static Loan WithScopesInAFile(Loan loan, IReadOnlyList<PrivateBinding> scopes) => loan with
    {
        Files = [new("global-npmrc", string.Concat(scopes.Select(b => $"{NpmTargets.ScopeKey(b)}={NpmUrl.Normalise(b.Mirror.Url)}\n")))],
        BesideFiles = [.. loan.BesideFiles, new("npm_config_globalconfig", "{folder}/global-npmrc")],
    };

    // Bun reads npm's variable as well. Where it would take a token along it stays with the registry that it has.
    private static void AddRegistry(
        List<KeyValuePair<string, string?>> lent, List<KeyValuePair<string, string?>> besideFiles, string registry, NpmReader.Chain chain, EcosystemRequest request, DiagnosticBag found)
    {
        var token = NpmUrl.Same(registry, chain.Find(NpmTargets.Registry)?.Value) ? null : BunToken.Find(registry, chain, request);
        if (token is { Stay: null })
            found.Add(Diagnose.BunTokenWouldFollowNpm(token.Place, token.Key));
        // Nearly everybody is logged in somewhere; who has no Bun need not read of it at every build.
        else if (token is not null && request.Machine.Has("bun"))
            found.Add(Diagnose.BunTokenWouldFollow(token.Place, token.Key));
        // An address that holds a password or a variable's value is for the command alone: `env` prints its variables, and a build's log keeps them.
        var target = token is { Stay: not null, MayBeShown: false } ? besideFiles : lent;
        if (token?.Stay is { } stay)
            target.Add(new(BunToken.Variable, stay));
        if (token is null or { Stay: not null })
            Add(target, NpmTargets.Registry, registry, request.Machine);
    }

    private static string? Registry(NpmReader.Chain chain, EcosystemRequest request, DiagnosticBag found)
    {
        var wanted = NpmTargets.WantedRegistry(request);
        var current = chain.Find(NpmTargets.Registry);
        if (wanted is null && current is null)
            return null;
        if (!NpmUrl.Same(wanted, current?.Value) && (NpmCredentials.Reason(NpmTargets.Registry, wanted, null, request) ?? BunCredentials.Reason(request)) is { } reason)
        {
            found.Add(reason);
            return null;
        }
        var lent = wanted ?? NpmDefault.Ask(request.Machine);
        if (lent is null)
            found.Add(Diagnose.NpmDefaultUnknown(current!.Source));
        return lent;
    }

    // Yarn 1 sends a credential without a host to the registry of a scope too.
    private static bool IsHeld(PrivateBinding binding, NpmReader.Chain chain, EcosystemRequest request, DiagnosticBag found)
    {
        var key = NpmTargets.ScopeKey(binding);
        if (NpmUrl.Same(chain.Find(key)?.Value, binding.Mirror.Url) || NpmCredentials.Reason(key, NpmUrl.Normalise(binding.Mirror.Url), null, request) is not { } reason)
            return false;
        found.Add(reason);
        return true;
    }

    // npm takes its variables in any case; two that differ only in case would leave it to chance which one counts.
    private static void Add(List<KeyValuePair<string, string?>> lent, string key, string value, Machine machine)
    {
        var name = $"npm_config_{key}";
        lent.AddRange(NpmFiles.Variables(machine).Where(v => v.Key == key && v.Variable != name).Select(v => new KeyValuePair<string, string?>(v.Variable, null)));
        lent.Add(new(name, value));
    }

    private static IEnumerable<KeyValuePair<string, string?>> ForOthers(
        string registry, NpmReader.Chain chain, IReadOnlyList<PrivateBinding> scopes, EcosystemRequest request, DiagnosticBag found)
    {
        if (Unmapped(chain, scopes) is { } unmapped)
            found.Add(Diagnose.NpmScopesNotLent(unmapped.Pattern.Place, "pnpm from version 11 and Yarn from version 2", NpmTargets.ScopeKey(unmapped)));
        else
            yield return new(Pnpm, registry);
        // Yarn keeps its scopes in .yarnrc.yml, which nothing here reads.
        if (scopes.Count > 0)
            yield break;
        if (YarnCredentials.Find(request.Machine) is { } credential)
        {
            found.Add(Diagnose.YarnCredentialWouldFollow(credential.Place, credential.Key));
            yield break;
        }
        yield return new(Berry, registry);
        if (request.Selection.Mirrors[0] is { IsInsecure: true, Url: var url })
            yield return new("YARN_UNSAFE_HTTP_WHITELIST", new Uri(url).Host);
    }

    private static PrivateBinding? Unmapped(NpmReader.Chain chain, IReadOnlyList<PrivateBinding> scopes) =>
        scopes.FirstOrDefault(b => chain.Find(NpmTargets.ScopeKey(b)) is not { File: not null } mapped || !NpmUrl.Same(mapped.Value, b.Mirror.Url));
}
