using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>What mirrors and policies say of themselves, fit for people: no secret, no character that moves a cursor or turns the reading direction.</summary>
internal static class ProbeText
{
    public static string Clean(string text) => Visible.Of(Secrets.Mask(text));

    /// <summary>Why the verdict is what it is, and until when the mirror is left alone.</summary>
    public static string Reason(MirrorReport mirror) =>
        Clean(mirror.Because)
        + (mirror.RestsUntil is { } until ? $"; not asked before {Figures.Instant(until)}" : "")
        + (mirror.RetryAfter is { } wait ? $"; it asks to be left alone for {Figures.Time(wait)}" : "");

    /// <summary>Mirrors of each ecosystem: the ranked ones, best first, then the others in the policy's order.</summary>
    public static IEnumerable<(string Ecosystem, IReadOnlyList<Ranked> Mirrors)> InRankOrder(ProbeReport report) =>
        report.Mirrors.GroupBy(m => m.Ecosystem).Select(g => (g.Key, InRankOrder(g, report.Ranking.GetValueOrDefault(g.Key, []))));

    private static IReadOnlyList<Ranked> InRankOrder(IEnumerable<MirrorReport> mirrors, IReadOnlyList<string> ranking) =>
        [.. mirrors.Select(m => new Ranked(m, RankOf(m, ranking))).OrderBy(r => r.Rank ?? int.MaxValue)];

    // A bad verdict has no rank, whatever the list says.
    private static int? RankOf(MirrorReport mirror, IReadOnlyList<string> ranking)
    {
        var place = mirror.Verdict.IsGood() ? ranking.TakeWhile(id => id != mirror.Id).Count() : ranking.Count;
        return place < ranking.Count ? place + 1 : null;
    }

    /// <summary><c>5 of 8 mirrors answered rightly, in 2.1 s</c>.</summary>
    public static string Summary(ProbeReport report)
    {
        var good = report.Mirrors.Count(m => m.Verdict.IsGood());
        return $"{good} of {Figures.Count(report.Mirrors.Count, "mirror")} answered rightly; {Figures.Bytes(report.Mirrors.Sum(m => m.BytesRead))} read in {Figures.Time(report.Took)}";
    }
}

/// <param name="Rank">From 1; null for a mirror that is not ranked.</param>
internal sealed record Ranked(MirrorReport Mirror, int? Rank);
