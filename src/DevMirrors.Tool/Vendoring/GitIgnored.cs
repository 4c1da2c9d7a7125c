using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Asks git which of these files a commit would leave out. Where git is missing, or this is no repository of its, nobody says so.</summary>
internal static class GitIgnored
{
    public static void Look(string repository, IEnumerable<string> paths, Machine machine, DiagnosticBag found)
    {
        var relative = paths.Select(p => Path.GetRelativePath(repository, p).Replace('\\', '/'));
        // Quoting is for people; and what git itself could write on this occasion, it does not.
        string[] arguments = ["-c", "core.quotePath=false", "--no-optional-locks", "check-ignore", "--", .. relative];
        var answer = ClientProcess.Run(machine, "git", arguments, new Dictionary<string, string?>(), repository) ?? "";
        var ignored = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ignored.Length > 0)
            found.Add(Diagnose.IgnoredByGit(new Place(Path.Combine(repository, ignored[0])), ignored.Length - 1));
    }
}
