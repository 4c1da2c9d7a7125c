using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>What the checks found, and what became of it.</summary>
internal sealed record DoctorAnswer(ResolvedRegion? Region, IReadOnlyList<CheckFinding> Findings, Outcome Outcome) : IAnswer
{
    public void WriteHuman(Request request) => DoctorView.Write(Findings, request);

    public string ToJson(Request request) =>
        Json.Of(new DoctorShape(1, Json.Of(Region), [.. Findings.Select(Shape)], Json.Of(request.Found)), JsonShapes.Default.DoctorShape);

    private static CheckShape Shape(CheckFinding f) => new(
        f.Check, f.Ecosystem, Json.Word(f.Status), Secrets.Mask(f.Message), f.Place?.File, f.Place is { Line: > 0 } place ? place.Line : null,
        f.Hint is null ? null : Secrets.Mask(f.Hint), f.Mend is not null, f.IsFixed);
}

internal sealed record DoctorShape(int Version, RegionShape? Region, IReadOnlyList<CheckShape> Checks, IReadOnlyList<DiagnosticShape> Diagnostics);

internal sealed record CheckShape(string Id, string Ecosystem, string Status, string Message, string? File, int? Line, string? Hint, bool Fixable, bool Fixed);
