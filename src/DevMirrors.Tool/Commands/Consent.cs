using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Whether the user agrees to a plan. A policy cannot grant itself anything, and neither can <c>CI=true</c>.</summary>
internal static class Consent
{
    public static bool IsGiven(Plan plan, Request request)
    {
        if (request.Yes || IsTrusted(plan, request.Machine))
            return true;
        if (Terminal.IsInteractive && request.Format == OutputFormat.Human)
            return Ask(plan, request);
        if (plan.Selection is { } selection)
            request.Found.Add(Diagnose.NeedsConsent(selection.Policy.Path, selection.Policy.Hash, Hosts(plan)));
        return false;
    }

    private static bool IsTrusted(Plan plan, Machine machine) =>
        (machine.Variable("DEVMIRRORS_TRUST") ?? "")
            .Split(',', StringSplitOptions.TrimEntries)
            .Contains(plan.Selection?.Policy.Hash, StringComparer.OrdinalIgnoreCase);

    private static bool Ask(Plan plan, Request request)
    {
        var terminal = request.Terminal;
        var files = plan.Edits.Count(e => e.Action != EditAction.None);
        terminal.Line(terminal.Error, "");
        foreach (var edit in plan.Edits)
            foreach (var change in edit.Changes.Where(c => c.TakenFrom is not null))
                terminal.Line(terminal.Error, $"this replaces `{change.Key}` in {terminal.Short(edit.Path)}: {Whose(change, terminal)}", "yellow");
        terminal.Error.Write($"write {files} {(files == 1 ? "file" : "files")}? [y/N] ");
        terminal.Error.Flush();
        return Console.In.ReadLine()?.Trim() is "y" or "Y" or "yes";
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
