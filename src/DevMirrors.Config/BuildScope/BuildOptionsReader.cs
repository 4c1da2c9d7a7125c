namespace DevMirrors.Config;

/// <summary>Turns MSBuild properties into what a build asks for.</summary>
public static class BuildOptionsReader
{
    /// <summary>Null, and errors, where a property holds what it cannot have.</summary>
    public static BuildOptions? Read(string policy, string region, string only, string skip, string mode, string tool, DiagnosticBag found)
    {
        if (!Path.IsPathFullyQualified(policy))
            found.Add(Diagnose.RelativePolicyPath(policy));
        var known = EcosystemList.All.Select(e => e.Name).ToList();
        var names = List(only);
        foreach (var name in names.Where(n => !known.Contains(n)))
            found.Add(Diagnose.UnknownValue("DevMirrorsOnly", name, known, NearestName.Of(name, known)));
        if (!Enum.TryParse<BuildMode>(mode, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed))
            found.Add(Diagnose.UnknownValue("DevMirrorsMode", mode, ["apply", "check", "off"], NearestName.Of(mode, ["apply", "check", "off"])));
        return found.HasErrors ? null : new BuildOptions(Path.GetFullPath(policy), region.Length == 0 ? null : region, names.Count == 0 ? null : names, List(skip), parsed, tool);
    }

    private static List<string> List(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
