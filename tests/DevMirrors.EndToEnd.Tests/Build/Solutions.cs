namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>Solution files in the older format.</summary>
internal static class Solutions
{
    private const string CSharp = "{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}";

    /// <summary>One project per name: <c>A/A.csproj</c>.</summary>
    public static string Classic(params string[] names)
    {
        var ids = names.Select((_, i) => $"{{00000000-0000-0000-0000-{i + 1:D12}}}").ToList();
        var projects = names.Zip(ids, (name, id) => $"Project(\"{CSharp}\") = \"{name}\", \"{name}\\{name}.csproj\", \"{id}\"\nEndProject\n");
        var built = ids.Select(id => $"\t\t{id}.Debug|Any CPU.ActiveCfg = Debug|Any CPU\n\t\t{id}.Debug|Any CPU.Build.0 = Debug|Any CPU\n\t\t{id}.Release|Any CPU.ActiveCfg = Release|Any CPU\n\t\t{id}.Release|Any CPU.Build.0 = Release|Any CPU\n");
        return $"Microsoft Visual Studio Solution File, Format Version 12.00\n# Visual Studio Version 17\n{string.Concat(projects)}Global\n"
            + "\tGlobalSection(SolutionConfigurationPlatforms) = preSolution\n\t\tDebug|Any CPU = Debug|Any CPU\n\t\tRelease|Any CPU = Release|Any CPU\n\tEndGlobalSection\n"
            + $"\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\n{string.Concat(built)}\tEndGlobalSection\nEndGlobal\n";
    }
}
