using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Whether the user agrees to a plan. A policy cannot grant itself anything, and neither can <c>CI=true</c>.</summary>
internal static class Consent
{
    public static bool IsGiven(Plan plan, Request request)
    {
        if (IsStanding(request, plan))
            return true;
        if (plan.Selection is not { } selection)
            return false;
        var verdict = Trust.Of(selection.Policy, selection.Catalogue, request.Machine, request.Found);
        // Nobody was asked about other people's values when the policy was trusted.
        if (verdict.IsTrusted && !TakesOver(plan))
            return true;
        if (Terminal.IsInteractive && request.Format == OutputFormat.Human)
            return Ask(plan, verdict, request);
        request.Found.Add(Diagnose.NeedsConsent(selection.Policy.Path, selection.Policy.Hash, Hosts(plan)));
        return false;
    }

    /// <summary>Whether the agreement to one plan is one to another, which was made because somebody wrote meanwhile. Nobody is asked: a lock is held.</summary>
    public static bool Covers(Plan agreed, Plan again, Request request)
    {
        var known = agreed.Edits.SelectMany(e => e.Changes.Select(c => (e.Path, c.Key, c.After, c.TakenFrom))).ToHashSet();
        return IsStanding(request, again) || again.Edits.All(e => e.Changes.All(c => known.Contains((e.Path, c.Key, c.After, c.TakenFrom))));
    }

    // Given for this policy or for the command, whatever the plan says.
    private static bool IsStanding(Request request, Plan plan) =>
        request.Yes || (plan.Selection is { } selection && Trust.IsNamed(selection.Policy, request.Machine));

    private static bool TakesOver(Plan plan) => plan.Edits.Any(e => e.Changes.Any(c => c.TakenFrom is not null));

    private static bool Ask(Plan plan, TrustVerdict verdict, Request request)
    {
        var terminal = request.Terminal;
        var files = plan.Edits.Count(e => e.Action != EditAction.None);
        terminal.Line(terminal.Error, "");
        foreach (var edit in plan.Edits)
            foreach (var change in edit.Changes.Where(c => c.TakenFrom is not null))
                terminal.Line(terminal.Error, $"this replaces `{change.Key}` in {terminal.Short(edit.Path)}: {Whose(change, terminal)}", "yellow");
        if (verdict is { IsTrusted: false, Known: not null })
        {
            terminal.Line(terminal.Error, "the policy has changed since you trusted it:", "yellow");
            TrustView.WriteDifference(verdict, terminal, terminal.Error);
        }
        return request.Asks($"write {files} {(files == 1 ? "file" : "files")}?");
    }

    private static string Whose(SettingChange change, Terminal terminal) =>
        change.TakenFrom == SettingChange.SetByHand ? "it was set by hand" : $"it belongs to {terminal.Full(change.TakenFrom!)}";

    /// <summary>Every host that the plan writes into a file, in its order.</summary>
    public static IReadOnlyList<string> Hosts(Plan plan) =>
        [.. plan.Edits
            .SelectMany(e => e.Changes)
            .SelectMany(c => c.After?.Items ?? [])
            .SelectMany(text => text.Split(',', '|'))
            .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var url) ? url.IdnHost : "")
            .Where(host => host.Length > 0)
            .Distinct()];
}
