namespace DevMirrors.Config;

/// <summary>Reads what each client really uses, and what shadows the files that we write.</summary>
public static class PlanVerifier
{
    public static IReadOnlyList<Reading> Verify(Selection selection, Scope scope, Machine machine, Journal journal, DiagnosticBag found)
    {
        var readings = new List<Reading>();
        foreach (var chosen in selection.Ecosystems)
        {
            var request = new EcosystemRequest(chosen, scope, machine, selection.Catalogue, journal, selection.Policy.Path);
            readings.AddRange(EcosystemList.Find(chosen.Ecosystem)!.Read(request, found));
        }
        foreach (var reading in readings.Where(r => r.ShadowedBy is not null && !r.InStep))
            found.Add(Diagnose.Shadowed(reading));
        return readings;
    }
}
