namespace DevMirrors.Config;

/// <summary>
/// Every diagnostic of DevMirrors, in numeric order, a code never reused; docs/diagnostics has a page for each.
/// Blocks: 1xxx policy, 2xxx region and mirrors, 3xxx planning, 4xxx writing, 5xxx verifying and probing, 6xxx trust.
/// </summary>
public static class Diagnose
{
    // 10xx: the policy file

    // 20xx: region

    /// <summary><c>--region</c> names a region that the policy does not have.</summary>
    public static Diagnostic UnknownRegion(string name, string? nearest, IEnumerable<string> regions) =>
        Error("DEVM2001", null, $"the policy has no region `{name}`", Instead(nearest, regions));

    /// <summary>The environment names a region that the policy does not have; the next rule decides.</summary>
    public static Diagnostic UnknownRegionInVariable(string variable, string name, string? nearest, IEnumerable<string> regions) =>
        Warning("DEVM2002", null, $"{variable} says `{name}`, but the policy has no such region", Instead(nearest, regions));

    /// <summary>The stored choice is a region that the policy does not have; the next rule decides.</summary>
    public static Diagnostic UnknownStoredRegion(string name, string? nearest, IEnumerable<string> regions) =>
        Warning("DEVM2003", null, $"the stored region is `{name}`, but the policy has no such region", $"{Instead(nearest, regions)}; `devmirrors region set auto` forgets the choice");

    /// <summary>The first region of several that match was taken.</summary>
    public static Diagnostic SeveralRegionsMatch(Place place, IReadOnlyList<string> regions) =>
        Warning("DEVM2004", place, $"the rules of {Listed(regions)} match this machine; `{regions[0]}` comes first", "let the rules exclude each other, or choose with `devmirrors region set`");

    /// <summary>A container's time zone is seldom its place, so the default may be wrong.</summary>
    public static Diagnostic ContainerUsesDefault(string region, string variable) =>
        Info("DEVM2005", null, $"no rule matches in this container, so the default region `{region}` applies", $"pass {variable} into the container: `docker run -e {variable} …`");

    /// <summary>A rule that can never match: nobody knows a time zone of that name.</summary>
    public static Diagnostic UnknownTimeZone(Located zone, string? nearest) =>
        Warning("DEVM2006", zone.Place, $"`{zone.Text}` is not a known time zone", nearest is null ? "use a name of the IANA database, such as `Asia/Shanghai`, or a Windows id" : $"did you mean `{nearest}`?");

    // 21xx: mirrors and selection

    public static Diagnostic UnknownMirror(Located name, string ecosystem, string? nearest) =>
        Error("DEVM2101", name.Place, $"there is no {ecosystem} mirror `{Secrets.Mask(name.Text)}`", nearest is null ? "`devmirrors catalogue` lists the known ones; define your own under `mirrors:`" : $"did you mean `{nearest}`?");

    public static Diagnostic MirrorOfOtherEcosystem(Located name, string ecosystem, IReadOnlyList<string> others) =>
        Error("DEVM2102", name.Place, $"`{name.Text}` is a mirror for {string.Join(" and ", others)}, not for {ecosystem}", "`devmirrors catalogue` lists the known ones; define your own under `mirrors:`");

    public static Diagnostic KeywordOnlyForGo(Located keyword, string ecosystem) =>
        Error("DEVM2103", keyword.Place, $"`{keyword.Text}` has no meaning for {ecosystem}: only go knows it", "use `upstream` for the client's own default");

    /// <summary>A dead mirror where that may not be skipped, or where no other mirror is left.</summary>
    public static Diagnostic DeadMirror(Mirror mirror, IReadOnlyList<CatalogueEntry> alternatives) =>
        Error("DEVM2104", mirror.Place, Dead(mirror), Live(alternatives));

    public static Diagnostic DeadMirrorSkipped(Mirror mirror, IReadOnlyList<CatalogueEntry> alternatives) =>
        Warning("DEVM2105", mirror.Place, $"{Dead(mirror)}; it is left out", Live(alternatives));

    public static Diagnostic RestrictedMirror(Mirror mirror) =>
        Warning("DEVM2106", mirror.Place, $"the {mirror.Ecosystem} mirror `{mirror.Id}` is restricted: {mirror.Catalogue!.Notes}");

    /// <summary>Only a list names this mirror; nobody is known to have tried it.</summary>
    public static Diagnostic UnverifiedMirror(Mirror mirror) =>
        Warning("DEVM2107", mirror.Place, $"the {mirror.Ecosystem} mirror `{mirror.Id}` was never verified; its only source is {mirror.Catalogue!.Source}", "try it before you commit to it");

    /// <summary>The provider gives each account an address of its own.</summary>
    public static Diagnostic MirrorNeedsOwnAddress(Mirror mirror) =>
        Error("DEVM2108", mirror.Place, $"`{mirror.Id}` has no common address: {mirror.Catalogue!.Notes}", "define a mirror under `mirrors:` with the address that the provider gives you");

    public static Diagnostic ReplacesCatalogueRow(Located id) =>
        Info("DEVM2109", id.Place, $"the policy's own `{id.Text}` is used instead of the catalogue's mirror of that name");

    public static Diagnostic OrderStands(Place place, SelectBy select) =>
        Warning("DEVM2110", place, $"`select: {select.ToString().ToLowerInvariant()}` has no effect: the mirrors are used in the order of the list", "put the best mirror first");

    public static Diagnostic NoVulnerabilityData(Mirror mirror) =>
        Warning("DEVM2111", mirror.Place, $"{mirror.Ecosystem} audits find nothing through `{mirror.Id}`: it has no vulnerability data", mirror.Ecosystem == "nuget" ? "name an audit source with `audit:`" : "audit against the upstream, for example in CI");

    public static Diagnostic PrivateNameWithoutMirror(Located pattern, string region) =>
        Error("DEVM2112", pattern.Place, $"the private names `{pattern.Text}` have no mirror in region `{region}`", $"add `{region}:` or `default:` to them");

    /// <summary>Private names may only go where the policy itself says which server that is.</summary>
    public static Diagnostic PrivateNameAtPublicMirror(Located mirror, string pattern) =>
        Error("DEVM2113", mirror.Place, $"the private names `{pattern}` would be asked of `{Secrets.Mask(mirror.Text)}`, which is public", "name a mirror of your own from `mirrors:`");

    public static Diagnostic MirrorOfOtherRegistry(Located mirror, string serves, string registry) =>
        Error("DEVM2114", mirror.Place, $"`{mirror.Text}` serves the images of {serves}, not of {registry}", "`devmirrors catalogue` says which registry each mirror is for");

    private static string Dead(Mirror mirror) =>
        $"the {mirror.Ecosystem} mirror `{mirror.Id}` is dead ({(mirror.Catalogue!.IsVerified ? $"{mirror.Catalogue.Verified}, " : "")}{mirror.Catalogue.Source})";

    private static string Live(IReadOnlyList<CatalogueEntry> alternatives) => alternatives.Count == 0
        ? "the catalogue has no live one for that region; define your own under `mirrors:`"
        : $"live ones: {string.Join(", ", alternatives.Select(a => $"`{a.Id}`"))}";

    private static string Instead(string? nearest, IEnumerable<string> names) =>
        nearest is null ? $"it has {Listed([.. names])}" : $"did you mean `{nearest}`?";

    private static string Listed(IReadOnlyList<string> names) => string.Join(", ", names.Select(n => $"`{n}`"));

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

    /// <summary>A CR belongs to the value: private patterns match nothing then, and the names go to the proxy.</summary>
    public static Diagnostic GoValueEndsInCarriageReturn(Place place, string key) =>
        Warning("DEVM3101", place, $"`{key}` ends in a carriage return, which go takes for a part of the value", "end the lines of this file in LF only, on Windows too");

    /// <summary>go reads no env file of the user's.</summary>
    public static Diagnostic GoEnvSwitchedOff() =>
        Warning("DEVM3102", null, "GOENV is `off`, so go reads no settings of the user's and none are written", "unset GOENV, or run the command through `devmirrors exec`");

    /// <summary>There is no one file that go would read.</summary>
    public static Diagnostic NoGoEnvFile(string reason) =>
        Warning("DEVM3103", null, $"go has no env file here, so nothing is written: {reason}", "set GOENV to an absolute path, or run the command through `devmirrors exec`");

    /// <summary>A private name would go through a list in which something public stands, or that does not end in <c>off</c>.</summary>
    public static Diagnostic GoHasOneListForAllNames(Place place, string pattern, string mirror) =>
        Error("DEVM3104", place, $"go cannot ask `{mirror}` alone for `{pattern}`: it asks the region's list for every name", $"bind the name to `direct`, or let the list be private mirrors and end in `off`: `go: [{mirror}, off]`");

    /// <summary><c>fallback: never</c> with more than one entry.</summary>
    public static Diagnostic GoEntriesUnused(Place place, string used, IReadOnlyList<string> unused) =>
        Info("DEVM3105", place, $"`fallback: never` leaves `{used}` alone in GOPROXY; not used: {string.Join(", ", unused.Select(u => $"`{u}`"))}");

    /// <summary><c>fallback: any-error</c> before <c>direct</c> is not written.</summary>
    public static Diagnostic GoOutageStopsBeforeDirect(Place place) =>
        Info("DEVM3106", place, "`direct` is asked only for modules that no mirror has: an outage never sends names to version control, whatever `fallback` says");

    /// <summary>go has no reference to a variable in an address.</summary>
    public static Diagnostic GoReadsNoTokenVariable(Place place, string mirror, string variable) =>
        Info("DEVM3107", place, $"go cannot take the token of `{mirror}` from `{variable}`", "put it into your netrc file, or name a command in GOAUTH (Go 1.24)");

    /// <summary>The first mirror does not pass the checksum database on, and the region names no alias.</summary>
    public static Diagnostic GoMirrorWithoutSumDb(Place place, string mirror) =>
        Info("DEVM3108", place, $"`{mirror}` does not pass the checksum database on, so go asks `sum.golang.org` itself", "add `sumdb: sum.golang.google.cn` to the region where that host cannot be reached");

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
