namespace DevMirrors.Config;

/// <summary>Where NuGet looks for its settings files. https://learn.microsoft.com/nuget/consume-packages/configuring-nuget-behavior</summary>
internal static class NuGetPaths
{
    // The order in which NuGet tries them in one folder; on a file system that ignores case all three are the same file.
    private static readonly string[] ProjectNames = ["nuget.config", "NuGet.config", "NuGet.Config"];

    /// <summary>The user's file; null without a home. The name is read in exactly this case.</summary>
    public static string? UserFile(Machine machine) => UserFolder(machine) is { } folder ? Path.Combine(folder, "NuGet.Config") : null;

    /// <summary>Further files of the user's, in the order in which they count.</summary>
    public static IEnumerable<string> ExtraFiles(Machine machine) => ConfigFiles(ExtraFolder(machine));

    /// <summary>The files of the whole machine, in the order in which they count.</summary>
    public static IEnumerable<string> MachineFiles(Machine machine) => ConfigFiles(MachineFolder(machine));

    /// <summary>The folders of which every file counts, whether they exist or not.</summary>
    public static IEnumerable<string> ConfigFolders(Machine machine) => new[] { ExtraFolder(machine), MachineFolder(machine) }.OfType<string>();

    /// <summary>The file that NuGet reads in this folder, or the one to create there.</summary>
    public static string ProjectFile(string folder) => ExistingProjectFile(folder) ?? Path.Combine(folder, ProjectNames[0]);

    /// <summary>The files of a folder and its parents, the nearest first.</summary>
    public static IEnumerable<string> ProjectFiles(string folder)
    {
        for (string? at = folder; at is not null; at = Path.GetDirectoryName(at))
            if (ExistingProjectFile(at) is { } file)
                yield return file;
    }

    /// <summary>Every file that decides what NuGet reads for a restore from this folder, also those that are not there, and the folders where more could appear.</summary>
    public static IEnumerable<string> Watched(Machine machine, string folder)
    {
        for (string? at = folder; at is not null; at = Path.GetDirectoryName(at))
            foreach (var name in ProjectNames)
                yield return Path.Combine(at, name);
        if (UserFolder(machine) is { } user)
        {
            yield return Path.Combine(user, "NuGet.Config");
            yield return Path.Combine(user, "config");
        }
        if (MachineFolder(machine) is { } everybody)
            yield return everybody;
    }

    /// <summary>The folder that holds the machine's <c>*.config</c> files.</summary>
    private static string? MachineFolder(Machine machine)
    {
        if (machine.Variable("NUGET_COMMON_APPLICATION_DATA") is { } common)
            return Path.GetFullPath(Path.Combine(common, "NuGet", "Config"), machine.CurrentFolder);
        return machine.Os switch
        {
            OsKind.Linux => machine.InRoot("etc", "opt", "NuGet", "Config"),
            OsKind.MacOS => machine.InRoot("Library", "Application Support", "NuGet", "Config"),
            _ => machine.Variable("ProgramFiles(x86)") is { } programs ? Path.Combine(programs, "NuGet", "Config") : null,
        };
    }

    private static string? UserFolder(Machine machine)
    {
        if (machine.Os == OsKind.Windows)
            return machine.Variable("APPDATA") is { } roaming ? Path.Combine(roaming, "NuGet") : machine.InHome("AppData", "Roaming", "NuGet");
        // The dotnet command takes DOTNET_CLI_HOME for the home folder where it is set.
        return machine.Variable("DOTNET_CLI_HOME") is { } home ? Path.GetFullPath(Path.Combine(home, ".nuget", "NuGet"), machine.CurrentFolder) : machine.InHome(".nuget", "NuGet");
    }

    private static string? ExtraFolder(Machine machine) => UserFolder(machine) is { } folder ? Path.Combine(folder, "config") : null;

    private static string? ExistingProjectFile(string folder) => ProjectNames.Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> ConfigFiles(string? folder) =>
        folder is null ? [] : FolderContent.Files(folder, "*.config") ?? [];
}
