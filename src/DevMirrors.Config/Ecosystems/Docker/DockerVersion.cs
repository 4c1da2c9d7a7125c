using System.Text.RegularExpressions;

namespace DevMirrors.Config;

/// <summary>Asks the installed daemon for its version.</summary>
internal static partial class DockerVersion
{
    /// <summary>Null where it is not known: under <c>--root</c> the daemon of this machine is not the one that will read the file.</summary>
    public static Version? Ask(Machine machine)
    {
        if (!machine.KeepsState)
            return null;
        var answer = machine.Os == OsKind.Linux
            ? machine.Ask("dockerd", ["--version"], DockerDaemon.PlainEnvironment)
            : machine.Ask("docker", ["version", "-f", "{{.Server.Version}}"], DockerDaemon.PlainEnvironment);
        return Number().Match(answer ?? "") is { Success: true } match ? Version.Parse(match.Value) : null;
    }

    [GeneratedRegex(@"\d{1,4}\.\d{1,4}(\.\d{1,4})?")]
    private static partial Regex Number();
}
