namespace DevMirrors.Config;

/// <summary>Turns MSBuild properties into what a build asks for.</summary>
public static class BuildOptionsReader
{
    /// <summary>Null, and errors, where a property holds what it cannot have.</summary>
    public static BuildOptions? Read(string policy, string region, string only, string skip, string mode, string tool, DiagnosticBag found)
    {
        if (!Path.IsPathFullyQualified(policy))
            found.Add(Diagnose.RelativePolicyPath(policy));
        var parsed = mode switch { "apply" => BuildMode.Apply, "check" => BuildMode.Check, _ => (BuildMode?)null };
        if (parsed is null)
            found.Add(Diagnose.UnknownValue("DevMirrorsMode", mode, ["apply", "check", "off"], NearestName.Of(mode, ["apply", "check", "off"])));
        var names = List(only);
        Check(names, found);
        return found.HasErrors ? null : new BuildOptions(Path.GetFullPath(policy), region.Length == 0 ? null : region, names.Count == 0 ? null : names, List(skip), parsed!.Value, tool);
    }

    private static void Check(List<string> names, DiagnosticBag found)
    {
        // Nearly always there are none; then not even the ecosystems are made.
        if (names.Count == 0)
            return;
        var known = EcosystemList.All.Select(e => e.Name).ToList();
        foreach (var name in names.Where(n => !known.Contains(n)))
            found.Add(Diagnose.UnknownValue("DevMirrorsOnly", name, known, NearestName.Of(name, known)));
    }

    private static List<string> List(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
