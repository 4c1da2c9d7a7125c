using System.Text;

namespace DevMirrors.Config;

/// <summary>Finds credentials that are bound to no host: older npm, Yarn, pnpm and Bun send them to whatever the registry is.</summary>
internal static class NpmCredentials
{
    private const string PlainHttp = "http://";
    private const long MaxBytes = 64 * FileSnapshot.MaxBytes;

    // `tokenHelper` is pnpm's: a program that says the token. A certificate is shown, and a one-time password sent, to whatever the registry is.
    private static readonly string[] Unbound = ["_auth", "_authToken", "_authtoken", "_password", "tokenHelper", "otp", "cert", "key", "certfile", "keyfile"];

    // `token` is Bun's word for it, in npm's variables too; pnpm from version 11 has variables of its own.
    private static readonly string[] Variables = ["_auth", "_authtoken", "_password", "token", "tokenhelper", "token-helper", "otp", "cert", "key", "certfile", "keyfile"];
    private static readonly string[] OfOthers = ["auth", "authtoken", "password", "token", "tokenhelper", "otp", "cert", "key", "certfile", "keyfile"];
    private static readonly string[] OfBun = ["bun_config_token", "npm_config_token"];
    private static readonly string[] OtherPrefixes = ["pnpm_config_", "bun_config_"];

    /// <summary>The first such credential of the files that these clients read here, or of the environment; its place is null for the environment.</summary>
    /// <param name="path">A file that may lie elsewhere: what is to be written.</param>
    /// <param name="repository">The folder of the policy, which may not be above the current one.</param>
    public static (string Key, Place? Place)? Find(Machine machine, string? path, string? repository) =>
        InEnvironment(machine) is { } name
            ? (name, null)
            : Files(machine, path, repository).Select(file => FirstIn(file, machine, Unbound.Contains)).FirstOrDefault(f => f is not null)
                ?? DotEnv.Find(machine, repository, v => OfBun.Contains(v, StringComparer.OrdinalIgnoreCase));

    /// <summary>The tokens that files bind to a host, each as it is written and with its variables' values.</summary>
    public static IEnumerable<(string Key, string Bound, Place Place)> Tokens(Machine machine, string? repository) =>
        Files(machine, null, repository)
            .SelectMany(file => DefinitionsIn(file, machine))
            .Where(d => d.Key.StartsWith("//", StringComparison.Ordinal) && d.Key.EndsWith(NpmUrl.TokenName, StringComparison.OrdinalIgnoreCase))
            .Select(d => (d.Definition.Key, d.Key, d.Place));

    /// <summary>Keeps a setting that names a registry where a credential would follow it to another one.</summary>
    /// <returns>Null where it may change; else what the plan holds instead.</returns>
    public static IReadOnlyList<WantedSetting>? Hold(WantedSetting setting, SettingValue? current, string path, EcosystemRequest request, DiagnosticBag found)
    {
        if (Reason(setting.Key, (setting.Wish as Wish.Set)?.Value.Text, path, request) is not { } reason)
            return null;
        found.Add(reason);
        // A key of ours that is not mentioned would be given back, and the credential sent to whatever stood there before.
        return current is not null && request.Journal.Find(path)?.Find(setting.Key) is not null ? [setting with { Wish = new Wish.Set(current) }] : [];
    }

    /// <summary>Why a setting may not name this registry, or give the client's default back where null; null where it may.</summary>
    public static Diagnostic? Reason(string setting, string? url, string? path, EcosystemRequest request) =>
        Find(request.Machine, path, request.RepositoryFolder) is { } credential ? Diagnose.NpmCredentialWouldFollow(credential.Place, credential.Key, setting)
        : url is not null && InTheClear(url, path, request) is { } bound ? Diagnose.NpmCredentialInTheClear(bound.Place, bound.Key, setting)
        : null;

    // Their clients bind a credential to host and path, whatever the scheme.
    private static (string Key, Place? Place)? InTheClear(string url, string? path, EcosystemRequest request)
    {
        if (!url.StartsWith(PlainHttp, StringComparison.OrdinalIgnoreCase) || StaysHere(url))
            return null;
        bool Covers(string key) => key.StartsWith("//", StringComparison.Ordinal) && key.LastIndexOf(":_", StringComparison.Ordinal) is > 0 and var end
            && url["http:".Length..].StartsWith(key[..end], StringComparison.OrdinalIgnoreCase);
        // What the policy itself had us write there it has also called insecure.
        var ours = request.Journal.Files.Where(f => f.Ecosystem == NpmEcosystem.Id).SelectMany(f => f.Keys).Select(k => k.Key).ToHashSet();
        return NpmFiles.Variables(request.Machine).Where(v => Covers(v.Key)).Select(v => ((string, Place?)?)(v.Variable, null)).FirstOrDefault()
            ?? Files(request.Machine, path, request.RepositoryFolder).Select(file => FirstIn(file, request.Machine, key => Covers(key) && !ours.Contains(key))).FirstOrDefault(f => f is not null);
    }

    // A registry on this very machine: nothing travels, and that is how Verdaccio is run for oneself.
    private static bool StaysHere(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback;

    // Yarn 1 and pnpm also read those of all parents: a workspace's root may be among them.
    private static IEnumerable<string> Files(Machine machine, string? path, string? repository) =>
        new[] { path, repository is null ? null : Path.Combine(repository, NpmFiles.Name) }.OfType<string>()
            .Concat(NpmFiles.Chain(machine)).Concat(NpmFiles.Parents(machine).Select(f => Path.Combine(f, NpmFiles.Name))).Concat(OfPnpm(machine)).Distinct();

    private static string? InEnvironment(Machine machine) =>
        NpmFiles.Variables(machine).Where(v => Variables.Contains(v.Key)).Select(v => v.Key == "token" ? v.Variable : v.Key)
            .Concat(machine.Environment.Where(v => v.Value.Length > 0 && IsOfOthers(v.Key)).Select(v => v.Key))
            .FirstOrDefault();

    private static bool IsOfOthers(string variable) =>
        OtherPrefixes.FirstOrDefault(p => variable.StartsWith(p, StringComparison.OrdinalIgnoreCase)) is { } prefix
        && variable[prefix.Length..].Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() is var name && OfOthers.Contains(name);

    // `rc` up to version 10, `auth.ini` from 11, both written as a .npmrc is. https://pnpm.io/settings
    private static IEnumerable<string> OfPnpm(Machine machine)
    {
        var folder = machine.Os switch
        {
            OsKind.MacOS => machine.InHome("Library", "Preferences", "pnpm"),
            OsKind.Windows => machine.Variable("LOCALAPPDATA") is { } local ? Path.Combine(local, "pnpm", "config") : null,
            _ => machine.XdgConfigHome is { } config ? Path.Combine(config, "pnpm") : null,
        };
        return folder is null ? [] : [Path.Combine(folder, "rc"), Path.Combine(folder, "auth.ini")];
    }

    private static (string Key, Place? Place)? FirstIn(string path, Machine machine, Func<string, bool> isMeant) =>
        DefinitionsIn(path, machine).Where(d => isMeant(d.Key)).Select(d => ((string, Place?)?)(d.Definition.Key, d.Place)).FirstOrDefault();

    // Whatever else is in the file: we refuse to edit some that their clients read.
    private static IEnumerable<(string Key, NpmrcDefinition Definition, Place Place)> DefinitionsIn(string path, Machine machine) =>
        FileSnapshot.Read(path, new DiagnosticBag(), MaxBytes) is { Exists: true } file
            ? NpmrcDefinition.Read(Encoding.Latin1.GetString(file.Bytes.Span)).Definitions
                .Where(d => d.Value.Length > 0)
                .Select(d => (NpmReferences.ExpandKey(d.Key, machine), d, new Place(path, d.Line.Number, d.Start - d.Line.Start + 1)))
            : [];
}
