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
        Info("DEVM3411", null, "docker takes mirrors from the daemon's file only, so one command cannot borrow them", "`devmirrors apply --only docker` writes that file");

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
        Warning("DEVM3416", place, $"docker cannot send the token of `{id}` from daemon.json", $"`docker login {host}` stores it");

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
