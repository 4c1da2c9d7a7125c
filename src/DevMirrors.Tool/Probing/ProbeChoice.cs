using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Which mirrors a call of <c>probe</c> means, and what of their verdicts must not be overlooked.</summary>
internal sealed class ProbeChoice(Request request, Selection selection)
{
    private readonly bool _isTrusted = ProbeSteps.IsTrusted(selection, request);

    /// <param name="ids">Empty for all. One that nobody knows is an error.</param>
    public ProbeTargets Targets(bool isAll, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
            return ProbeTargets.Of(isAll ? Everywhere() : [selection], request.Machine, _isTrusted);
        var known = ProbeTargets.Of(Everywhere(), request.Machine, _isTrusted, withPrivate: true);
        var names = known.Asked.Select(t => t.Id).Distinct().ToList();
        foreach (var id in ids.Where(i => !names.Contains(i)))
            request.Found.Add(Diagnose.UnknownValue("--mirror", id, names, NearestName.Of(id, names)));
        List<ProbeTarget> asked = [.. known.Asked.Where(t => ids.Contains(t.Id))];
        return new ProbeTargets(asked, [.. known.References.Concat(known.Asked.Where(t => t.IsUpstream && !ids.Contains(t.Id))).Where(r => asked.Exists(t => t.Ecosystem == r.Ecosystem))]);
    }

    /// <summary>Unfinished where an ecosystem has no mirror that one could use.</summary>
    public Outcome Warn(ProbeReport report)
    {
        foreach (var mirror in report.Mirrors.Where(m => m.Verdict == Verdict.Tampered))
            request.Found.Add(Diagnose.ServesOtherBytes(mirror, PlaceOf(mirror)));
        var dead = report.Mirrors.GroupBy(m => m.Ecosystem).Where(g => !g.Any(m => m.Verdict.IsUsable())).ToList();
        foreach (var ecosystem in dead)
            request.Found.Add(Diagnose.NoUsableMirror(ecosystem.Key, PlaceOf(ecosystem.First())));
        return dead.Count > 0 ? Outcome.Unfinished : Outcome.Done;
    }

    private Place PlaceOf(MirrorReport mirror) => Everywhere().SelectMany(s => s.Ecosystems).SelectMany(e => e.Mirrors.Concat(e.Images.Select(i => i.Mirror)))
        .FirstOrDefault(m => m.Ecosystem == mirror.Ecosystem && m.Id == mirror.Id)?.Place ?? selection.Region.Region.Place;

    // This machine's region first; what is wrong with the others' mirrors has been said by then.
    private IEnumerable<Selection> Everywhere() => selection.Policy.Regions.Where(r => r != selection.Region.Region)
        .Select(r => MirrorSelector.Select(selection.Policy, new ResolvedRegion(r, "every region is asked for"), selection.Catalogue, request.Options.Only, false, new DiagnosticBag()))
        .OfType<Selection>().Prepend(selection);
}
