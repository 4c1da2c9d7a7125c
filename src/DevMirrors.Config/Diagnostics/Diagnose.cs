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

    /// <summary>The client itself says something else than our reading of its files.</summary>
    public static Diagnostic ClientDisagrees(Reading reading) =>
        Warning("DEVM5002", null, $"{reading.Client} itself says `{reading.Asked}` for `{reading.Setting}`, where its files say `{reading.Effective ?? "its default"}`", "the client's own answer counts; please report the difference");

    // 60xx: consent, trust and the command line

    /// <summary>The code of <see cref="NeedsConsent"/>, which has an exit code of its own.</summary>
    public const string ConsentCode = "DEVM6001";

    /// <summary>Nobody can be asked, and nothing says that the plan is agreed to.</summary>
    public static Diagnostic NeedsConsent(string policy, string hash, IReadOnlyList<string> hosts) =>
        Error(ConsentCode, new Place(policy), $"writing your settings for {string.Join(", ", hosts.Select(h => $"`{h}`"))} needs your consent, and there is no terminal to ask on", $"pass --yes, or set DEVMIRRORS_TRUST={hash}, which agrees to exactly this policy");

    /// <summary>A policy is there already.</summary>
    public static Diagnostic PolicyExists(string path) =>
        Error("DEVM6002", new Place(path), "there is a policy already, and init never overwrites one", "edit it, or remove it first");

    /// <summary>The command has no such option.</summary>
    public static Diagnostic UnknownOption(string option, string? nearest, string help) =>
        Error("DEVM6010", null, $"unknown option `{option}`", nearest is null ? $"`{help}` lists the options" : $"did you mean `{nearest}`?");

    /// <summary>There is no such command.</summary>
    public static Diagnostic UnknownCommand(string command, string? nearest) =>
        Error("DEVM6011", null, $"unknown command `{command}`", nearest is null ? "`devmirrors --help` lists the commands" : $"did you mean `{nearest}`?");

    /// <summary>An option, or the variable that stands for it, holds a value that it cannot have.</summary>
    public static Diagnostic UnknownValue(string option, string value, IReadOnlyList<string> known, string? nearest) =>
        Error("DEVM6012", null, $"`{option}` cannot be `{value}`: expected {string.Join(", ", known.Select(k => $"`{k}`"))}", nearest is null ? null : $"did you mean `{nearest}`?");

    /// <summary>A command line that cannot be understood for another reason.</summary>
    public static Diagnostic BadCommandLine(string reason, string help) =>
        Error("DEVM6013", null, reason, $"`{help}` shows how it is used");

    /// <summary><c>--root</c> without <c>--scope machine</c>.</summary>
    public static Diagnostic RootNeedsMachineScope() =>
        Error("DEVM6014", null, "`--root` names the root of an image being built, which only has machine scope", "add `--scope machine`");

    /// <summary>The shell or CI system cannot take this name or value.</summary>
    public static Diagnostic CannotExport(string name, string shell) =>
        Info("DEVM6020", null, $"`{name}` is left out: {shell} cannot take this name or value", "`devmirrors exec` sets it for one command");

    /// <summary>A setting needs generated files, which only <c>exec</c> makes.</summary>
    public static Diagnostic NeedsFolder(string ecosystem, string name) =>
        Info("DEVM6021", null, $"`{name}` is left out: what {ecosystem} needs is a generated file", "`devmirrors exec` makes it for one command");

    /// <summary>The command of <c>exec</c> does not exist.</summary>
    public static Diagnostic CommandNotFound(string command) =>
        Error("DEVM6030", null, $"`{command}` is not found", "check its spelling and your PATH");

    /// <summary>The command of <c>exec</c> exists and cannot be run.</summary>
    public static Diagnostic CommandNotExecutable(string command, string reason) =>
        Error("DEVM6031", null, $"`{command}` cannot be run: {reason}");

    private static Diagnostic Error(string code, Place? place, string message, string? hint = null) =>
        new(code, Severity.Error, message, place, hint);

    private static Diagnostic Warning(string code, Place? place, string message, string? hint = null) =>
        new(code, Severity.Warning, message, place, hint);

    private static Diagnostic Info(string code, Place? place, string message, string? hint = null) =>
        new(code, Severity.Info, message, place, hint);
}
