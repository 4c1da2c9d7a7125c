using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class StatusCommand
{
    public static Command Define(CommandTree tree)
    {
        var all = new Option<bool>("--all") { Description = "Also list every key that DevMirrors wrote, for any repository, with its owner" };
        return tree.Command(
            "status",
            "Show what each client really uses, where that comes from, and what overrides it",
            [.. tree.Options.Selection, tree.Options.Scope, all],
            [
                "devmirrors status               our reading of the clients' files, and what the installed clients say",
                "devmirrors status --all         whose policy owns which key, in every repository",
                "devmirrors status --format json",
            ],
            (parsed, request) => Run(request, parsed.GetValue(all)));
    }

    // Project files are in the user's journal.
    private static readonly Scope[] Stored = [Scope.User, Scope.Machine];

    private static StatusAnswer Run(Request request, bool all)
    {
        // With --all the journal is an answer too, and a folder without a policy can be asked from.
        var selection = all && !Steps.HasPolicy(request) ? null : Steps.Select(request);
        if (selection is not null)
            VendoredDrift.OfFiles(selection.Policy.Folder, request.Found);
        var partial = UserState.Pending(request.Machine, Scope.User, request.Found) | UserState.Pending(request.Machine, Scope.Machine, request.Found);
        var readings = selection is null ? [] : ClientAnswers.Beside(Steps.Verify(request, selection), selection, request.Machine);
        foreach (var reading in readings.Where(r => r.Asked is not null))
            request.Found.Add(Diagnose.ClientDisagrees(reading));
        return new StatusAnswer(selection?.Region, partial, readings, all ? [.. Journals(request)] : null);
    }

    private static IEnumerable<JournalFile> Journals(Request request) =>
        Stored.SelectMany(scope => UserState.ReadJournalIfOpen(request.Machine, scope, request.Found)?.Files ?? [])
            .Where(file => request.Options.Only?.Contains(file.Ecosystem) ?? true);
}
