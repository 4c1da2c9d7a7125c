using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>What init or remove wrote in a repository.</summary>
/// <param name="Edits">In the order of their writing; unchanged files are not shown.</param>
/// <param name="NothingToDo">What people read where there is none.</param>
internal sealed record RepositoryAnswer(string? PolicyPath, IReadOnlyList<RepositoryEdit> Edits, Outcome Outcome, string NothingToDo) : IAnswer
{
    public void WriteHuman(Request request)
    {
        if (request.Verbosity == Verbosity.Quiet)
            return;
        var changed = Edits.Where(e => e.Action != EditAction.None).ToList();
        foreach (var edit in changed.Where(e => request.Verbosity == Verbosity.Detailed || !IsVendored(e)))
            WriteLine(request, edit.Action, request.Terminal.Short(edit.Path));
        // A dozen lines for one folder would hide the two that people must look at.
        if (request.Verbosity != Verbosity.Detailed)
            foreach (var group in changed.Where(IsVendored).GroupBy(e => e.Action))
                WriteLine(request, group.Key, $"{request.Terminal.Short(Path.GetDirectoryName(group.First().Path)!)} ({group.Count()} files)");
        if (changed.Count == 0 && NothingToDo.Length > 0)
            request.Terminal.Line(request.Terminal.Out, NothingToDo);
    }

    public string ToJson(Request request) =>
        Json.Of(new RepositoryShape(1, PolicyPath, [.. Edits.Select(e => new FileShape(e.Path, Json.Word(e.Action)))], Json.Of(request.Found)), JsonShapes.Default.RepositoryShape);

    private static bool IsVendored(RepositoryEdit edit) => Path.GetFileName(Path.GetDirectoryName(edit.Path)) == "devmirrors";

    private static void WriteLine(Request request, EditAction action, string what) =>
        request.Terminal.Line(request.Terminal.Out, $"{Word(action),-7} {what}", action == EditAction.Delete ? "" : "green");

    private static string Word(EditAction action) => action switch
    {
        EditAction.Create => "created",
        EditAction.Delete => "deleted",
        _ => "changed",
    };
}
