namespace DevMirrors.Promises.Tests;

/// <summary>A command that changes files, and how to make it, finish it and take it back.</summary>
/// <param name="Prepare">What is there before; commands to run in it.</param>
/// <param name="Command">Leads from old to new.</param>
/// <param name="Reverse">Leads back to old.</param>
/// <param name="Final">The one of both after which the files are as nobody of ours had ever been there.</param>
/// <param name="IsThorough">Every fault at every call in the state folder, too. The other scenarios make the same calls there, and meet a third of the pairs each.</param>
/// <param name="OwnFile">The file of our own state that the command is about; null: the clients' files.</param>
internal sealed record Scenario(
    string Name, Action<Scene> Prepare, string[][] Setup, string[] Command, string[] Reverse, string[] Final, bool OnMachine = false, string? OwnFile = null, bool IsThorough = false)
{
    private static readonly string[] Undo = ["undo"];
    private static readonly string[] UndoMachine = ["undo", "--scope", "machine"];
    private static readonly string[] Mend = ["doctor", "--fix", "--yes", "--only", "go"];
    private static readonly string[] Init = ["init", "--msbuild"];
    private static readonly string[] Remove = ["remove"];

    public static readonly IReadOnlyList<Scenario> All =
    [
        Applied("go env", s => s.GoEnv(), "--only", "go"),
        Applied("go env, absent", _ => { }, "--only", "go") with { IsThorough = true },
        Applied(".npmrc", s => s.Npmrc(), "--only", "npm"),
        Applied(".npmrc, absent", _ => { }, "--only", "npm"),
        Applied("NuGet.Config", s => s.NuGetConfig(), "--only", "nuget"),
        Applied("daemon.json", s => s.DaemonJson(), "--only", "docker"),
        Applied("every file of a user", Everything) with { IsThorough = true },
        Applied("project .npmrc", s => s.ProjectNpmrc(), "--scope", "project", "--only", "npm"),
        Applied("project nuget.config", s => s.ProjectNuGetConfig(), "--scope", "project", "--only", "nuget"),
        new("machine npmrc", s => s.MachineFiles(), [], Apply("--scope", "machine", "--only", "npm"), UndoMachine, UndoMachine, OnMachine: true),
        new("machine daemon.json", s => s.MachineFiles(), [], Apply("--scope", "machine", "--only", "docker"), UndoMachine, UndoMachine, OnMachine: true, IsThorough: true),
        new("undo of every file", Everything, [Apply()], Undo, Apply(), Undo, IsThorough: true),
        new("undo of new files", s => s.DaemonJson(), [Apply()], Undo, Apply(), Undo),
        new("undo of project files", ProjectFiles, [Apply("--scope", "project", "--only", "npm,nuget")], Undo, Apply("--scope", "project", "--only", "npm,nuget"), Undo),
        new("undo of machine files", s => s.MachineFiles(), [Apply("--scope", "machine", "--only", "npm,docker")], UndoMachine, Apply("--scope", "machine", "--only", "npm,docker"), UndoMachine, OnMachine: true),
        new("doctor --fix of a go env", s => s.MarkedGoEnv(), [], Mend, Undo, Undo),
        new("init --msbuild", s => s.NoPolicy(), [], Init, Init, Init) { IsJournaled = false, Forgiven = ["repo/eng/devmirrors/version"] },
        new("remove", s => s.NoPolicy(), [Init], Remove, Remove, Remove) { IsJournaled = false, Forgiven = ["repo/eng", "repo/eng/devmirrors"] },
        new("second region over the first", Everything, [Apply("--region", "de")], Apply(), Apply("--region", "de"), Apply("--region", "de")),
        new("trust", _ => { }, [["trust", "--yes"], ["trust", "--revoke"]], ["trust", "--yes"], ["trust", "--revoke"], ["trust", "--revoke"], OwnFile: "trust.json", IsThorough: true),
        new("region", _ => { }, [["region", "set", "de"]], ["region", "set", "cn"], ["region", "set", "de"], ["region", "set", "de"], OwnFile: "region", IsThorough: true),
        new("region, absent", _ => { }, [["region", "set", "de"], ["region", "set", "auto"]], ["region", "set", "cn"], ["region", "set", "auto"], ["region", "set", "auto"], OwnFile: "region"),
    ];

    /// <summary>
    /// Whether the journal knows of it. A repository's own files have none: `remove` and git take them back, and what a killed run has left
    /// only the same command finishes.
    /// </summary>
    public bool IsJournaled { get; init; } = true;

    /// <summary>What may stay otherwise after a killed run without a journal: nobody knows any more who made the folder `eng`, and an empty folder is in no commit.</summary>
    public string[] Forgiven { get; init; } = [];

    public override string ToString() => Name;

    /// <summary>Every fault at each of these calls, or as many as <see cref="IsThorough"/> says; the way on changes with each.</summary>
    public IReadOnlyList<FaultCase> Cases(IReadOnlyList<CallSite> sites, Scene scene) =>
        [.. sites.SelectMany((site, i) => Fault.All
            .Select((fault, j) => (Index: i + j, Case: new FaultCase(this, site, fault, (i + j) % 2 == 0)))
            .Where(c => IsThorough || c.Index % 3 == 0 || !scene.IsState(site.Zone)))
            .Select(c => c.Case)];

    private static void Everything(Scene scene)
    {
        scene.GoEnv();
        scene.Npmrc();
        scene.NuGetConfig();
        scene.DaemonJson();
    }

    private static void ProjectFiles(Scene scene)
    {
        scene.ProjectNpmrc();
        scene.ProjectNuGetConfig();
    }

    private static Scenario Applied(string name, Action<Scene> prepare, params string[] options) => new(name, prepare, [], Apply(options), Undo, Undo);

    private static string[] Apply(params string[] options) => ["apply", "--yes", .. options];
}
