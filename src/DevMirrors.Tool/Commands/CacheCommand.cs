using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class CacheCommand
{
    public static Command Define(CommandTree tree)
    {
        var command = new Command("cache", "Empty the clients' own caches after a switch of mirrors");
        command.Add(DefineClean(tree));
        return command;
    }

    private static Command DefineClean(CommandTree tree)
    {
        var packages = new Option<bool>("--packages") { Description = "Also NuGet's global packages folder, which holds every restored package" };
        return tree.Command(
            "clean",
            "Run each client's own cache cleaning, after showing the commands and asking",
            [tree.Options.Only, packages, tree.Options.Yes],
            [
                "devmirrors cache clean                         show what would be emptied, and ask",
                "devmirrors cache clean --only npm --yes        npm's cache alone, without being asked",
                "devmirrors cache clean --only nuget --packages NuGet's restored packages as well",
            ],
            (parsed, request) => Run(request, parsed.GetResult(packages) is { Implicit: false }));
    }

    private static CacheAnswer Run(Request request, bool packages)
    {
        var cleanings = ClientCaches.Of(request.Machine, request.Options.Only, packages).Select(c => new CacheResult(c, FolderSize.Of(c.Folder))).ToList();
        var hasDocker = request.Machine.Has("docker") && (request.Options.Only?.Contains("docker") ?? true);
        if (hasDocker)
            request.Found.Add(Diagnose.DockerCacheStays());
        if (cleanings.Count == 0)
        {
            if (!hasDocker)
                request.Found.Add(Diagnose.NothingToClean());
            return new CacheAnswer([], Outcome.Done);
        }
        if (!IsAgreed(cleanings, request))
            return new CacheAnswer(cleanings, Outcome.NeedsConsent);
        var results = cleanings.Select(c => CacheCleaner.Run(c, request)).ToList();
        return new CacheAnswer(results, results.Exists(r => r.ExitCode != 0) ? Outcome.Unfinished : Outcome.Done);
    }

    private static bool IsAgreed(List<CacheResult> cleanings, Request request)
    {
        if (request.Format == OutputFormat.Human && request.Verbosity != Verbosity.Quiet)
            CacheAnswer.WriteIntent(cleanings, request.Terminal);
        if (request.Yes)
            return true;
        if (Terminal.IsInteractive && request.Format == OutputFormat.Human)
            return request.Terminal.Asks($"run {(cleanings.Count == 1 ? "this command" : $"these {cleanings.Count} commands")}?");
        request.Found.Add(Diagnose.CleaningNeedsConsent([.. cleanings.Select(c => c.Cleaning.Command)]));
        return false;
    }
}
