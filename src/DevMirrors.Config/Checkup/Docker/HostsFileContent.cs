namespace DevMirrors.Config;

/// <summary>What containerd makes of a hosts.toml that is valid TOML: one value of a wrong type, and it passes over the whole file.</summary>
internal static class HostsFileContent
{
    private static readonly string[] Capabilities = ["pull", "resolve", "push", "referrers"];

    public static IEnumerable<CheckFinding> Look(string path, TomlText toml)
    {
        foreach (var entry in toml.Entries.Where(e => e.Path is [_] or ["host", _, _]))
            if (Mistake(entry) is var (mistake, remedy))
                yield return CheckFinding.Error($"{mistake}, so the registry itself is asked, without a word", new Place(path, entry.Line, 1), $"mend line {entry.Line}: {remedy}");
        // An empty list is as good as none: the mirror is asked for everything.
        foreach (var entry in toml.Entries.Where(e => e.Path is ["host", _, "capabilities"] && e.Value is { Kind: TomlKind.List, Items.Count: > 0 } && Mistake(e) is null && !e.Value.Items.Contains("resolve")))
            yield return CheckFinding.Warning("without `resolve` this mirror is asked for digests alone: tags go to the registry itself", new Place(path, entry.Line, 1), "`capabilities = [\"pull\", \"resolve\"]`");
        if (toml.Entries.FirstOrDefault(e => e.Path is ["server"] && Mistake(e) is null) is { } server && !NamesHost(toml))
            yield return CheckFinding.Warning("`server` alone is passed over by containerd 1.6, which asks the registry itself", new Place(path, server.Line, 1), $"name it once more: `[host.\"{server.Value.Text}\"]`");
    }

    // By a heading, or by `host."…".capabilities = …`.
    private static bool NamesHost(TomlText toml) => toml.Tables.Any(t => t is ["host", _, ..]) || toml.Entries.Any(e => e.Path is ["host", _, ..]);

    // What to write instead never chooses a value for the user: `skip_verify = true` would switch checks of certificates off.
    private static (string Mistake, string Remedy)? Mistake(TomlEntry entry) => (entry.Path[^1], entry.Value.Kind) switch
    {
        ("server", not TomlKind.Text) when entry.Path.Count == 1 => ("`server` is no text", "write the address in quotes"),
        ("capabilities", TomlKind.List) when entry.Value.Items.FirstOrDefault(i => !Capabilities.Contains(i)) is { } unknown => ($"`{unknown}` is no capability", "`capabilities = [\"pull\", \"resolve\"]`"),
        ("capabilities", not TomlKind.List) => ("`capabilities` is no list", "`capabilities = [\"pull\", \"resolve\"]`"),
        ("skip_verify" or "override_path", _) when entry.Value is not { Kind: TomlKind.Bare, Text: "true" or "false" } => ($"`{entry.Path[^1]}` is not `true` or `false`", $"write `{WithoutQuotes(entry)}` without quotes"),
        ("dial_timeout", not TomlKind.Text) => ("`dial_timeout` is no text", "write it in quotes: `\"5s\"`"),
        _ => null,
    };

    private static string WithoutQuotes(TomlEntry entry) => entry.Value is { Kind: TomlKind.Text, Text: "true" or "false" } meant ? meant.Text : "true` or `false";
}
