namespace DevMirrors.Config;

/// <summary>The caches of the clients that may hold what another mirror served, and how each is emptied.</summary>
public static class ClientCaches
{
    /// <param name="folder">Where the commands are run: one without settings, because clients go by the settings of the folder that they stand in, and run what those name.</param>
    /// <param name="packages">Also NuGet's global packages folder, which holds every restored package.</param>
    /// <returns>Those of the installed clients.</returns>
    public static IReadOnlyList<CacheCleaning> Of(Machine machine, string folder, IReadOnlyList<string>? only, bool packages) =>
        [.. All(machine, folder, packages).Where(c => (only?.Contains(c.Ecosystem) ?? true) && machine.Has(c.Program))];

    /// <summary>Why nothing in this folder is to be deleted; null where that may be.</summary>
    public static string? Obstacle(string folder, Machine machine)
    {
        var home = RealPath.Of(machine.Home);
        var real = RealPath.Of(folder);
        if (IsWithin(home, real))
            return "your home folder lies in it";
        // Who keeps the home itself in a repository has caches in there, too.
        if (RepositoryAround.Of(folder) is { } repository && !IsWithin(home, RealPath.Of(repository)))
            return $"it lies in the repository {repository}";
        return IsWithin(RealPath.Of(machine.CurrentFolder), real) ? "the folder that you stand in lies in it" : null;
    }

    private static bool IsWithin(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(relative);
    }

    // The client takes a relative one from where it stands, which is not where somebody has meant it from.
    private static string? Known(string? folder) => folder is not null && Path.IsPathFullyQualified(folder) ? folder : null;

    // Of the others only they themselves know all that moves their folders.
    private static IEnumerable<CacheCleaning> All(Machine machine, string folder, bool packages)
    {
        yield return new(GoEcosystem.Id, "go", ["clean", "-modcache"], Known(GoModules(machine)), "every module that go has downloaded; builds fetch them again");
        yield return new(NpmEcosystem.Id, "npm", ["cache", "clean", "--force"], null, "what npm has downloaded; node_modules folders stay");
        yield return new(NpmEcosystem.Id, "pnpm", ["store", "prune"], null, "packages of the store that no project uses");
        yield return new(NpmEcosystem.Id, "yarn", ["cache", "clean"], null, "what Yarn has downloaded");
        yield return new(NpmEcosystem.Id, "bun", ["pm", "cache", "rm"], null, "what Bun has downloaded");
        yield return new(NuGetEcosystem.EcosystemName, "dotnet", ["nuget", "locals", "http-cache", "--clear"], Known(NuGetHttp(machine)), "answers of package sources that NuGet keeps for half an hour");
        if (packages)
            yield return new(
                NuGetEcosystem.EcosystemName, "dotnet", ["nuget", "locals", "global-packages", "--clear"],
                Known(GlobalPackages(machine, NuGetHierarchy.LoadAll(machine with { CurrentFolder = folder }, folder, new DiagnosticBag()))), "every restored package; restores fetch them again");
    }

    /// <summary>NuGet's folder of restored packages; null without a home.</summary>
    internal static string? GlobalPackages(Machine machine, NuGetHierarchy hierarchy)
    {
        if (machine.Variable("NUGET_PACKAGES") is { } chosen)
            return chosen;
        foreach (var file in hierarchy.Files)
            if (file.Document.Items("config").FirstOrDefault(i => i.Key.Equals("globalPackagesFolder", StringComparison.OrdinalIgnoreCase)) is { } set)
                return Path.GetFullPath(NuGetAddress.Expand(set.Values[0], machine), Path.GetDirectoryName(file.Path)!);
        return machine.Variable("DOTNET_CLI_HOME") is { } home ? Path.Combine(home, ".nuget", "packages") : machine.InHome(".nuget", "packages");
    }

    private static string? GoModules(Machine machine)
    {
        var layers = GoLayers.Load(machine, new DiagnosticBag());
        if (layers.Find("GOMODCACHE") is { } modules)
            return modules.Value.Text;
        var path = layers.Find("GOPATH")?.Value.Text.Split(Path.PathSeparator)[0] ?? machine.InHome("go");
        return path is null ? null : Path.Combine(path, "pkg", "mod");
    }

    private static string? NuGetHttp(Machine machine)
    {
        if (machine.Variable("NUGET_HTTP_CACHE_PATH") is { } chosen)
            return chosen;
        if (machine.Os == OsKind.Windows)
            return machine.Variable("LOCALAPPDATA") is { } local ? Path.Combine(local, "NuGet", "v3-cache") : null;
        return machine.Variable("XDG_DATA_HOME") is { } data ? Path.Combine(data, "NuGet", "http-cache")
            : machine.Variable("DOTNET_CLI_HOME") is { } home ? Path.Combine(home, ".local", "share", "NuGet", "http-cache")
            : machine.InHome(".local", "share", "NuGet", "http-cache");
    }
}
