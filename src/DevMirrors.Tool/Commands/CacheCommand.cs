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
            "Run each client's own cache cleaning in a folder without settings, after showing the commands with what they delete and asking; settings of a repository do not count",
            [tree.Options.Only, packages, tree.Options.Yes],
            [
                "devmirrors cache clean                         show what would be emptied, and ask",
                "devmirrors cache clean --only npm --yes        npm's cache alone, without being asked",
                "devmirrors cache clean --only nuget --packages NuGet's restored packages as well",
            ],
            (parsed, request) => Run(request, parsed.GetResult(packages) is { Implicit: false }));
    }

    private static CacheAnswer Run(Request asked, bool packages)
    {
        // A relative folder of the PATH is the repository's own (`node_modules/.bin`).
        var request = asked with { Machine = asked.Machine with { SearchPath = [.. asked.Machine.SearchPath.Where(Path.IsPathFullyQualified)] } };
        var hasDocker = request.Machine.Has("docker") && (request.Options.Only?.Contains("docker") ?? true);
        if (hasDocker)
            request.Found.Add(Diagnose.DockerCacheStays());
        if (Ask(request, packages) is not { } cleanings)
            return new CacheAnswer([], Outcome.Unfinished);
        if (cleanings.Count > 0)
            return Clean(cleanings, request);
        if (!hasDocker)
            request.Found.Add(Diagnose.NothingToClean());
        return new CacheAnswer([], Outcome.Done);
    }

    // The folder is gone again before somebody is asked, who may just close the terminal.
    private static List<CacheResult>? Ask(Request request, bool packages)
    {
        using var folder = CleaningFolder.TryMake(request.Machine, request.Found);
        return folder is null
            ? null
            : [.. CacheFolders.Ask(ClientCaches.Of(request.Machine, folder.Path, request.Options.Only, packages), request.Machine, folder).Select(c => Judged(c, request))];
    }

    private static CacheResult Judged(CacheCleaning cleaning, Request request)
    {
        if (Refusal(cleaning, request.Machine) is not { } refusal)
            return new CacheResult(cleaning, FolderSize.Of(cleaning.Folder));
        request.Found.Add(refusal);
        return new CacheResult(cleaning, null, IsRefused: true);
    }

    private static Diagnostic? Refusal(CacheCleaning cleaning, Machine machine)
    {
        if (cleaning.Folder is not { } folder)
            return Diagnose.CleaningUnknown(cleaning.Command);
        return ClientCaches.Obstacle(folder, machine) is { } obstacle ? Diagnose.CleaningRefused(cleaning.Command, folder, obstacle) : null;
    }

    private static CacheAnswer Clean(List<CacheResult> all, Request request)
    {
        var cleanings = all.FindAll(c => !c.IsRefused);
        var refused = cleanings.Count < all.Count ? Outcome.Unfinished : Outcome.Done;
        if (cleanings.Count > 0 && !IsAgreed(cleanings, request))
            return new CacheAnswer(all, refused | Outcome.NeedsConsent);
        using var folder = CleaningFolder.TryMake(request.Machine, request.Found);
        if (folder is null)
            return new CacheAnswer([], Outcome.Unfinished);
        var results = all.Select(c => c.IsRefused ? c : CacheCleaner.Run(c, request, folder)).ToList();
        return new CacheAnswer(results, refused | (results.Exists(r => r is { ExitCode: not null and not 0 }) ? Outcome.Unfinished : Outcome.Done));
    }

    private static bool IsAgreed(List<CacheResult> cleanings, Request request)
    {
        var asks = !request.Yes && Terminal.IsInteractive && request.Format == OutputFormat.Human;
        // What somebody is asked about is shown, however quiet it is meant to be.
        if (asks || (request.Format == OutputFormat.Human && request.Verbosity != Verbosity.Quiet))
            CacheAnswer.WriteIntent(cleanings, request.Terminal);
        if (request.Yes)
            return true;
        if (asks)
            return request.Asks($"run {(cleanings.Count == 1 ? "this command" : $"these {cleanings.Count} commands")}?");
        request.Found.Add(Diagnose.CleaningNeedsConsent([.. cleanings.Select(c => c.Cleaning.Command)]));
        return false;
    }
}
