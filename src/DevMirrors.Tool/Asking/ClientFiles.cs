using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>The user's files that decide what a client answers, copied to the places where it looks for them in a scratch home.</summary>
internal static class ClientFiles
{
    // A file that a variable names (GOENV, npm_config_userconfig, DOCKER_HOST) is read where it is: asking does not write it.
    public static void CopyInto(ScratchHome home, Machine machine)
    {
        home.Copy(Below(machine.XdgConfigHome, "go", "env"), GoEnv(machine));
        home.Copy(machine.InHome(".npmrc"), ".npmrc");
        CopyNuGet(home, machine);
        CopyDocker(home, machine);
    }

    private static string[] GoEnv(Machine machine) =>
        machine.Os == OsKind.MacOS ? ["Library", "Application Support", "go", "env"] : [".config", "go", "env"];

    private static void CopyNuGet(ScratchHome home, Machine machine)
    {
        foreach (var folder in new[] { Path.Combine(".nuget", "NuGet"), Path.Combine(".config", "NuGet"), Path.Combine(".nuget", "config") })
            foreach (var file in FilesIn(machine.InHome(folder), "*.[cC]onfig"))
                home.Copy(file, folder, Path.GetFileName(file));
    }

    // The context decides which daemon is asked.
    private static void CopyDocker(ScratchHome home, Machine machine)
    {
        home.Copy(machine.InHome(".docker", "config.json"), ".docker", "config.json");
        var contexts = machine.InHome(".docker", "contexts");
        foreach (var file in FilesIn(contexts, "meta.json"))
            home.Copy(file, ".docker", "contexts", Path.GetRelativePath(contexts!, file));
    }

    private static string[] FilesIn(string? folder, string pattern) =>
        folder is not null && Directory.Exists(folder)
            ? Directory.GetFiles(folder, pattern.Replace("[cC]", "?"), new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4 })
            : [];

    private static string? Below(string? folder, params string[] parts) => folder is null ? null : Path.Combine([folder, .. parts]);
}
