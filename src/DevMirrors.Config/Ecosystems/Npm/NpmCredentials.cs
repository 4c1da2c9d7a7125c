namespace DevMirrors.Config;

/// <summary>Finds credentials that are bound to no host: older npm, Yarn, pnpm and Bun send them to whatever the registry is.</summary>
internal static class NpmCredentials
{
    private static readonly string[] Unbound = ["_auth", "_authToken", "_authtoken", "_password"];

    // `token` is Bun's word for it, in npm's variables too; pnpm from version 11 has variables of its own.
    private static readonly string[] Variables = ["_auth", "_authtoken", "_password", "token"];
    private static readonly string[] OtherPrefixes = ["pnpm_config_", "bun_config_"];

    /// <summary>The first such credential of the files that these clients read here, or of the environment; its place is null for the environment.</summary>
    public static (string Key, Place? Place)? Find(IEnumerable<string> files, Machine machine) =>
        InEnvironment(machine) is { } name ? (name, null) : files.Concat(OfPnpm(machine)).Select(FindIn).FirstOrDefault(f => f is not null);

    /// <summary>Keeps a setting that names a registry where a credential would follow it to another one.</summary>
    /// <returns>Null where it may change; else what the plan holds instead.</returns>
    public static IReadOnlyList<WantedSetting>? Hold(WantedSetting setting, SettingValue? current, string path, EcosystemRequest request, DiagnosticBag found)
    {
        if (Find(NpmFiles.Chain(request.Machine).Prepend(path).Distinct(), request.Machine) is not { } credential)
            return null;
        found.Add(Diagnose.NpmCredentialWouldFollow(credential.Place, credential.Key, setting.Key));
        // A key of ours that is not mentioned would be given back, and the credential sent to whatever stood there before.
        return current is not null && request.Journal.Find(path)?.Find(setting.Key) is not null ? [setting with { Wish = new Wish.Set(current) }] : [];
    }

    private static string? InEnvironment(Machine machine) =>
        NpmFiles.Variables(machine).Where(v => Variables.Contains(v.Key)).Select(v => v.Key == "token" ? v.Variable : v.Key)
            .Concat(machine.Environment.Where(v => v.Value.Length > 0 && IsOfOthers(v.Key)).Select(v => v.Key))
            .FirstOrDefault();

    private static bool IsOfOthers(string variable) =>
        OtherPrefixes.FirstOrDefault(p => variable.StartsWith(p, StringComparison.OrdinalIgnoreCase)) is { } prefix
        && variable[prefix.Length..].Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() is "auth" or "authtoken" or "password" or "token";

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

    private static (string Key, Place? Place)? FindIn(string path)
    {
        var document = NpmrcOnDisk.Read(path, new DiagnosticBag());
        var first = Unbound.Select(key => document?.Find(key)).FirstOrDefault(s => s is not null && s.Value.Text.Length > 0);
        return first is null ? null : (first.Key, new Place(path, first.Line, first.Column));
    }
}
