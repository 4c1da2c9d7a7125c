using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>What each client uses, and for <c>--all</c> whose every written key is.</summary>
/// <param name="Partial">An apply or undo was interrupted, and the next one finishes it.</param>
internal sealed record StatusAnswer(ResolvedRegion? Region, bool Partial, IReadOnlyList<Reading> Readings, IReadOnlyList<JournalFile>? Owned) : IAnswer
{
    public Outcome Outcome => Outcome.Done;

    public void WriteHuman(Request request)
    {
        var terminal = request.Terminal;
        if (Region is { } region)
            terminal.Line(terminal.Out, $"region {region.Region.Name}, because {region.Because}");
        if (Partial)
            terminal.Line(terminal.Out, "partial: an apply or undo was interrupted");
        if (Readings.Count > 0)
            terminal.Table(["CLIENT", "SETTING", "USES", "FROM", "STATE"], Readings.Select(r => Row(r, terminal)));
        if (Owned is { Count: > 0 })
            terminal.Table(["FILE", "KEY", "OWNER"], Owned.SelectMany(f => Rows(f, terminal)));
        else if (Owned is not null)
            terminal.Line(terminal.Out, "DevMirrors has written nothing, or everything is undone");
    }

    public string ToJson(Request request) =>
        Json.Of(new StatusShape(1, Json.Of(Region), Partial, [.. Readings.Select(Shape)], Owned?.SelectMany(Shapes).ToList(), Json.Of(request.Found)), JsonShapes.Default.StatusShape);

    // What `doctor --fix` has mended has no key: it is the file's bytes that undo gives back.
    private static IEnumerable<string[]> Rows(JournalFile file, Terminal terminal) => file.Keys.Count == 0
        ? [[terminal.Full(file.Path), "(its bytes)", "doctor --fix"]]
        : file.Keys.Select(k => new[] { terminal.Full(file.Path), k.Key, terminal.Full(k.Owner) });

    private static string[] Row(Reading reading, Terminal terminal) =>
    [
        reading.Client,
        reading.Setting,
        terminal.Shorten(Secrets.MaskAddress(reading.Effective ?? "(default)")),
        terminal.Shorten(reading.Source),
        terminal.Shorten(State(reading)),
    ];

    private static string State(Reading reading)
    {
        var state = reading switch
        {
            { InStep: true } => "in step",
            { ShadowedBy: { } by } => $"wants {reading.Wanted ?? "the default"}, overridden by {by}",
            _ => $"wants {reading.Wanted ?? "the default"}",
        };
        return reading.Asked is null ? state : $"{state}; the client says {reading.Asked}";
    }

    private static SettingShape Shape(Reading r) =>
        new(r.Ecosystem, r.Client, r.Setting, r.Wanted, r.Effective is null ? null : Secrets.MaskAddress(r.Effective), r.Source, r.InStep, r.ShadowedBy, r.Asked);

    private static IEnumerable<OwnedShape> Shapes(JournalFile file) =>
        file.Keys.Select(k => new OwnedShape(
            file.Ecosystem, Json.Word(file.Scope), file.Path, k.Key, k.Owner, Masked(k.Key, k.Written), Masked(k.Key, k.Baseline)));

    private static string? Masked(string key, SettingValue? value) => value is null ? null : Secrets.MaskValue(key, value.Text);
}
