namespace DevMirrors.Config;

/// <summary>Orders and thins out a list of mirrors by the verdicts that are kept, as <c>select:</c> says.</summary>
/// <param name="kept">Null: every mirror is meant, in the policy's order.</param>
internal sealed class MirrorChooser(Policy policy, KeptVerdicts? kept, DateTimeOffset now, DiagnosticBag found)
{
    /// <summary>Ecosystems of which no mirror is known to answer.</summary>
    public List<string> Dead { get; } = [];

    /// <summary>The mirrors to use; direct and off stay where they are, behind those that stood before them.</summary>
    public IReadOnlyList<Mirror> Choose(MirrorChoice choice, IReadOnlyList<Mirror> mirrors)
    {
        var real = mirrors.Where(IsReal).ToList();
        if (kept is null || choice.Select == SelectBy.Order)
            return mirrors;
        var known = real.Select(m => (Mirror: m, Kept: Known(m))).ToList();
        // One that nothing is known against needs no choosing, and no words.
        if (known.Count < 2 && known.TrueForAll(k => IsUnknownOrGood(k.Kept)))
            return mirrors;
        var chosen = Order(choice, known);
        Report(choice, known, chosen);
        return InPlace(mirrors, chosen);
    }

    private List<Mirror> Order(MirrorChoice choice, List<(Mirror Mirror, KeptVerdict? Kept)> known)
    {
        var good = known.Where(k => IsUnknownOrGood(k.Kept)).ToList();
        if (good.Count > 0)
            return [.. Sort(choice.Select, good).Select(k => k.Mirror)];
        var usable = known.Where(k => k.Kept!.Verdict.IsUsable() && k.Kept.IsVerified).ToList();
        if (usable.Count > 0)
            return [.. usable.Select(k => k.Mirror)];
        Dead.Add(choice.Ecosystem);
        return [.. known.Select(k => k.Mirror)];
    }

    private static bool IsUnknownOrGood(KeptVerdict? kept) => kept is null || (kept.Verdict.IsGood() && kept.IsVerified);

    // Slow ones come last; what nobody has measured comes behind what is known to be fast, and otherwise keeps its place.
    private static IEnumerable<(Mirror Mirror, KeptVerdict? Kept)> Sort(SelectBy select, List<(Mirror Mirror, KeptVerdict? Kept)> good)
    {
        var bySlowness = good.OrderBy(k => k.Kept?.Verdict == Verdict.Slow).ToList();
        if (select == SelectBy.Healthy)
            return bySlowness;
        var order = Ranking.Sort([.. bySlowness.Where(k => k.Kept?.Verdict == Verdict.Healthy).Select(k => (k.Mirror.Id, k.Kept!.Seconds ?? double.MaxValue))]).ToList();
        return bySlowness.OrderBy(k => order.IndexOf(k.Mirror.Id) is var at and >= 0 ? at : int.MaxValue);
    }

    private void Report(MirrorChoice choice, List<(Mirror Mirror, KeptVerdict? Kept)> known, List<Mirror> chosen)
    {
        if (known.TrueForAll(k => k.Kept is null))
            found.Add(Diagnose.NothingMeasured(choice));
        else if (Dead.Contains(choice.Ecosystem))
            found.Add(Diagnose.NoMirrorAnswers(choice, [.. known.Select(Describe)]));
        else if (known.Find(k => k.Mirror == chosen[0]).Kept?.Verdict is { } first && !first.IsGood())
            found.Add(Diagnose.NoneIsHealthy(choice, chosen[0].Id, [.. known.Select(Describe)]));
        else
            found.Add(Diagnose.ChosenByVerdict(choice, chosen[0].Id, [.. known.Select(Describe)]));
    }

    private string Describe((Mirror Mirror, KeptVerdict? Kept) known) => known.Kept is { } kept
        ? $"`{known.Mirror.Id}` {kept.Verdict.ToString().ToLowerInvariant()}{(kept.Verdict == Verdict.Healthy ? "" : $" ({kept.Because})")}, {Age.Of(now - kept.At)} ago"
        : $"`{known.Mirror.Id}` not measured";

    private KeptVerdict? Known(Mirror mirror) => kept!.Of(policy, mirror.Ecosystem, mirror.Id, mirror.Url) is { } verdict && verdict.Counts(now) ? verdict : null;

    private static List<Mirror> InPlace(IReadOnlyList<Mirror> mirrors, List<Mirror> chosen)
    {
        var left = new Queue<Mirror>(chosen);
        return [.. mirrors.Where(m => !IsReal(m) || left.Count > 0).Select(m => IsReal(m) ? left.Dequeue() : m)];
    }

    private static bool IsReal(Mirror mirror) => mirror.Kind is MirrorKind.Mirror or MirrorKind.Upstream;
}
