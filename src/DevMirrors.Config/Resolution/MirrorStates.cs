namespace DevMirrors.Config;

/// <summary>Leaves dead mirrors out, and says what is known against those that stay.</summary>
internal sealed class MirrorStates(MirrorCatalogue catalogue, bool deadIsError, DiagnosticBag found)
{
    /// <summary>The mirrors without the dead ones, in order.</summary>
    public IReadOnlyList<Mirror> Usable(IReadOnlyList<Mirror> mirrors)
    {
        var alive = mirrors.Where(m => !IsDead(m)).ToList();
        // direct and off do not count: fetching from elsewhere, or not at all, is not what a mirror's death asks for.
        var canSkip = !deadIsError && alive.Exists(m => m.Kind is MirrorKind.Mirror or MirrorKind.Upstream);
        foreach (var dead in mirrors.Where(IsDead))
        {
            var alternatives = catalogue.Alternatives(dead.Catalogue!);
            found.Add(canSkip ? Diagnose.DeadMirrorSkipped(dead, alternatives) : Diagnose.DeadMirror(dead, alternatives));
        }
        foreach (var mirror in alive)
            Judge(mirror);
        return alive;
    }

    /// <summary>For regions that do not apply here: their dead mirrors matter to <c>init</c> and <c>check</c> only.</summary>
    public void CheckDead(IEnumerable<Mirror> mirrors)
    {
        foreach (var dead in mirrors.Where(m => deadIsError && IsDead(m)))
            found.Add(Diagnose.DeadMirror(dead, catalogue.Alternatives(dead.Catalogue!)));
    }

    /// <summary>Warns of mirrors through which audits find nothing, unless the region names another audit source.</summary>
    public void ReportMissingAudits(IEnumerable<Mirror> mirrors, Region region)
    {
        foreach (var mirror in mirrors.Where(m => m.Catalogue?.LacksVulnerabilityData == true))
        {
            if (mirror.Ecosystem != "nuget" || region.Audit is null)
                found.Add(Diagnose.NoVulnerabilityData(mirror));
        }
    }

    private static bool IsDead(Mirror mirror) => mirror.Catalogue?.State == MirrorState.Dead;

    private void Judge(Mirror mirror)
    {
        if (mirror.Catalogue is not { } entry)
            return;
        if (entry.Url.Length == 0)
            found.Add(Diagnose.MirrorNeedsOwnAddress(mirror));
        else if (entry.State == MirrorState.Restricted)
            found.Add(Diagnose.RestrictedMirror(mirror));
        else if (!entry.IsVerified)
            found.Add(Diagnose.UnverifiedMirror(mirror));
    }
}
