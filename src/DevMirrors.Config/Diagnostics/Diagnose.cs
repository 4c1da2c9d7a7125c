namespace DevMirrors.Config;

/// <summary>
/// Every diagnostic of DevMirrors, in numeric order, a code never reused; docs/diagnostics has a page for each.
/// Blocks: 1xxx policy, 2xxx region and mirrors, 3xxx planning, 4xxx writing, 5xxx verifying and probing, 6xxx trust.
/// </summary>
public static class Diagnose
{
    // 10xx: the policy file

    // 20xx: region

    // 21xx: mirrors and selection

    // 30xx: planning, every ecosystem

    /// <summary>The file cannot be parsed as what it should be; it is left alone.</summary>
    public static Diagnostic UnparsableFile(Place place, string format, string reason) =>
        Error("DEVM3001", place, $"this is not a valid {format}: {reason}", "mend the file by hand; DevMirrors leaves it as it is");

    /// <summary>The file may not or must not be edited (device, too large, binary, unreadable, …).</summary>
    public static Diagnostic UneditableFile(Place place, string reason) =>
        Error("DEVM3002", place, $"this file is left alone: {reason}");

    /// <summary>A value that neither is the upstream nor a known mirror nor ours would be replaced.</summary>
    public static Diagnostic ReplacesForeignValue(Place place, string setting, string masked) =>
        Warning("DEVM3003", place, $"`{setting}` holds `{masked}`, which somebody set by hand; apply replaces it", "`devmirrors undo` gives it back");

    /// <summary>A value that another policy owns would be replaced.</summary>
    public static Diagnostic TakesOver(Place place, string setting, string owner) =>
        Warning("DEVM3004", place, $"`{setting}` belongs to the policy {owner}; apply takes it over", "`devmirrors exec` uses this policy for one command and leaves that value alone");

    /// <summary><c>upstream</c> was asked for, but the value is neither ours nor a catalogue mirror.</summary>
    public static Diagnostic ForeignValueStays(Place place, string setting, string masked) =>
        Info("DEVM3005", place, $"`{setting}` stays `{masked}`: the policy says upstream, and this value is neither ours nor a known mirror");

    /// <summary>The scope does not exist for this ecosystem.</summary>
    public static Diagnostic NoSuchScope(string ecosystem, Scope scope) =>
        Info("DEVM3006", null, $"{ecosystem} has no settings at {scope.ToString().ToLowerInvariant()} scope");

    // 31xx: go

    // 32xx: npm

    /// <summary>npm knows one registry; the others of the list are not used.</summary>
    public static Diagnostic NpmHasNoFallback(Place place, string used, bool wasAskedFor) =>
        new("DEVM3201", wasAskedFor ? Severity.Warning : Severity.Info, $"npm asks one registry and has no fallback: `{used}` is used, the others of this list are not", place, wasAskedFor ? "say `fallback: never`, or name one mirror" : null);

    /// <summary>A private name without a scope, which npm always asks of its default registry.</summary>
    public static Diagnostic NpmNeedsScope(Place place, string pattern) =>
        Error("DEVM3202", place, $"npm can bind only a scope such as `@corp` to a registry, not `{pattern}`", "publish private packages under a scope and name the scope here");

    /// <summary>The registry differs by region, so a file that git tracks must not carry it.</summary>
    public static Diagnostic NpmRegistryStaysOutOfRepository(Place place, string path) =>
        Warning("DEVM3203", place, $"`registry` depends on the region and is not written to {path}, which git tracks: it would change with every colleague", "`devmirrors apply` writes it to the user's file, `devmirrors exec` lends it to one command");

    /// <summary>The scope's mirror differs by region, so a file that git tracks must not carry it.</summary>
    public static Diagnostic NpmScopeStaysOutOfRepository(Place place, string scope, string path) =>
        Warning("DEVM3204", place, $"`{scope}:registry` depends on the region and is not written to {path}, which git tracks", "`devmirrors apply` writes it to the user's file");

    /// <summary>A credential that is bound to no host would follow the registry to a new one (P23).</summary>
    public static Diagnostic NpmCredentialWouldFollow(Place? place, string key, string setting) =>
        Error("DEVM3205", place, $"`{setting}` is left as it is: `{key}` is bound to no host, so it would be sent to whatever registry is set", $"bind it to its host, as in `//npm.corp.example/:_authToken=…` (`npm config fix` does that), or remove it");

    /// <summary>Tarballs of private scopes would be asked of the default registry.</summary>
    public static Diagnostic NpmReplacesRegistryHost(Place place) =>
        Warning("DEVM3206", place, "`replace-registry-host=always` makes npm ask the default registry for tarballs of private scopes whose lockfile names another host", "remove it; `omit-lockfile-registry-resolved=true` keeps hosts out of lockfiles");

    /// <summary>An empty value takes the scope's registry away.</summary>
    public static Diagnostic NpmScopeCancelled(Place place, string key) =>
        Warning("DEVM3207", place, $"`{key}` is empty here, so npm asks the default registry for these private names", "remove the line");

    /// <summary>A reference to an unset variable breaks Yarn 1 and pnpm, so none is written.</summary>
    public static Diagnostic NpmTokenUnset(Place place, string variable, string key) =>
        Info("DEVM3208", place, $"`{key}` is not written: the environment variable `{variable}` is not set", $"set `{variable}` and run `devmirrors apply` again");

    /// <summary>The user has a credential of their own for this host.</summary>
    public static Diagnostic NpmTokenStays(Place place, string key) =>
        Info("DEVM3209", place, $"`{key}` stays as it is: it was set by hand");

    /// <summary>The policy says upstream, a file or variable says otherwise, and only npm itself knows its default.</summary>
    public static Diagnostic NpmDefaultUnknown(string source) =>
        Warning("DEVM3210", null, $"npm's own default registry could not be asked from npm, so this command keeps the one from {source}", "install npm, or remove that setting");

    /// <summary>Clients that take a registry, but no scopes, from the environment are lent nothing.</summary>
    public static Diagnostic NpmScopesNotLent(Place place, string clients, string scope) =>
        Warning("DEVM3211", place, $"{clients} cannot be lent a registry: they read `{scope}` from files only, and would ask the mirror for private names", "`devmirrors apply --scope project` writes the scope to the repository's .npmrc");

    // 33xx: nuget

    // 34xx: docker

    // 40xx: writing, undoing, own state

    // 50xx: verifying

    /// <summary>Something nearer than our file overrides what it says.</summary>
    public static Diagnostic Shadowed(Reading reading) =>
        Warning("DEVM5001", null, $"{reading.Client} does not use what the policy wants for `{reading.Setting}`: {reading.ShadowedBy} overrides it", $"take that away, or run the command through `devmirrors exec`");

    // 60xx: consent and trust

    private static Diagnostic Error(string code, Place? place, string message, string? hint = null) =>
        new(code, Severity.Error, message, place, hint);

    private static Diagnostic Warning(string code, Place? place, string message, string? hint = null) =>
        new(code, Severity.Warning, message, place, hint);

    private static Diagnostic Info(string code, Place? place, string message, string? hint = null) =>
        new(code, Severity.Info, message, place, hint);
}
