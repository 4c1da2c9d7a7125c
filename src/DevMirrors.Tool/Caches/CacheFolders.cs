using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Asks npm, pnpm, Yarn and Bun, where they are about to clean and with the user's own settings, which folder that is. All at once.</summary>
internal static class CacheFolders
{
    // Whoever wants a cache emptied waits for a client that is slow to start.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Asking fetches nothing and leaves no log.
    private static readonly Dictionary<string, string?> Quiet = new()
    {
        ["COREPACK_ENABLE_NETWORK"] = "0",
        ["NO_UPDATE_NOTIFIER"] = "1",
        ["YARN_ENABLE_TELEMETRY"] = "0",
        ["npm_config_logs_max"] = "0",
        ["npm_config_update_notifier"] = "false",
    };

    public static IReadOnlyList<CacheCleaning> Ask(IReadOnlyList<CacheCleaning> cleanings, Machine machine, CleaningFolder folder)
    {
        var variables = folder.Variables.Concat(Quiet).ToDictionary();
        var asked = cleanings.Select(c => Task.Run(() => Ask(c, arguments => ClientProcess.Run(machine, c.Program, arguments, variables, folder.Path, Patience)?.Trim(), folder.Path))).ToArray();
        return Task.WhenAll(asked).GetAwaiter().GetResult();
    }

    private static CacheCleaning Ask(CacheCleaning cleaning, Func<string[], string?> ask, string folder) => cleaning.Program switch
    {
        "npm" => cleaning with { Folder = Below(ask(["config", "get", "cache"]), "_cacache") },
        "pnpm" => cleaning with { Folder = Below(ask(["store", "path"])) },
        "bun" => cleaning with { Folder = Below(ask(["pm", "cache"])) },
        "yarn" => AskYarn(cleaning, ask, folder),
        _ => cleaning,
    };

    private static CacheCleaning AskYarn(CacheCleaning cleaning, Func<string[], string?> ask, string folder)
    {
        if (ask(["--version"]) is not { } version)
            return cleaning;
        if (version.StartsWith("1.", StringComparison.Ordinal))
            return cleaning with { Folder = Below(ask(["cache", "dir"])) };
        var cache = Below(ask(["config", "get", "cacheFolder"]));
        // Where each project has a cache of its own, what all of them share is the mirror. Yarn says its folder with the home's links resolved; the name is ours alone.
        return cache?.Split(Path.DirectorySeparatorChar).Contains(Path.GetFileName(folder)) == true
            ? cleaning with { Arguments = [.. cleaning.Arguments, "--mirror"], Folder = Below(ask(["config", "get", "globalFolder"]), "cache") }
            : cleaning with { Folder = cache };
    }

    private static string? Below(string? answer, params string[] parts) => answer is not null && Path.IsPathFullyQualified(answer) && !answer.Contains('\n') ? Path.Combine([answer, .. parts]) : null;
}
