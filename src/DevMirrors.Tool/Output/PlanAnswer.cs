using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>A plan, or what came of carrying it out.</summary>
/// <param name="Applied">Null where nothing was to be written: plan.</param>
/// <param name="NothingToDo">What people read where nothing differs.</param>
/// <param name="WrittenWord">What people read for a file that was written.</param>
/// <param name="ShowsResults">False where the differences tell more than the results: check.</param>
internal sealed record PlanAnswer(Plan? Plan, ApplyReport? Applied, Outcome Outcome, string NothingToDo, bool ShowsResults = true, string WrittenWord = "written") : IAnswer
{
    public void WriteHuman(Request request)
    {
        if (Plan is null)
            return;
        if (Applied is null || !ShowsResults)
            PlanView.Write(Plan, request, request.Terminal.Out, NothingToDo);
        else
            PlanView.WriteResults(Applied, request, WrittenWord, NothingToDo);
    }

    public string ToJson(Request request) =>
        Json.Of(new PlanShape(1, Json.Of(Plan?.Selection?.Region), [.. Edits()], Json.Of(request.Found)), JsonShapes.Default.PlanShape);

    private IEnumerable<EditShape> Edits() =>
        Applied is null
            ? (Plan?.Edits ?? []).Select(e => Edit(e, null))
            : Applied.Edits.Select(a => Edit(a.Edit, Json.Word(a.Result)));

    private static EditShape Edit(FileEdit edit, string? result) =>
        new(edit.Ecosystem, Json.Word(edit.Scope), edit.Path, Json.Word(edit.Action), UnifiedDiff.Render(edit), [.. edit.Changes.Select(Change)], result);

    private static ChangeShape Change(SettingChange change) =>
        new(change.Key, Shown(change.Key, change.Before), Shown(change.Key, change.After), change.Because, change.TakenFrom);

    // The key is masked along with the value: `_authToken=…` is a secret, `…` alone does not look like one.
    private static string? Shown(string key, SettingValue? value) =>
        value is null ? null : Secrets.MaskValue(key, value.Text);
}
