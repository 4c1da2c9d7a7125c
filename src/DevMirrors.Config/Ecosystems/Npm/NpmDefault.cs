using System.Security.Cryptography;
using System.Text;

namespace DevMirrors.Config;

/// <summary>npm's own default registry, which only npm says: `npm help config`, registry.</summary>
internal static class NpmDefault
{
    private const string HostHash = "0dc11026ac75c015aaa1deafff4a7a54ef6d0cf6b3c7f9b1d2c8f3502929aa9e";

    /// <summary>Asks npm, with no settings but its own; null where npm is missing or does not answer.</summary>
    public static string? Ask(Machine machine)
    {
        var answer = machine.Ask("npm", ["config", "get", "registry", "--global"], Bare(machine))?.Trim();
        return Uri.TryCreate(answer, UriKind.Absolute, out _) ? answer : null;
    }

    /// <summary>Whether this is its host. Nobody can be asked in a build; the address itself stands in no file of ours.</summary>
    public static bool IsHost(string host) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(host))) == HostHash;

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
