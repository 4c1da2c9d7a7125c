namespace DevMirrors.Config;

/// <summary>npm's own default registry, which only npm says: `npm help config`, registry.</summary>
internal static class NpmDefault
{
    /// <summary>Asks npm, with no settings but its own; null where npm is missing or does not answer.</summary>
    public static string? Ask(Machine machine)
    {
        var answer = machine.Ask("npm", ["config", "get", "registry", "--global"], Bare(machine))?.Trim();
        return Uri.TryCreate(answer, UriKind.Absolute, out _) ? answer : null;
    }

    // `--global` keeps npm from reading a project file; the other files are named so that they do not exist.
    private static Dictionary<string, string?> Bare(Machine machine)
    {
        var environment = NpmFiles.Variables(machine).ToDictionary(v => v.Variable, _ => (string?)null);
        environment["npm_config_userconfig"] = machine.InRoot("no-such-folder", "user-npmrc");
        environment["npm_config_globalconfig"] = machine.InRoot("no-such-folder", "global-npmrc");
        environment["npm_config_loglevel"] = "silent";
        environment["npm_config_logs_max"] = "0";
        environment["npm_config_update_notifier"] = "false";
        return environment;
    }
}
