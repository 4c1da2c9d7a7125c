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

    // 33xx: nuget

    /// <summary>The policy lists several NuGet mirrors; NuGet would ask all of them at once and fail where one fails.</summary>
    public static Diagnostic NuGetHasNoFallback(Place place, string used, string unused) =>
        Warning("DEVM3301", place, $"NuGet has no fallback: only `{used}` is used, not {unused}", "NuGet asks every source that it knows, and one that fails stops the restore; name one mirror");

    /// <summary><c>fallback:</c> says more than NuGet can do.</summary>
    public static Diagnostic NuGetFallbackIgnored(Place place) =>
        Info("DEVM3302", place, "NuGet cannot go on to another source, so that `fallback` has no effect here");

    /// <summary>A stored credential would be sent to another host.</summary>
    public static Diagnostic NuGetCredentialWouldMove(Place? place, string key, string credential, string address) =>
        Error("DEVM3303", place, $"the source `{key}` has a credential ({credential}), which NuGet would send to {address}; the source is left as it is", "remove the credential, or give the source that it belongs to a name of its own");

    /// <summary>The source that a mirror stands in for is switched off.</summary>
    public static Diagnostic NuGetSourceIsDisabled(Place place, string key) =>
        Warning("DEVM3304", place, $"the source `{key}` is switched off here, so that its mirror is not asked", $"`dotnet nuget enable source {key}` switches it on");

    /// <summary>There is no source that the mirror could stand in for; a further source is never added.</summary>
    public static Diagnostic NuGetNothingToReplace(Place place, string wanted) =>
        Warning("DEVM3305", place, $"no package source of this user is {wanted}, so that no mirror is written", "`replaces: KEY` names the source that the mirror stands in for");

    /// <summary>A private source differs by region, and the file is shared by all.</summary>
    public static Diagnostic NuGetRegionalPrivateSource(Place place, string pattern) =>
        Error("DEVM3306", place, $"the private source of `{pattern}` differs by region and is not written to the repository's nuget.config", "use `devmirrors exec`, or give every region the same mirror");

    /// <summary>Another source has the same pattern: NuGet would ask both.</summary>
    public static Diagnostic NuGetPatternTaken(Place place, string pattern, string key, string file) =>
        Error("DEVM3307", place, $"`{pattern}` is mapped to the source `{key}` already ({file}), and NuGet would ask both", "remove one of the two mappings");

    /// <summary>What exec lends does not reach every command here.</summary>
    public static Diagnostic NuGetNeedsConfigFile(Place place, string reason) =>
        Warning("DEVM3308", place, $"{reason}, so that exec replaces the whole configuration: passwords of other files do not reach it", "commands without a restore, such as `dotnet tool restore`, need `--configfile \"$RestoreConfigFile\"`");

    /// <summary>exec cannot map a private name.</summary>
    public static Diagnostic NuGetPrivateNotLent(Place place, string pattern, string reason) =>
        Warning("DEVM3309", place, $"exec does not map `{pattern}`: {reason}", "`devmirrors apply --scope project` writes the mapping to the repository");

    /// <summary>`audit:` names something that is not known.</summary>
    public static Diagnostic NuGetUnknownAudit(Place place, string name) =>
        Error("DEVM3310", place, $"`audit` names `{name}`, which is neither an address nor a known mirror", "give the address of a NuGet service index that has vulnerability data");

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
