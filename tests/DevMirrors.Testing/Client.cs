using CliWrap;
using CliWrap.Buffered;

namespace DevMirrors.Testing;

/// <summary>What a program printed and how it ended.</summary>
public sealed record Answer(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output without the surrounding white space.</summary>
    public string Text => Output.Trim();
}

/// <summary>Runs a real client in a scratch home: nothing of the developer's own settings or caches is read or written.</summary>
public static class Client
{
    // What a developer's or CI's own environment could say about mirrors, caches and SDKs must not reach the client under test.
    private static readonly string[] Foreign =
    [
        "GOPROXY", "GOSUMDB", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOENV", "GOFLAGS", "GOPATH", "NUGET_PACKAGES", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
        "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "DOCKER_HOST", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "DOTNET_HOST_PATH",
        // eng/prove switches this repository's own hook off, not that of the repositories under test.
        "DevMirrorsEnabled", "DevMirrorsMode", "DevMirrorsRegion", "DevMirrorsPolicy", "DevMirrorsUseExec",
        "DEVMIRRORS_REGION", "DEVMIRRORS_POLICY", "DEVMIRRORS_TRUST", "DEVMIRRORS_ONLY", "DEVMIRRORS_FORMAT", "CI", "TZ",
        "GITHUB_ACTIONS", "GITHUB_ENV", "TF_BUILD", "GITLAB_CI", "RUNNER_TEMP", "AGENT_TEMPDIRECTORY", "DEVMIRRORS_FEED",
    ];

    public static async Task<Answer> Run(
        string program, IEnumerable<string> arguments, string home, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var result = await Cli.Wrap(RealClients.Find(program) ?? program)
            .WithArguments(arguments)
            .WithWorkingDirectory(folder ?? home)
            .WithEnvironmentVariables(Environment(home, environment))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(limit.Token);
        return new Answer(result.ExitCode, result.StandardOutput, result.StandardError);
    }

    private static Dictionary<string, string?> Environment(string home, IReadOnlyDictionary<string, string>? more)
    {
        var all = Foreign.ToDictionary(name => name, _ => (string?)null);
        foreach (var name in System.Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(n => n.StartsWith("npm_", StringComparison.OrdinalIgnoreCase)))
            all[name] = null;
        all["HOME"] = home;
        all["DOTNET_CLI_HOME"] = home;
        all["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        all["DOTNET_NOLOGO"] = "1";
        // The SDK's first run makes a certificate in the home.
        all["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        // Once a day the SDK looks for news of its workloads, at the sources of whatever folder it stands in, whatever MSBuild does. It understands `true`, not `1`.
        all["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "true";
        // npm's global file may name the machine's own registry.
        all["npm_config_globalconfig"] = Path.Combine(home, "global-npmrc");
        all["npm_config_update_notifier"] = "false";
        all["NUGET_HTTP_CACHE_PATH"] = Path.Combine(home, ".nuget", "http-cache");
        all["GOFLAGS"] = "-modcacherw";
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
            all[name] = value;
        return all;
    }
}
