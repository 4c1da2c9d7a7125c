using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Asks git which of these files a commit would leave out. Where git is missing, or this is no repository of its, nobody says so.</summary>
internal static class GitIgnored
{
    // Quoting is for people; what git itself could write on this occasion, it does not; and no program that the repository's own configuration names is run.
    private static readonly string[] Harmless =
        ["-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks", "--no-pager"];

    // A file that a partial clone lacks is not fetched: how, its configuration says.
    private static readonly Dictionary<string, string?> Alone = new() { ["GIT_NO_LAZY_FETCH"] = "1", ["GIT_ALLOW_PROTOCOL"] = "none", ["GIT_TERMINAL_PROMPT"] = "0" };

    public static void Look(string repository, IEnumerable<string> paths, Machine machine, DiagnosticBag found)
    {
        var relative = paths.Select(p => Path.GetRelativePath(repository, p).Replace('\\', '/'));
        var answer = ClientProcess.Run(machine, "git", [.. Harmless, "check-ignore", "--", .. relative], Alone, repository) ?? "";
        var ignored = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ignored.Length > 0)
            found.Add(Diagnose.IgnoredByGit(new Place(Path.Combine(repository, ignored[0])), ignored.Length - 1));
    }
}
