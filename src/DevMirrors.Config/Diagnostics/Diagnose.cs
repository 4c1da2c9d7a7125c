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
