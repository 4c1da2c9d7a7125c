namespace DevMirrors.Config;

/// <summary>
/// Every diagnostic of DevMirrors, in numeric order, a code never reused; docs/diagnostics has a page for each.
/// Blocks: 1xxx policy, 2xxx region and mirrors, 3xxx planning, 4xxx writing, 5xxx verifying and probing, 6xxx trust.
/// </summary>
public static class Diagnose
{
    // 10xx: the policy file

    public static Diagnostic NoPolicy(string folder, string? misnamed) =>
        Error("DEVM1001", new Place(folder), $"no `{PolicyFile.Name}` here or in a parent folder", misnamed is null
            ? "`devmirrors init` writes one; `--policy FILE` names another"
            : $"rename `{misnamed}` to `{PolicyFile.Name}`");

    public static Diagnostic PolicyNotThere(Place place) =>
        Error("DEVM1002", place, "there is no such policy file", "check the path given with `--policy` or DEVMIRRORS_POLICY");

    public static Diagnostic UnreadablePolicy(Place place, string reason) =>
        Error("DEVM1003", place, $"the policy cannot be read: {reason}", "a policy is a regular file that you may read");

    public static Diagnostic ForeignPolicy(Place place) =>
        Error("DEVM1004", place, "the policy belongs to another user", "name it with `--policy FILE` if you rely on its owner, or take ownership of the file");

    public static Diagnostic PolicyTooLarge(Place place, int kibibytes) =>
        Error("DEVM1005", place, $"the policy is larger than {kibibytes} KiB", "a policy names mirrors; move everything else elsewhere");

    public static Diagnostic NotUtf8(Place place) =>
        Error("DEVM1006", place, "the policy is not UTF-8 text", "save the file as UTF-8");

    public static Diagnostic HiddenCharacter(Place place, string character) =>
        Error("DEVM1007", place, $"the policy holds {character}, which editors do not show as what it is", "delete that character; line ends are LF or CRLF");

    public static Diagnostic EmptyPolicy(Place place) =>
        Error("DEVM1008", place, "the policy is empty", "`devmirrors init` shows what belongs into it; docs/policy.md describes every key");

    public static Diagnostic NotYaml(Place place, string reason) =>
        Error("DEVM1009", place, $"this is not valid YAML: {Shown.Of(reason.TrimEnd('.'))}", "check quotes, brackets, colons and the indentation of this line and the one above");

    public static Diagnostic TabIndentation(Place place) =>
        Error("DEVM1010", place, "the line is indented with a tab, expected spaces", "replace the tab by two spaces");

    public static Diagnostic PolicyTooDeep(Place place, int levels) =>
        Error("DEVM1011", place, $"the policy is nested deeper than {levels} levels", "no key of a policy needs that many; look for unclosed brackets");

    /// <summary>The same text would mean something else in another place of the file, so that nobody could review a change by reading it.</summary>
    public static Diagnostic AliasOrAnchor(Place place) =>
        Error("DEVM1012", place, "anchors (`&`) and aliases (`*`) are not supported", "write the value out; a text that begins with `&` or `*` needs quotes");

    public static Diagnostic Tag(Place place) =>
        Error("DEVM1013", place, "tags (`!`) are not supported", "leave the tag out; a text that begins with `!` needs quotes");

    public static Diagnostic MergeKey(Place place) =>
        Error("DEVM1014", place, "merge keys (`<<`) are not supported", "write the keys out");

    public static Diagnostic SecondDocument(Place place) =>
        Error("DEVM1015", place, "a second document begins here, expected one", "delete the `---` line and what follows, or use two files");

    public static Diagnostic DuplicateKey(Place place, string key, Place first) =>
        Error("DEVM1016", place, $"`{Shown.Of(key)}` is there already, in line {first.Line}", "keep one of the two");

    public static Diagnostic UnknownKey(Place place, string key, string owner, string? nearest, IEnumerable<string> known) =>
        Error("DEVM1017", place, $"`{Shown.Of(key)}` is not a key of {owner}", nearest is null
            ? $"expected one of {string.Join(", ", known)}"
            : $"did you mean `{nearest}`?");

    public static Diagnostic ReservedKey(Place place, string key) =>
        Error("DEVM1018", place, $"`{key}` is reserved for a later version", "write everything into this one file");

    public static Diagnostic MissingKey(Place place, string key, string path, string expected) =>
        Error("DEVM1019", place, $"`{key}` is missing{(path.Length == 0 ? "" : $" from `{path}`")}", key == "version" && path.Length == 0
            ? "add `version: 1` as the first line"
            : $"add `{key}: …`, {expected}");

    public static Diagnostic UnsupportedVersion(Place place, string version) =>
        Error("DEVM1020", place, $"version `{Shown.Of(version)}` is not supported, expected 1", "write `version: 1`, or update DevMirrors if the policy is of a newer one");

    public static Diagnostic WrongType(Place place, string path, string expected, string actual) =>
        Error("DEVM1021", place, $"{(path.Length == 0 ? "the policy" : $"`{path}`")} is {actual}, expected {expected}", actual is "a number" or "true or false" && expected != "keys with values"
            ? "put the value into quotes if it is meant as text"
            : "docs/policy.md has an example of every key");

    public static Diagnostic WrongValue(Place place, string path, string expected, string actual, string? nearest = null) =>
        Error("DEVM1022", place, $"`{Shown.Of(actual)}` does not fit in `{path}`, expected {expected}", nearest is null ? "docs/policy.md has an example of every key" : $"did you mean `{nearest}`?");

    public static Diagnostic NothingInside(Place place, string path) =>
        Error("DEVM1023", place, $"`{path}` holds nothing, expected at least one entry", "fill it, or leave the key out");

    public static Diagnostic ListedTwice(Place place, string path, string text) =>
        Error("DEVM1024", place, $"`{Shown.Of(text)}` is listed twice in `{path}`", "keep one of the two");

    public static Diagnostic NoDefaultRegion(Place place) =>
        Error("DEVM1025", place, "no region is the default", "add `default: true` to the region of everybody whom no `when` matches");

    public static Diagnostic TwoDefaultRegions(Place place, string name, string first) =>
        Error("DEVM1026", place, $"region `{Shown.Of(name)}` is a second default beside `{Shown.Of(first)}`", "keep `default: true` in one of them");

    /// <summary>Reports what <see cref="MirrorUrl"/> found, if anything.</summary>
    internal static void Url(Located url, UrlFault? fault, DiagnosticBag found)
    {
        if (fault is not null)
            found.Add(fault.Kind switch
            {
                UrlFaultKind.Credential => CredentialInPolicy(url.Place),
                UrlFaultKind.PlainHttp => InsecureUrl(url.Place, url.Text),
                _ => BadUrl(url.Place, url.Text, fault.Reason),
            });
    }

    public static Diagnostic BadUrl(Place place, string url, string reason) =>
        Error("DEVM1027", place, $"`{Shown.Of(url)}` is not an address for a mirror: {reason}", "write `https://host/path`, without credentials, query and fragment");

    public static Diagnostic InsecureUrl(Place place, string url) =>
        Error("DEVM1028", place, $"`{Shown.Of(url)}` is plain http", "use https, or define it under `mirrors` with `insecure: true` where everybody in between may change what is downloaded");

    public static Diagnostic CredentialInPolicy(Place place) =>
        Error("DEVM1029", place, "the policy holds a credential, which everybody who clones would get", "revoke it, and name an environment variable instead: `auth: { token-env: NAME }`");

    public static Diagnostic DirectBeforeTheEnd(Place place) =>
        Error("DEVM1030", place, "`direct` is not the last entry, and go never asks what stands behind it", "move `direct` to the end");

    public static Diagnostic OffBeforeTheEnd(Place place) =>
        Error("DEVM1031", place, "`off` is not the last entry, and go never asks what stands behind it", "move `off` to the end, or leave it out");

    public static Diagnostic OnlyForGo(Place place, string word, string ecosystem) =>
        Error("DEVM1032", place, $"`{word}` means nothing to {ecosystem}, only to go", "use `upstream` for the client's own default");

    public static Diagnostic DockerHubAmongImages(Place place, string registry) =>
        Error("DEVM1033", place, $"`{registry}` is Docker Hub, which does not belong into `images`", "name its mirrors under `docker`");

    public static Diagnostic PrivateAtPublicMirror(Place place, string pattern, string mirror) =>
        Error("DEVM1034", place, $"the private names `{Shown.Of(pattern)}` point at the public mirror `{Shown.Of(mirror)}`", $"name a mirror of your own, with `private: true` under `mirrors`");

    public static Diagnostic PrivateMirrorUndefined(Place place, string pattern, string mirror, string? nearest) =>
        Error("DEVM1035", place, $"the private names `{Shown.Of(pattern)}` point at `{Shown.Of(mirror)}`, which `mirrors` does not define as private", nearest is null
            ? "define it under `mirrors` with `private: true`; whatever is not defined there counts as public"
            : $"did you mean `{nearest}`?");

    public static Diagnostic PrivateMirrorOfOtherEcosystem(Place place, string mirror, string actual, string expected) =>
        Error("DEVM1036", place, $"`{Shown.Of(mirror)}` is a mirror for {Shown.Of(actual)}, expected one for {expected}", $"define one under `mirrors` with `ecosystem: {expected}` and `private: true`");

    public static Diagnostic UnknownPrivateRegion(Place place, string region, string? nearest) =>
        Error("DEVM1037", place, $"there is no region `{Shown.Of(region)}`", nearest is null ? "use the name of a region, or `default`" : $"did you mean `{nearest}`?");

    public static Diagnostic PrivateNameUnbound(Place place, string pattern, string region) =>
        Error("DEVM1038", place, $"the private names `{Shown.Of(pattern)}` have no mirror in region `{Shown.Of(region)}`, where they would reach the public one", "add `default: MIRROR`, or a mirror for that region");

    public static Diagnostic PrivatePatternTooWide(Place place, string pattern) =>
        Error("DEVM1039", place, $"`{Shown.Of(pattern)}` covers public modules, which would then go unchecked by the checksum database", "name your own host, such as `git.corp.example`, or your own account, such as `github.com/corp`");

    public static Diagnostic MoreErrors(Place place, int shown) =>
        Info("DEVM1040", place, $"only the first {shown} errors are shown", "mend these and look again");

    public static Diagnostic SumWithoutVersion(Place place) =>
        Error("DEVM1041", place, "a sum is that of one version, and none is named", "add `version:`, as the lock file that the sum comes from has it");

    public static Diagnostic TimeoutOutOfRange(Place place) =>
        Error("DEVM1042", place, "a mirror's timeout is longer than nothing and at most 5 minutes", "most policies need none; the default is 2s");

    // 20xx: region

    /// <summary><c>--region</c> names a region that the policy does not have.</summary>
    public static Diagnostic UnknownRegion(string name, string? nearest, IEnumerable<string> regions) =>
        Error("DEVM2001", null, $"the policy has no region `{Shown.Of(name)}`", Instead(nearest, regions));

    /// <summary>The environment names a region that the policy does not have; the next rule decides.</summary>
    public static Diagnostic UnknownRegionInVariable(string variable, string name, string? nearest, IEnumerable<string> regions) =>
        Warning("DEVM2002", null, $"{variable} says `{Shown.Of(name)}`, but the policy has no such region", Instead(nearest, regions));

    /// <summary>The stored choice is a region that the policy does not have; the next rule decides.</summary>
    public static Diagnostic UnknownStoredRegion(string name, string? nearest, IEnumerable<string> regions) =>
        Warning("DEVM2003", null, $"the stored region is `{Shown.Of(name)}`, but the policy has no such region", $"{Instead(nearest, regions)}; `devmirrors region set auto` forgets the choice");

    /// <summary>The first region of several that match was taken.</summary>
    public static Diagnostic SeveralRegionsMatch(Place place, IReadOnlyList<string> regions) =>
        Warning("DEVM2004", place, $"the rules of {Listed(regions)} match this machine; `{regions[0]}` comes first", "let the rules exclude each other, or choose with `devmirrors region set`");

    /// <summary>A container's time zone is seldom its place, so the default may be wrong.</summary>
    public static Diagnostic ContainerUsesDefault(string region, string variable) =>
        Info("DEVM2005", null, $"no rule matches in this container, so the default region `{region}` applies", $"pass {variable} into the container: `docker run -e {variable} …`");

    /// <summary>A rule that can never match: nobody knows a time zone of that name.</summary>
    public static Diagnostic UnknownTimeZone(Located zone, string? nearest) =>
        Warning("DEVM2006", zone.Place, $"`{Shown.Of(zone.Text)}` is not a known time zone", nearest is null ? "use a name of the IANA database, such as `Asia/Shanghai`, or a Windows id" : $"did you mean `{nearest}`?");

    // 21xx: mirrors and selection

    public static Diagnostic UnknownMirror(Located name, string ecosystem, string? nearest) =>
        Error("DEVM2101", name.Place, $"there is no {ecosystem} mirror `{Shown.Of(name.Text)}`", nearest is null ? "`devmirrors catalogue` lists the known ones; define your own under `mirrors:`" : $"did you mean `{nearest}`?");

    public static Diagnostic MirrorOfOtherEcosystem(Located name, string ecosystem, IReadOnlyList<string> others) =>
        Error("DEVM2102", name.Place, $"`{name.Text}` is a mirror for {string.Join(" and ", others)}, not for {ecosystem}", "`devmirrors catalogue` lists the known ones; define your own under `mirrors:`");

    public static Diagnostic MirrorOfOtherRegistry(Located mirror, string serves, string registry) =>
        Error("DEVM2103", mirror.Place, $"`{mirror.Text}` serves the images of {serves}, not of {registry}", "`devmirrors catalogue` says which registry each mirror is for");

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

    /// <summary>No probe of these mirrors is kept.</summary>
    public static Diagnostic NothingMeasured(MirrorChoice choice) =>
        Info("DEVM2110", choice.Place, $"the {choice.Ecosystem} mirrors are used in the order of the list: `select: {choice.Select.ToString().ToLowerInvariant()}` knows nothing of them yet", "`devmirrors probe` measures them, and so does `--probe` of plan and apply");

    public static Diagnostic NoVulnerabilityData(Mirror mirror) =>
        Warning("DEVM2111", mirror.Place, $"{mirror.Ecosystem} audits find nothing through `{mirror.Id}`: it has no vulnerability data", mirror.Ecosystem == "nuget" ? "name an audit source with `audit:`" : "audit against the upstream, for example in CI");

    /// <summary>The policy calls a mirror private whose address is a public mirror's.</summary>
    public static Diagnostic PrivateNameAtPublicAddress(Located mirror, string pattern) =>
        Error("DEVM2112", mirror.Place, $"the private names `{Shown.Of(pattern)}` would be asked of `{mirror.Text}`, whose address is a public mirror's", "give it the address of your own server under `mirrors:`");

    public static Diagnostic ChosenByVerdict(MirrorChoice choice, string id, IReadOnlyList<string> known) =>
        Info("DEVM2113", choice.Place, $"{choice.Ecosystem} uses `{id}`: {string.Join("; ", known)}", "`devmirrors probe` measures again");

    public static Diagnostic NoneIsHealthy(MirrorChoice choice, string id, IReadOnlyList<string> known) =>
        Warning("DEVM2114", choice.Place, $"no {choice.Ecosystem} mirror is healthy, so `{id}` is used, whose bytes are right: {string.Join("; ", known)}", "`devmirrors probe` measures again; list another mirror if that stays so");

    /// <summary>The order of the policy stands; exit code 3.</summary>
    public static Diagnostic NoMirrorAnswers(MirrorChoice choice, IReadOnlyList<string> known) =>
        Warning("DEVM2115", choice.Place, $"no {choice.Ecosystem} mirror answers rightly, so the order of the list stands: {string.Join("; ", known)}", "`devmirrors probe` measures again; if all of them fail, look at this machine's own network first");

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
        Error("DEVM3002", place, $"this file is left alone: {reason}", "mend what is named here and run the same command again; `devmirrors exec` needs none of your files");

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

    /// <summary>The client has no file of the user's here, so that nothing can be written for it.</summary>
    public static Diagnostic NoUserFile(string ecosystem, string reason) =>
        Warning("DEVM3007", null, $"nothing is written for {ecosystem}: {reason}", "set HOME, or give an absolute path; `devmirrors exec` needs no file");

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

    /// <summary>npm knows one registry; the others of the list are not used.</summary>
    public static Diagnostic NpmHasNoFallback(Place place, string used, bool wasAskedFor) =>
        new("DEVM3201", wasAskedFor ? Severity.Warning : Severity.Info, $"npm asks one registry and has no fallback: `{used}` is used, the others of this list are not", place, wasAskedFor ? "say `fallback: never`, or name one mirror" : null);

    /// <summary>The registry differs by region, so a file that git tracks must not carry it.</summary>
    public static Diagnostic NpmRegistryStaysOutOfRepository(Place place, string path) =>
        Warning("DEVM3202", place, $"`registry` depends on the region and is not written to {path}, which git tracks: it would change with every colleague", "`devmirrors apply` writes it to the user's file, `devmirrors exec` lends it to one command");

    /// <summary>The scope's mirror differs by region, so a file that git tracks must not carry it.</summary>
    public static Diagnostic NpmScopeStaysOutOfRepository(Place place, string scope, string path) =>
        Error("DEVM3203", place, $"`{scope}:registry` depends on the region and is not written to {path}, which git tracks", "`devmirrors apply` writes it to the user's file");

    /// <summary>A credential that is bound to no host would follow the registry to a new one (P23).</summary>
    public static Diagnostic NpmCredentialWouldFollow(Place? place, string key, string setting) =>
        Error("DEVM3204", place, $"`{setting}` is left as it is: `{key}` is bound to no host, so it would be sent to whatever registry is set", $"bind it to its host, as in `//npm.corp.example/:_authToken=…` (`npm config fix` does that), or remove it");

    /// <summary>Tarballs of private scopes would be asked of the default registry.</summary>
    public static Diagnostic NpmReplacesRegistryHost(Place place) =>
        Warning("DEVM3205", place, "`replace-registry-host=always` makes npm ask the default registry for tarballs of private scopes whose lockfile names another host", "remove it; `omit-lockfile-registry-resolved=true` keeps hosts out of lockfiles");

    /// <summary>An empty value takes the scope's registry away.</summary>
    public static Diagnostic NpmScopeCancelled(Place place, string key) =>
        Warning("DEVM3206", place, $"`{key}` is empty here, so npm asks the default registry for these private names", "remove the line");

    /// <summary>A reference to an unset variable breaks Yarn 1 and pnpm, so none is written.</summary>
    public static Diagnostic NpmTokenUnset(Place place, string variable, string key) =>
        Info("DEVM3207", place, $"`{key}` is not written: the environment variable `{variable}` is not set", $"set `{variable}` and run `devmirrors apply` again");

    /// <summary>The user has a credential of their own for this host.</summary>
    public static Diagnostic NpmTokenStays(Place place, string key) =>
        Info("DEVM3208", place, $"`{key}` stays as it is: it was set by hand");

    /// <summary>The policy says upstream, a file or variable says otherwise, and only npm itself knows its default.</summary>
    public static Diagnostic NpmDefaultUnknown(string source) =>
        Warning("DEVM3209", null, $"npm's own default registry could not be asked from npm, so this command keeps the one from {source}", "install npm, or remove that setting");

    /// <summary>Clients that take a registry, but no scopes, from the environment are lent nothing.</summary>
    public static Diagnostic NpmScopesNotLent(Place place, string clients, string scope) =>
        Warning("DEVM3210", place, $"{clients} are lent no registry: they read `{scope}` from files only, and would ask the mirror for private names", "`devmirrors apply --scope project` writes the scope to the repository's .npmrc");

    /// <summary>Yarn from version 2 would send a credential that is bound to no registry to the lent one (P23).</summary>
    public static Diagnostic YarnCredentialWouldFollow(Place? place, string key) =>
        Warning("DEVM3211", place, $"Yarn from version 2 is lent no registry: `{key}` is bound to none, so it would be sent to the mirror", "move it below `npmRegistries`, under the address that it belongs to, or remove it");

    /// <summary>A credential that is bound to its host would go there over plain http (P23).</summary>
    public static Diagnostic NpmCredentialInTheClear(Place? place, string key, string setting) =>
        Error("DEVM3212", place, $"`{setting}` is left as it is: `{Shown.Of(key)}` would be sent over plain http, which its host and path say nothing about", "give the mirror an https address, or remove the credential");

    /// <summary>Bun up to version 1.3 would send a token that is bound to its registry's host to the lent one (P23).</summary>
    public static Diagnostic BunTokenWouldFollow(Place place, string key) =>
        Info("DEVM3213", place, $"Bun keeps the registry that it has: up to version 1.3 it would send `{Shown.Of(key)}` to a lent one", "`devmirrors apply` writes the registry to a file, with which no version sends it there");

    /// <summary>The same, where it cannot be told which registry Bun is to keep: npm's variable would reach Bun, too.</summary>
    public static Diagnostic BunTokenWouldFollowNpm(Place place, string key) =>
        Warning("DEVM3214", place, $"npm, pnpm up to version 10 and Bun are lent no registry: Bun up to version 1.3 reads npm's variable, and would send `{Shown.Of(key)}` there", $"set `{BunToken.Variable}` to the registry that Bun is to use");

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
        Warning("DEVM3308", place, $"{reason}, so that exec replaces the whole configuration: passwords of other files do not reach it", "`dotnet tool restore`, `install` and `update` get it as `--configfile`; inside a script write `--configfile \"$RestoreConfigFile\"`");

    /// <summary>exec cannot map a private name.</summary>
    public static Diagnostic NuGetPrivateNotLent(Place place, string pattern, string reason) =>
        Warning("DEVM3309", place, $"exec does not map `{pattern}`: {reason}", "`devmirrors apply --scope project` writes the mapping to the repository");

    /// <summary>No file here binds a private name, so that every source is asked for it.</summary>
    public static Diagnostic NuGetPrivateUnbound(Place place, string pattern, string mirror) =>
        Warning("DEVM3310", place, $"no nuget.config here binds `{pattern}` to `{mirror}` alone, so the mirror would be asked for it", "`devmirrors apply --scope project` binds it in the repository's nuget.config; commit that file");

    // 34xx: docker

    /// <summary>dockerd 20.10 cannot read a file that begins with a byte order mark.</summary>
    public static Diagnostic DaemonJsonHasBom(Place place) =>
        Warning("DEVM3401", place, "the file begins with a byte order mark, which dockerd before 23 refuses", "save it as UTF-8 without a byte order mark; DevMirrors keeps what it finds");

    /// <summary>A key of ours in another spelling: dockerd refuses to start with it.</summary>
    public static Diagnostic DaemonJsonKeyCase(Place place, string key, string right) =>
        Error("DEVM3402", place, $"dockerd does not know `{key}` and refuses to start with it", $"write `{right}`; DevMirrors leaves the file as it is");

    public static Diagnostic DockerIsAbsent() =>
        Info("DEVM3403", null, "docker is not installed here, so nothing is written for it");

    /// <summary>The system's daemon is out of reach of user scope.</summary>
    public static Diagnostic DockerNeedsMachineScope() =>
        Info("DEVM3404", null, "docker runs for the whole machine, and user scope does not reach it", "`sudo devmirrors apply --scope machine --only docker`");

    /// <summary>Docker Desktop's daemon runs outside this distribution.</summary>
    public static Diagnostic DockerDesktopInWsl() =>
        Info("DEVM3405", null, "docker here belongs to Docker Desktop, which reads no file of this WSL distribution", "run `devmirrors apply --only docker` in Windows, or set `registry-mirrors` in Docker Desktop under Settings > Docker Engine");

    public static Diagnostic DockerAsksUpstreamLast(Place place) =>
        Warning("DEVM3406", place, "docker always asks Docker Hub last, so the mirrors after `upstream` are asked before it", "put `upstream` at the end of the list");

    public static Diagnostic DockerAlwaysFallsBack(Place place, string fallback) =>
        Warning("DEVM3407", place, $"docker cannot express `fallback: {fallback}`: after any error it asks the next mirror, and at last Docker Hub", "write `fallback: any-error`, or leave it out; only a firewall keeps docker from Docker Hub");

    /// <summary>dockerd before 23 refuses to start with such a mirror.</summary>
    public static Diagnostic DockerMirrorHasPath(Place place, string id, string version) =>
        Error("DEVM3408", place, $"the address of `{id}` has a path, and {version} may refuse to start with it", "use a mirror without a path, or install docker 23 or later");

    /// <summary>The same setting as flag and in the file: dockerd refuses to start.</summary>
    public static Diagnostic DockerFlagConflict(Place place, string flag, string key) =>
        Error("DEVM3409", place, $"dockerd is started with `{flag}` and refuses to start where daemon.json says `{key}` too", $"take `{flag}` out of the place named, then apply again");

    public static Diagnostic DockerImagesNotCovered(Place place, string registry) =>
        Info("DEVM3410", place, $"docker mirrors Docker Hub only: `{registry}` is still asked for its own images", "name the mirror in the image's reference, or use a client that has a mirror for each registry");

    public static Diagnostic DockerHasNoEnvironment() =>
        Info("DEVM3411", null, "docker takes mirrors from the daemon's file only, so one command cannot borrow them", "`devmirrors apply --only docker` writes that file; where docker runs for the whole machine: `sudo devmirrors apply --scope machine --only docker`");

    public static Diagnostic DockerReloaded(string path) =>
        Info("DEVM3412", new Place(path), "dockerd has read the file");

    /// <summary>The daemon is not ours to signal.</summary>
    public static Diagnostic DockerNeedsReload(string path, string command) =>
        Info("DEVM3413", new Place(path), "docker uses what the file says once it has read it", command);

    /// <summary>The daemon was told, and whether it has done so could not be seen.</summary>
    public static Diagnostic DockerReloadUnconfirmed(string path, string command) =>
        Warning("DEVM3414", new Place(path), "dockerd was told to read the file, and does not show that it has", $"{command} makes sure");

    /// <summary>The containerd image store reads hosts.toml first.</summary>
    public static Diagnostic DockerHostsFileFirst(string path) =>
        Info("DEVM3415", new Place(path), "where docker keeps images in containerd, this file comes before `registry-mirrors`");

    public static Diagnostic DockerSendsNoToken(Place place, string id, string host) =>
        Warning("DEVM3416", place, $"docker cannot send the token of `{id}`: it gives `{host}`, as every mirror, the Docker Hub login or nothing", "let the mirror answer without a token, from inside your network");

    /// <summary>dockerd hands the Docker Hub login to every mirror that asks (P23).</summary>
    public static Diagnostic DockerLoginWouldFollow(Place place, string key, string origin) =>
        Error("DEVM3417", place, $"`registry-mirrors` is left as it is: dockerd would send your Docker Hub login (`{key}`) to {origin} when asked for one", "`docker logout` first; private images of the Hub and its mirrors exclude each other");

    /// <summary>The login came after the mirrors.</summary>
    public static Diagnostic DockerLoginFollows(Place? place, string key) =>
        Warning("DEVM3418", place, $"dockerd sends your Docker Hub login (`{key}`) to each of its mirrors that asks for one", "`docker logout`, or take the mirrors out with `devmirrors undo --only docker`");

    // 40xx: writing, undoing, own state

    /// <summary>The file must not or cannot be written; it is left alone, others are not.</summary>
    public static Diagnostic NotWritten(Place place, string reason) =>
        Error("DEVM4001", place, $"this file is not written: {reason}", "mend what is named here and run the same command again; `devmirrors exec` changes no file");

    /// <summary>The file no longer holds what the plan was made from.</summary>
    public static Diagnostic ChangedMeanwhile(Place place) =>
        Error("DEVM4002", place, "somebody changed this file while DevMirrors was about to write it; it is left alone", "run the same command again");

    /// <summary>A system call failed; the file is as it was.</summary>
    public static Diagnostic WriteFailed(Place place, string reason) =>
        Error("DEVM4003", place, $"writing failed: {Sentence(reason)}", "the file is as it was; make room or mend the disk, then run the same command again");

    /// <summary>A file was written and is as before again, because another of the same run failed.</summary>
    public static Diagnostic TakenBack(Place place) =>
        Warning("DEVM4004", place, "this file is as it was before: another file of the same run could not be written, and all of them go together");

    /// <summary>A run was killed between two files.</summary>
    public static Diagnostic Interrupted(Place place) =>
        Warning("DEVM4005", place, "partial: an earlier run was interrupted, so some of its files are written and others are not", "the next `devmirrors apply` or `devmirrors undo` finishes it");

    /// <summary>A run that was killed has been finished.</summary>
    public static Diagnostic Recovered(Place place) =>
        Info("DEVM4006", place, "an earlier run was interrupted; it has been finished now");

    /// <summary>Recovery found bytes that are neither those before the interrupted run nor those after it.</summary>
    public static Diagnostic LeftAsItIs(Place place) =>
        Warning("DEVM4007", place, "an earlier run was interrupted, and this file changed since; it stays as it is", "run `devmirrors plan` to see what is missing");

    /// <summary>Another DevMirrors has been writing for too long.</summary>
    public static Diagnostic Locked(Place place) =>
        Error("DEVM4008", place, "another DevMirrors is writing and does not come to an end", "wait for it or end it; never delete the lock file");

    /// <summary>The state folder cannot be used safely.</summary>
    public static Diagnostic StateUnusable(Place? place, string reason) =>
        Error("DEVM4009", place, $"DevMirrors cannot use its state folder: {Sentence(reason)}", "without it there is no undo, so nothing is written; see XDG_STATE_HOME");

    /// <summary>A newer DevMirrors has written this.</summary>
    public static Diagnostic StateNewer(Place place, int format) =>
        Error("DEVM4010", place, $"a newer DevMirrors has written this: its format is {format}", "update DevMirrors; nothing is written until then");

    /// <summary>Journal, pending transaction or backup do not hold what was written there.</summary>
    public static Diagnostic StateDamaged(Place place) =>
        Error("DEVM4011", place, "DevMirrors' own record is damaged or lost, so nothing is written by it", "restore it from a backup, or move it away: files then stay as they are and undo has nothing to give back");

    /// <summary>The journal is empty.</summary>
    public static Diagnostic NothingToUndo() =>
        Info("DEVM4012", null, "there is nothing to undo");

    /// <summary>Undo meets a value that somebody changed after us, or, without a key, lines that a repair of ours changed.</summary>
    public static Diagnostic NotOursAnyMore(Place place, string? key) =>
        Error("DEVM4013", place, key is null ? "somebody has changed lines that `devmirrors doctor --fix` had mended; they stay as they are" : $"somebody has changed `{key}` since DevMirrors wrote it; it stays as it is", "change it by hand, then run `devmirrors undo` again");

    /// <summary>Somebody deleted the file that we wrote.</summary>
    public static Diagnostic AlreadyGone(Place place) =>
        Info("DEVM4014", place, "this file is gone already, so there is nothing to take back");

    /// <summary>Somebody edited the file since; only our settings go.</summary>
    public static Diagnostic UndoneAround(Place place) =>
        Info("DEVM4015", place, "somebody has edited this file since; only the settings of DevMirrors are taken back");

    /// <summary>The machine's record is root's alone.</summary>
    public static Diagnostic MachineRecordClosed(Place place) =>
        Info("DEVM4016", place, "only an administrator may read what DevMirrors has written for the whole machine; who owns which value is not known here", "with `sudo` the same command knows it");

    // 50xx: verifying

    /// <summary>Something nearer than our file overrides what it says.</summary>
    public static Diagnostic Shadowed(Reading reading) =>
        Warning("DEVM5001", null, $"{reading.Client} does not use what the policy wants for `{reading.Setting}`: {reading.ShadowedBy} overrides it", $"take that away, or run the command through `devmirrors exec`");

    /// <summary>The client itself says something else than our reading of its files.</summary>
    public static Diagnostic ClientDisagrees(Reading reading) =>
        Warning("DEVM5002", null, $"{reading.Client} itself says `{reading.Asked}` for `{reading.Setting}`, where its files say `{reading.Effective ?? "its default"}`", "the client's own answer counts; please report the difference");

    /// <summary>The code of <see cref="Drifted"/>.</summary>
    internal const string DriftedCode = "DEVM5003";

    /// <summary>A file does not say what the policy says.</summary>
    /// <param name="options">Those that the check was asked with, each after a blank: without them another plan would be made.</param>
    public static Diagnostic Drifted(FileEdit edit, string options = "") =>
        Warning(DriftedCode, new Place(edit.Path), $"{string.Join(", ", edit.Changes.Select(c => $"`{c.Key}`"))} of {edit.Ecosystem} {(edit.Changes.Count == 1 ? "differs" : "differ")} from the policy", $"`devmirrors plan{options}` shows the difference, `devmirrors apply{options}` mends it");

    // 51xx: probing

    public static Diagnostic VerdictsNotKept(string path, string reason) =>
        Info("DEVM5101", new Place(path), $"the verdicts cannot be kept: {reason}", "`select: healthy` and `select: fastest` will not know of this probe");

    public static Diagnostic NothingToProbe(Place place, string region) =>
        Warning("DEVM5102", place, $"region `{region}` names no mirror that could be probed", "`--region` names another region, `--all` takes every one");

    public static Diagnostic ServesOtherBytes(MirrorReport mirror, Place place) =>
        Warning("DEVM5103", place, $"the {mirror.Ecosystem} mirror `{mirror.Id}` is tampered with: {Shown.Long(mirror.Because)}", "take it out of the policy until its owner has explained that");

    /// <summary>Exit code 3: whoever chooses by verdicts has nothing to choose from.</summary>
    public static Diagnostic NoUsableMirror(string ecosystem, Place place) =>
        Warning("DEVM5104", place, $"no {ecosystem} mirror answers rightly", "if all of them fail, look at this machine's own network first: proxies, name resolution, a login page");

    /// <summary>A report was asked for, and cannot be written.</summary>
    public static Diagnostic ReportNotWritten(string path, string reason) =>
        Error("DEVM5105", new Place(path), $"the report cannot be written: {reason}", "`--report` names a file in a folder that you may write to");

    // 60xx: consent, trust and the command line

    /// <summary>The code of <see cref="NeedsConsent"/>, which has an exit code of its own.</summary>
    public const string ConsentCode = "DEVM6001";

    /// <summary>Nobody can be asked, and nothing says that the plan is agreed to.</summary>
    public static Diagnostic NeedsConsent(string policy, string hash, IReadOnlyList<string> hosts) =>
        Error(ConsentCode, new Place(policy), $"{(hosts.Count == 0 ? "changing your settings" : $"writing {string.Join(", ", hosts.Select(h => $"`{h}`"))} into your settings")} needs your consent, and nobody can be asked here", $"pass --yes, or set DEVMIRRORS_TRUST={hash}, which agrees to exactly this policy; on a terminal, human output asks");

    /// <summary>A policy is there already.</summary>
    public static Diagnostic PolicyExists(string path) =>
        Error("DEVM6002", new Place(path), "there is a policy already, and init never overwrites one", "edit it, or remove it first");

    /// <summary>The code of <see cref="UnwritablePolicy"/>: the machine's fault, unlike everything else here.</summary>
    public const string UnwritablePolicyCode = "DEVM6003";

    /// <summary>init cannot write the policy.</summary>
    public static Diagnostic UnwritablePolicy(string path, string reason) =>
        Error(UnwritablePolicyCode, new Place(path), $"the policy cannot be written: {reason}", "name another place with `--policy`");

    /// <summary>The same, for what the writer says: its reason alone, without what it is about.</summary>
    public static Diagnostic UnwritablePolicyBecause(string path, IEnumerable<Diagnostic> because)
    {
        var message = because.First(d => d.Severity == Severity.Error).Message;
        return UnwritablePolicy(path, message[(message.IndexOf(": ", StringComparison.Ordinal) is var colon and >= 0 ? colon + 2 : 0)..]);
    }

    /// <summary>A private name without the server that has it.</summary>
    public static Diagnostic PrivateNameWithoutServer(string option, string value) =>
        Error("DEVM6004", null, $"`{option} {Secrets.Mask(value)}` names no server", $"write it as `{option} NAME=URL`");

    /// <summary>The command has no such option.</summary>
    public static Diagnostic UnknownOption(string option, string? nearest, string help) =>
        Error("DEVM6010", null, $"unknown option `{option}`", nearest is null ? $"`{help}` lists the options" : $"did you mean `{nearest}`?");

    /// <summary>There is no such command.</summary>
    public static Diagnostic UnknownCommand(string command, string? nearest) =>
        Error("DEVM6011", null, $"unknown command `{command}`", nearest is null ? "`devmirrors --help` lists the commands" : $"did you mean `{nearest}`?");

    /// <summary>An option, or the variable that stands for it, holds a value that it cannot have.</summary>
    public static Diagnostic UnknownValue(string option, string value, IReadOnlyList<string> known, string? nearest) =>
        Error("DEVM6012", null, $"`{option}` cannot be `{value}`: expected {string.Join(", ", known.Select(k => $"`{k}`"))}", nearest is null ? "write one of these, in lower case" : $"did you mean `{nearest}`?");

    /// <summary>A command line that cannot be understood for another reason.</summary>
    public static Diagnostic BadCommandLine(string reason, string help) =>
        Error("DEVM6013", null, reason, $"`{help}` shows how it is used");

    /// <summary><c>--root</c> without <c>--scope machine</c>.</summary>
    public static Diagnostic RootNeedsMachineScope() =>
        Error("DEVM6014", null, "`--root` names the root of an image being built, which only has machine scope", "add `--scope machine`");

    /// <summary>The build task was given a path that depends on a current folder.</summary>
    public static Diagnostic RelativePolicyPath(string path) =>
        Error("DEVM6015", null, $"`PolicyFile` must be an absolute path, and `{path}` is not", "write `$(MSBuildThisFileDirectory)` in front of it");

    /// <summary>The folder of <c>--root</c> is not there.</summary>
    public static Diagnostic NoSuchRoot(string root) =>
        Error("DEVM6016", null, $"the folder of `--root` does not exist: {root}", "name the root folder of the image being built");

    public static Diagnostic BadNumber(string option, string value, string expected) =>
        Error("DEVM6017", null, $"`{option}` cannot be `{Shown.Of(value)}`: expected {expected}", "`devmirrors probe --help` shows examples");

    /// <summary>The shell or CI system cannot take this name or value.</summary>
    public static Diagnostic CannotExport(string name, string shell) =>
        Info("DEVM6020", null, $"`{name}` is left out: {shell} cannot take this name or value", "`devmirrors exec` sets it for one command");

    /// <summary>A setting needs generated files, which only <c>exec</c> makes.</summary>
    public static Diagnostic NeedsFolder(string ecosystem, string name) =>
        Info("DEVM6021", null, $"`{name}` is left out: what {ecosystem} needs is a generated file", "`devmirrors exec` makes it for one command");

    /// <summary>A registry without its private scopes would ask a mirror for private names.</summary>
    public static Diagnostic OnlyTogether(string name, string unsaid, string shell) =>
        Warning("DEVM6022", null, $"`{name}` is left out: {shell} cannot take `{unsaid}`, and without that the mirror would be asked for private names", "`devmirrors exec` sets both for one command; `devmirrors apply` writes the scope to a file");

    /// <summary>The command of <c>exec</c> does not exist.</summary>
    public static Diagnostic CommandNotFound(string command) =>
        Error("DEVM6030", null, $"`{command}` is not found", "check its spelling and your PATH");

    /// <summary>The command of <c>exec</c> exists and cannot be run.</summary>
    public static Diagnostic CommandNotExecutable(string command, string reason) =>
        Error("DEVM6031", null, $"`{command}` cannot be run: {reason}", "`chmod +x` makes a file a program; a script can be given to its interpreter: `sh FILE`");

    // 62xx: trust

    /// <summary>trust.json is damaged, newer, or others could have written it.</summary>
    public static Diagnostic TrustUnreadable(Place? place, string reason) =>
        Warning("DEVM6201", place, $"the record of trusted policies is left out: {reason}", "no policy counts as trusted by it until then; `devmirrors trust --list` says more");

    /// <summary>The machine's trust.yaml is not root's alone.</summary>
    public static Diagnostic MachineTrustIgnored(Place place) =>
        Warning("DEVM6202", place, "the machine's trusted hosts are left out: file and folder must be root's own, and not writable by group or others", "`chown root` and `chmod go-w` both, and use no links");

    /// <summary>The machine's trust.yaml cannot be understood. Reason and hint are the policy reader's, whose pages describe another file.</summary>
    public static Diagnostic MachineTrustWrong(Place place, string reason, string? hint) =>
        Warning("DEVM6203", place, $"the machine's trusted hosts are left out: {reason.Replace("the policy", "the file", StringComparison.Ordinal)}", hint?.Contains("policy", StringComparison.Ordinal) != false
            ? "docs/trust.md shows what belongs into it"
            : hint);

    /// <summary>The code of <see cref="TrustNeedsConsent"/>, which has an exit code of its own.</summary>
    public const string TrustConsentCode = "DEVM6204";

    /// <summary><c>trust</c> cannot ask anybody.</summary>
    public static Diagnostic TrustNeedsConsent(string policy, string hash) =>
        Error(TrustConsentCode, new Place(policy), "trusting a policy needs your consent, and nobody can be asked here", $"pass --yes, or set DEVMIRRORS_TRUST={hash}, which agrees to exactly this policy; on a terminal, human output asks");

    /// <summary>Nothing to revoke.</summary>
    public static Diagnostic NotTrusted(string policy) =>
        Info("DEVM6205", new Place(policy), "this policy is not among those that you have agreed to", "`devmirrors trust --list` shows them");

    /// <summary>Undone for a while only.</summary>
    public static Diagnostic BuildsApplyAgain(string policy) =>
        Info("DEVM6206", new Place(policy), "you trust this policy, so its next build writes these settings again", "`devmirrors trust --revoke` ends that");

    // 63xx: what init --msbuild puts into a repository, and what remove takes out

    /// <summary>The folder is of another version, and nobody asked for an update.</summary>
    public static Diagnostic OtherVersionVendored(Place place, string vendored, string tool, bool isNewer) =>
        Warning("DEVM6301", place, $"`{VendoredFolder.Name}` is of version {vendored} and stays so; this is DevMirrors {tool}", isNewer
            ? "update the tool: `dotnet tool update DevMirrors`; `devmirrors init --msbuild --update` would take the folder back"
            : "`devmirrors init --msbuild --update` brings it to the tool's version");

    /// <summary>An update to an older version, which was asked for.</summary>
    public static Diagnostic VendoredGoesBack(Place place, string vendored, string tool) =>
        Warning("DEVM6302", place, $"`{VendoredFolder.Name}` goes from version {vendored} back to {tool}", "where that is not what you want: update the tool, then run the same command again");

    /// <summary>The code of <see cref="NotOurFolder"/>: the repository's state, not the command line.</summary>
    public const string NotOurFolderCode = "DEVM6303";

    /// <summary>A file of a name that is ours stands in a folder that is not.</summary>
    public static Diagnostic NotOurFolder(Place place) =>
        Error(NotOurFolderCode, place, "this file is not what DevMirrors would write, and its folder does not say that it is DevMirrors'; nothing is written", "move it away, or replace it by `devmirrors init --msbuild --update`");

    /// <summary>A copy of the tool that has nothing to vendor, as the vendored one is.</summary>
    public static Diagnostic CarriesNothing(string archive) =>
        Error("DEVM6304", null, $"this copy of the tool has no `{archive}` beside it that it could read, and so no files for `{VendoredFolder.Name}`", "use an installed tool: `dotnet tool install --global DevMirrors`, then `devmirrors init --msbuild`");

    /// <summary>Tool and vendored folder are of different versions.</summary>
    public static Diagnostic VendoredVersionDiffers(Place place, string vendored, string tool, bool isNewer) =>
        Warning("DEVM6305", place, $"builds use version {vendored} of `{VendoredFolder.Name}`, and this is DevMirrors {tool}", isNewer
            ? "update the tool: `dotnet tool update DevMirrors`"
            : "`devmirrors init --msbuild --update` brings the folder to the tool's version");

    /// <summary>A file of the vendored folder is not there.</summary>
    public static Diagnostic VendoredFileMissing(Place place) =>
        Warning("DEVM6306", place, $"this file of `{VendoredFolder.Name}` is missing", "`devmirrors init --msbuild --update` writes it again; a `.gitignore` may have kept it out of the commit");

    /// <summary>A file of the vendored folder is not what was written there.</summary>
    public static Diagnostic VendoredFileChanged(Place place) =>
        Warning("DEVM6307", place, $"somebody has changed this file of `{VendoredFolder.Name}`", "review the change; `devmirrors init --msbuild --update` writes it again");

    /// <summary>Something in the vendored folder that no version has listed.</summary>
    public static Diagnostic UnknownVendoredFile(Place place) =>
        Info("DEVM6308", place, $"this is not a file of DevMirrors, and stays in `{VendoredFolder.Name}`", "builds pass it over; move it where it belongs");

    /// <summary>A file below the root takes the place of the root's.</summary>
    public static Diagnostic NestedBuildFile(Place place, string name) =>
        Warning("DEVM6309", place, $"MSBuild takes this file instead of the repository's `{name}`, so what is below it is built without DevMirrors", $"add `<Import Project=\"$([MSBuild]::GetPathOfFileAbove('{name}', '$(MSBuildThisFileDirectory)../'))\" />` to it");

    /// <summary>The search for such files was cut short.</summary>
    public static Diagnostic NotEveryFolderLookedAt(Place place, int folders) =>
        Info("DEVM6310", place, $"only the first {folders} folders were searched for a nested `{BuildFile.OfProjects}`", "one further down that does not import its parent builds without DevMirrors");

    /// <summary>A commit would not hold what the build needs.</summary>
    public static Diagnostic IgnoredByGit(Place first, int more) =>
        Warning("DEVM6311", first, $"git ignores this file{(more == 0 ? "" : $" and {more} more that builds need")}, so a clone would not have {(more == 0 ? "it" : "them")}", $"add `!{VendoredFolder.Name}/**` to the end of `.gitignore`, or use `git add --force`");

    /// <summary>Only some systems find the file under this name.</summary>
    public static Diagnostic BuildFileInOtherCase(Place place, string name) =>
        Warning("DEVM6312", place, $"where upper and lower case differ, MSBuild only finds `{name}`", $"rename it: `git mv {Path.GetFileName(place.File)} {name}`");

    /// <summary>Something that remove leaves where it is.</summary>
    public static Diagnostic StaysInRepository(Place place, string because) =>
        Warning("DEVM6313", place, $"this stays: {because}", "delete it yourself if nothing needs it");

    /// <summary>remove finds nothing of ours.</summary>
    public static Diagnostic NothingToRemove(string repository) =>
        Info("DEVM6314", new Place(repository), "DevMirrors has put nothing into this repository, or it is gone already");

    /// <summary>The machine's own state belongs to somebody who may do more.</summary>
    public static Diagnostic MachineStateElsewhere(Place place) =>
        Warning("DEVM6315", place, "DevMirrors has written settings of the whole machine, which you may not take back", "`sudo devmirrors remove --machine`");

    /// <summary>What could not be undone needs its record.</summary>
    public static Diagnostic StateStays(Place place) =>
        Warning("DEVM6316", place, "not everything could be undone, so DevMirrors keeps its record of what was there", "mend what is named here and run the same command again");
    // 70xx: builds. DevMirrors.targets says DEVM7001, DEVM7002 and DEVM7010 itself: it must speak where no task can be loaded.

    /// <summary>The vendored folder lacks a file, or holds one that is not what it was.</summary>
    public const string VendoredFolderDamaged = "DEVM7001";

    /// <summary>The SDK or the runtime is too old to run the vendored program.</summary>
    public const string SdkTooOld = "DEVM7002";

    /// <summary>A restore is about to ask a mirror.</summary>
    public static Diagnostic RestoresThrough(Mirror mirror, ResolvedRegion region, string? next, string tool) =>
        Info("DEVM7003", mirror.Place, $"NuGet restores through `{mirror.Id}`, {mirror.Url}, as {Path.GetFileName(mirror.Place.File)}({mirror.Place.Line},{mirror.Place.Column}) says (region `{region.Region.Name}`: {region.Because})",
            (next is null
                ? $"where it does not answer, `dotnet build -p:DevMirrorsMode=off` restores without it"
                : $"where it does not answer, `dotnet build -p:DevMirrorsSkip={mirror.Id}` takes `{next}`")
            + $"; what MSBuild does not restore (dotnet tool restore, dnx, project SDKs) goes through `{tool} exec -- …`");

    /// <summary>The policy wants more than overlays, and this user has not agreed to it.</summary>
    public static Diagnostic PolicyNotTrusted(string path, string because, string tool) =>
        Info("DEVM7004", new Place(path), $"this build leaves your own settings of go, npm and NuGet as they are, which the policy would change: {because}", $"`{tool} trust` shows what the policy reaches and agrees to it; `{tool} exec -- …` lends it to one command");

    /// <summary>A build of a trusted policy has changed the user's settings.</summary>
    public static Diagnostic BuildWrote(IReadOnlyList<string> paths, string tool) =>
        Info("DEVM7005", null, $"brought into step with the policy: {string.Join(", ", paths)}", $"`{tool} undo` gives back what was there");

    /// <summary>What a build may not take.</summary>
    public static Diagnostic BuildLeft(IReadOnlyList<string> left, string tool) =>
        Info("DEVM7006", null, $"left alone: {string.Join("; ", left)}", $"`{tool} apply` shows what it would replace and asks; `{tool} exec -- …` uses the policy for one command");

    /// <summary>The caller or the project says itself where to restore from.</summary>
    public static Diagnostic CallerDecides(string policy, string property) =>
        Warning("DEVM7007", new Place(policy), $"the policy's NuGet mirror is not used: `{property}` says where this restore goes", "leave it out (--configfile, --source, the property or the variable) to restore through the mirror, or set DevMirrorsMode to off");

    /// <summary>The overlay cannot be put into obj/.</summary>
    public static Diagnostic OverlayNotWritten(string folder, string reason, string tool) =>
        Warning("DEVM7008", new Place(folder), $"this restore does not go through the mirror, because the overlay cannot be written: {Sentence(reason)}", $"`{tool} exec -- dotnet restore` needs no overlay");

    /// <summary><c>DevMirrorsMode=check</c>: the next apply would write another overlay.</summary>
    public static Diagnostic OverlayDiffers(string path) =>
        Warning("DEVM7009", new Place(path), "the overlay is not what the policy says, and DevMirrorsMode=check writes nothing", "build without DevMirrorsMode=check");

    /// <summary>The vendored program has reported errors; said by the targets, because Exec goes on after them.</summary>
    public const string ProgramFoundErrors = "DEVM7010";

    /// <summary>A container's base image is about to be pulled from a mirror; the SDK asks for it by https unless a variable lists the host.</summary>
    public static Diagnostic ImagePulledFrom(Mirror mirror, string image, string? next) =>
        Info("DEVM7030", mirror.Place, $"the base image `{image}` is pulled from `{mirror.Id}`, {mirror.Url}",
            $"where it does not answer, {(next is null ? "`-p:DevMirrorsOnly=nuget` pulls from the original registry" : $"`-p:DevMirrorsSkip={mirror.Id}` takes `{next}`")}"
            + (mirror.IsInsecure ? $"; it is plain http, which the SDK takes only where the variable DOTNET_CONTAINER_INSECURE_REGISTRIES lists `{new Uri(mirror.Url).Authority}`" : ""));

    /// <summary>A client's variables are only lent all together, and one of them would not reach a build's commands.</summary>
    public static Diagnostic NotLentToCommands(Place place, string ecosystem, string variable) =>
        Warning("DEVM7031", place, $"commands of the build get no settings for {ecosystem}, because `{variable}` would not reach them", "put the private scopes into the repository's .npmrc (`devmirrors apply --scope project`), which every command reads");

    /// <summary>The engine that the vendored folder holds cannot be loaded.</summary>
    public static Diagnostic CannotLoadVendored(string folder, string reason) =>
        Error(VendoredFolderDamaged, new Place(folder), $"the vendored folder is damaged: {Sentence(reason)}", "`git checkout -- eng/devmirrors` brings it back, `devmirrors init --msbuild --update` renews it");

    // 80xx: doctor and cache clean

    /// <summary>The code of <see cref="FixNeedsConsent"/>, which has an exit code of its own.</summary>
    public const string FixConsentCode = "DEVM8001";

    /// <summary>Nobody can be asked about what <c>doctor --fix</c> would do.</summary>
    public static Diagnostic FixNeedsConsent(int count) =>
        Error(FixConsentCode, null, $"{(count == 1 ? "one repair needs" : $"{count} repairs need")} your consent, and nobody can be asked here", "pass --yes; on a terminal, human output asks");

    /// <summary>What doctor found, for programs that read lines: a warning, because the exit code says the rest.</summary>
    public static Diagnostic CheckFound(CheckFinding finding) =>
        Warning("DEVM8002", finding.Place, $"{finding.Ecosystem} {finding.Check}: {finding.Message}", finding.Hint);

    /// <summary>The code of <see cref="CleaningNeedsConsent"/>, which has an exit code of its own.</summary>
    public const string CleaningConsentCode = "DEVM8011";

    /// <summary>Nobody can be asked about what <c>cache clean</c> would delete.</summary>
    public static Diagnostic CleaningNeedsConsent(IReadOnlyList<string> commands) =>
        Error(CleaningConsentCode, null, $"running {string.Join(", ", commands.Select(c => $"`{c}`"))} needs your consent, and nobody can be asked here", "pass --yes; on a terminal, human output asks");

    private const string CleaningHasFailed = "DEVM8012";

    /// <summary>A client's own cleaning has failed.</summary>
    public static Diagnostic CleaningFailed(string command, string reason) =>
        Error(CleaningHasFailed, null, $"`{command}` failed: {Sentence(Shown.Long(reason))}", "run it by hand to see all that it says; the others have been run");

    /// <summary>There is no folder in which clients may clean their caches.</summary>
    public static Diagnostic NowhereToClean(string reason) =>
        Error(CleaningHasFailed, null, $"`devmirrors cache clean` failed: {reason}", "set HOME to a folder that only you may write to, outside of repositories; or run each client's own command where you trust every file above you");

    /// <summary>No client that is meant is installed.</summary>
    public static Diagnostic NothingToClean() =>
        Info("DEVM8013", null, "no client that is meant here is on the PATH, so there is no cache to clean");

    /// <summary>Docker keeps nothing of a mirror that its own pulls would not verify.</summary>
    public static Diagnostic DockerCacheStays() =>
        Info("DEVM8014", null, "docker's build cache is left as it is: layers are kept by their digest, whichever mirror served them", "`docker builder prune` empties it all the same");

    private const string CleaningIsRefused = "DEVM8015";

    /// <summary>What a client's cleaning would delete is not the client's alone.</summary>
    public static Diagnostic CleaningRefused(string command, string folder, string obstacle) =>
        Error(CleaningIsRefused, new Place(folder), $"`{command}` is not run, because it would delete this folder, and {obstacle}", "a variable or your own settings put the cache there; look at it, and run the command yourself where that is what you want");

    /// <summary>Nobody can tell what a client's cleaning would delete.</summary>
    public static Diagnostic CleaningUnknown(string command) =>
        Error(CleaningIsRefused, null, $"`{command}` is not run, because it is not known which folder it would delete", "ask the client for the folder, and run the command yourself where that is what you want");

    // What the system says ends in a full stop and puts names into single quotes.
    private static string Sentence(string reason) => reason.TrimEnd('.').Replace('\'', '`');

    private static Diagnostic Error(string code, Place? place, string message, string? hint = null) =>
        new(code, Severity.Error, message, place, hint);

    private static Diagnostic Warning(string code, Place? place, string message, string? hint = null) =>
        new(code, Severity.Warning, message, place, hint);

    private static Diagnostic Info(string code, Place? place, string message, string? hint = null) =>
        new(code, Severity.Info, message, place, hint);
}
