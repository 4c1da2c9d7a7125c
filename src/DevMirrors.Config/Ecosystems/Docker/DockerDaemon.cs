using System.Globalization;
using System.Text.Json;

namespace DevMirrors.Config;

/// <summary>A running dockerd.</summary>
/// <param name="Socket">Where it listens: an address for <c>docker -H</c>.</param>
internal sealed record DockerDaemon(int ProcessId, IReadOnlyList<string> CommandLine, string ConfigFile, string Socket)
{
    /// <summary>So that nobody's context or remote host answers in place of the daemon that is meant.</summary>
    public static readonly IReadOnlyDictionary<string, string?> PlainEnvironment =
        new Dictionary<string, string?> { ["DOCKER_HOST"] = null, ["DOCKER_CONTEXT"] = null, ["DOCKER_TLS_VERIFY"] = null };

    /// <summary>The daemon of this scope that reads this file, or null.</summary>
    public static DockerDaemon? Reading(string path, Scope scope, Machine machine) =>
        Find(scope, machine) is { } daemon && daemon.ConfigFile == path ? daemon : null;

    /// <summary>The daemon of this scope by its pid file; null under <c>--root</c>, where none is ours.</summary>
    public static DockerDaemon? Find(Scope scope, Machine machine) =>
        machine.KeepsState && machine.Os == OsKind.Linux
            ? PidFiles(scope, machine).Select(file => FromPidFile(file, scope, machine)).FirstOrDefault(d => d is not null)
            : null;

    public static string DefaultSocket(Scope scope, Machine machine) => scope == Scope.Machine
        ? machine.InRoot("var", "run", "docker.sock")
        : Path.Combine(machine.Variable("XDG_RUNTIME_DIR") ?? "", "docker.sock");

    /// <summary>The mirrors that the daemon uses by its own word, without a slash at the end; null where it does not answer.</summary>
    public IReadOnlyList<string>? AskMirrors(Machine machine) => Parse(Info("{{json .RegistryConfig.Mirrors}}", machine));

    /// <summary>Whether it keeps images in containerd, where hosts.toml comes first.</summary>
    public bool AskKeepsImagesInContainerd(Machine machine) =>
        Info("{{json .DriverStatus}}", machine)?.Contains("io.containerd.snapshotter", StringComparison.Ordinal) == true;

    private string? Info(string format, Machine machine) => machine.Ask("docker", ["-H", Socket, "info", "-f", format], PlainEnvironment);

    private static IReadOnlyList<string>? Parse(string? json)
    {
        if (json is null)
            return null;
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(e => (e.GetString() ?? "").TrimEnd('/'))]
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IEnumerable<string> PidFiles(Scope scope, Machine machine) => scope == Scope.Machine
        ? [machine.InRoot("var", "run", "docker.pid"), machine.InRoot("run", "docker.pid")]
        : machine.Variable("XDG_RUNTIME_DIR") is { } runtime ? [Path.Combine(runtime, "docker.pid")] : [];

    private static DockerDaemon? FromPidFile(string file, Scope scope, Machine machine)
    {
        if (!int.TryParse(FileBytes.Text(file)?.Trim(), CultureInfo.InvariantCulture, out var id))
            return null;
        var process = machine.InRoot("proc", id.ToString(CultureInfo.InvariantCulture));
        // A stale pid file may name somebody else's process by now.
        if (FileBytes.Text(Path.Combine(process, "comm"))?.Trim() != "dockerd" || FileBytes.Text(Path.Combine(process, "cmdline")) is not { } line)
            return null;
        var words = line.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var config = DockerFlags.Parse(words, new Place(file)).LastOrDefault(f => f.Name == DockerFlags.ConfigFile)?.Value;
        return new DockerDaemon(id, words, config ?? DockerFiles.DefaultPath(scope, machine) ?? "", Listening(words) ?? $"unix://{DefaultSocket(scope, machine)}");
    }

    private static string? Listening(string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var value = words[i] is "-H" or "--host" ? words.ElementAtOrDefault(i + 1) : words[i].StartsWith("--host=", StringComparison.Ordinal) ? words[i][7..] : null;
            if (value?.StartsWith("unix://", StringComparison.Ordinal) == true)
                return value;
        }
        return null;
    }
}
