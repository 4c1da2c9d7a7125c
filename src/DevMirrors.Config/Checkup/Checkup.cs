namespace DevMirrors.Config;

/// <summary>Runs the checks of <see cref="CheckList"/>.</summary>
public static class Checkup
{
    /// <summary>What a finding's ecosystem says where it is about DevMirrors itself.</summary>
    public const string Own = "devmirrors";

    private const int MostOfOneFile = 20;
    private const int Most = 200;
    private const int Readable = 600;

    /// <param name="only">The ecosystems meant; null for all. What is about DevMirrors itself is looked at in any case.</param>
    /// <returns>In the order of the list; a check without a finding says that it is well.</returns>
    public static IReadOnlyList<CheckFinding> Run(CheckRequest request, IReadOnlyList<string>? only)
    {
        var meant = CheckList.All.Where(c => c.Ecosystem == Own || (only?.Contains(c.Ecosystem) ?? true)).ToList();
        var facts = EcosystemList.All.Where(e => meant.Exists(c => c.Ecosystem == e.Name)).Select(e => EcosystemFacts.Read(e, request)).ToList();
        var findings = meant.SelectMany(c => Run(c, request with { Facts = facts }));
        // Whoever writes finishes an interrupted run first, whatever files that is about.
        return PendingRun.HoldsBack(request.Machine) ? [.. findings.Select(f => f with { Mend = f.Mend is Mend.Finish ? f.Mend : null })] : [.. findings];
    }

    internal static IReadOnlyList<CheckFinding> Run(ICheck check, CheckRequest request)
    {
        var findings = Look(check, request);
        if (findings.Count == 0)
            findings.Add(CheckFinding.Ok(check.Healthy));
        return [.. findings.Select(f => f with { Message = Shortened(f.Message), Check = check.Id, Ecosystem = check.Ecosystem, Mend = IsTeams(f.Mend) ? null : f.Mend })];
    }

    // A value may be as long as its file.
    private static string Shortened(string message) => message.Length <= Readable ? message : $"{message[..Readable]}…";

    // A file of a thousand faults is told by its first few.
    private static IEnumerable<CheckFinding> Bounded(IEnumerable<CheckFinding> all)
    {
        var (seen, counts) = (0, new Dictionary<string, int>());
        foreach (var finding in all)
        {
            var file = finding.Place?.File ?? "";
            var count = counts[file] = counts.GetValueOrDefault(file) + 1;
            if (count <= MostOfOneFile)
                yield return finding;
            else if (count == MostOfOneFile + 1)
                yield return CheckFinding.Info($"more of this kind stand in `{Path.GetFileName(file)}`; mend these first, and look again");
            if (++seen == Most)
                yield break;
        }
    }

    // A variable may name a file of a repository (GOENV, npm_config_userconfig), and a link lead into one.
    private static bool IsTeams(Mend? mend) => mend switch
    {
        Mend.Edit edit => RepositoryAround.Of(edit.Path) is not null,
        Mend.Remove remove => RepositoryAround.Of(remove.Path) is not null,
        _ => false,
    };

    // A folder may go, or be closed to us, while it is looked at.
    private static List<CheckFinding> Look(ICheck check, CheckRequest request)
    {
        var findings = new List<CheckFinding>();
        try
        {
            findings.AddRange(Bounded(check.Look(request)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add(CheckFinding.Info($"this could not be looked at: {e.Message.TrimEnd('.')}"));
        }
        return findings;
    }
}
