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
        Error("DEVM1004", place, "the policy belongs to another user", "take ownership of the file, or copy it to a folder of your own");

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
            : null);

    public static Diagnostic WrongValue(Place place, string path, string expected, string actual, string? nearest = null) =>
        Error("DEVM1022", place, $"`{Shown.Of(actual)}` does not fit in `{path}`, expected {expected}", nearest is null ? null : $"did you mean `{nearest}`?");

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
        Error("DEVM1036", place, $"`{Shown.Of(mirror)}` is a mirror for {Shown.Of(actual)}, expected one for {expected}");

    public static Diagnostic UnknownPrivateRegion(Place place, string region, string? nearest) =>
        Error("DEVM1037", place, $"there is no region `{Shown.Of(region)}`", nearest is null ? "use the name of a region, or `default`" : $"did you mean `{nearest}`?");

    public static Diagnostic PrivateNameUnbound(Place place, string pattern, string region) =>
        Error("DEVM1038", place, $"the private names `{Shown.Of(pattern)}` have no mirror in region `{Shown.Of(region)}`, where they would reach the public one", "add `default: MIRROR`, or a mirror for that region");

    public static Diagnostic PrivatePatternTooWide(Place place, string pattern) =>
        Error("DEVM1039", place, $"`{Shown.Of(pattern)}` covers public modules, which would then go unchecked by the checksum database", "name your own host, such as `git.corp.example`, or your own account, such as `github.com/corp`");

    public static Diagnostic MoreErrors(Place place, int shown) =>
        Info("DEVM1040", place, $"only the first {shown} errors are shown", "mend these and look again");

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
