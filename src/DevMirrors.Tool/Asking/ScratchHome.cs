using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>A home of its own for a client that is only asked: asking writes (logs, telemetry, a first configuration), and the user's home stays as it is.</summary>
internal sealed class ScratchHome : IDisposable
{
    // Variables that would lead a client back to the real home.
    private static readonly string[] Leading =
        ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "npm_config_cache", "NPM_CONFIG_CACHE", "npm_config_logs_dir", "NPM_CONFIG_LOGS_DIR"];

    private readonly Machine _machine;
    private readonly string _folder;

    private ScratchHome(Machine machine, string folder)
    {
        _machine = machine;
        _folder = folder;
        WorkFolder = Path.Combine(folder, ClientCopies.Work);
        ClientFences.Write(WorkFolder);
    }

    /// <summary>Null where there is no folder to put it in.</summary>
    public static ScratchHome? TryCreate(Machine machine)
    {
        try
        {
            return QuestionFolder.TryAdd(machine) is { } folder ? new ScratchHome(machine, folder) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Where the client stands: never in the repository, whose files could make it run the repository's programs.</summary>
    public string WorkFolder { get; private set; }

    /// <summary>Gives the client what decides its answer. False where that cannot be written.</summary>
    public bool TryCopy(string ecosystem, IReadOnlyList<string> settings)
    {
        try
        {
            foreach (var copy in ClientCopies.Of(ecosystem, settings, _machine))
                ClientFences.Write(copy, _folder);
            WorkFolder = Directory.CreateDirectory(Path.Combine(_folder, ClientCopies.FolderFor(ecosystem, _machine))).FullName;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The variables that make a client live here and bring nothing in, and those given, which win.</summary>
    public Dictionary<string, string?> With(IReadOnlyDictionary<string, string?> more)
    {
        var variables = Leading.Where(_machine.Environment.ContainsKey).ToDictionary(name => name, _ => (string?)null);
        foreach (var name in new[] { "HOME", "USERPROFILE", "DOTNET_CLI_HOME" })
            variables[name] = _folder;
        foreach (var name in new[] { "DOTNET_CLI_TELEMETRY_OPTOUT", "DOTNET_NOLOGO", "DOTNET_SKIP_FIRST_TIME_EXPERIENCE", "NO_UPDATE_NOTIFIER" })
            variables[name] = "1";
        variables["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "true";
        variables["GOTELEMETRY"] = "off";
        variables["COREPACK_ENABLE_NETWORK"] = "0";
        variables["npm_config_update_notifier"] = "false";
        variables["YARN_RC_FILENAME"] = ".devmirrors-no-such-file";
        foreach (var (name, value) in ClientFences.Variables.Concat(more))
            variables[name] = value;
        return variables;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A client may still be writing its last log; it goes with the folder that it is in.
        }
    }
}
