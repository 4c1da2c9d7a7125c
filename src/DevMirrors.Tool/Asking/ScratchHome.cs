using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>A home of its own for a client that is only asked: asking writes (logs, telemetry, a first configuration), and the user's home stays as it is.</summary>
internal sealed class ScratchHome : IDisposable
{
    // Variables that would lead a client back to the real home.
    private static readonly string[] Leading =
        ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "npm_config_cache", "NPM_CONFIG_CACHE", "npm_config_logs_dir", "NPM_CONFIG_LOGS_DIR"];

    // It lies in the temporary folder, where another user may have put files above it. The nearest of these ends the search of dotnet, npm and Corepack; .yarnrc.yml has no nearest.
    private static readonly string[] Barriers = ["global.json", "package.json"];

    private readonly Machine _machine;

    private ScratchHome(Machine machine, string folder)
    {
        _machine = machine;
        Folder = folder;
    }

    /// <summary>Null where there is no temporary folder to put it in.</summary>
    public static ScratchHome? TryCreate(Machine machine)
    {
        try
        {
            var folder = Directory.CreateTempSubdirectory("devmirrors-ask-").FullName;
            foreach (var name in Barriers)
                File.WriteAllText(Path.Combine(folder, name), "{}");
            return new ScratchHome(machine, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Absolute; only this user may enter it.</summary>
    public string Folder { get; }

    /// <summary>Copies a file of the user's to the same place below this home; what is absent, odd or too large is left out.</summary>
    public void Copy(string? source, params string[] parts)
    {
        if (source is null || FileSnapshot.Read(source, new DiagnosticBag()) is not { Exists: true } file)
            return;
        var target = Path.Combine([Folder, .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, file.Bytes.ToArray());
    }

    /// <summary>The variables that make a client live here, and those given, which win.</summary>
    public Dictionary<string, string?> With(IReadOnlyDictionary<string, string?> more)
    {
        var variables = Leading.Where(_machine.Environment.ContainsKey).ToDictionary(name => name, _ => (string?)null);
        variables["HOME"] = Folder;
        variables["USERPROFILE"] = Folder;
        variables["DOTNET_CLI_HOME"] = Folder;
        variables["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        variables["DOTNET_NOLOGO"] = "1";
        variables["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1";
        variables["GOTELEMETRY"] = "off";
        variables["NO_UPDATE_NOTIFIER"] = "1";
        variables["YARN_IGNORE_PATH"] = "1";
        variables["YARN_RC_FILENAME"] = ".devmirrors-no-such-file";
        foreach (var (name, value) in more)
            variables[name] = value;
        return variables;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A client may still be writing its last log; the temporary folder is cleaned by the system.
        }
    }
}
