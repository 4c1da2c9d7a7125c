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
        new("machine npmrc", s => s.MachineFiles(), [], Apply("--scope", "machine", "--only", "npm"), ["undo", "--scope", "machine"], ["undo", "--scope", "machine"], OnMachine: true),
        new("machine daemon.json", s => s.MachineFiles(), [], Apply("--scope", "machine", "--only", "docker"), ["undo", "--scope", "machine"], ["undo", "--scope", "machine"], OnMachine: true, IsThorough: true),
        new("undo of every file", Everything, [Apply()], Undo, Apply(), Undo, IsThorough: true),
        new("undo of new files", s => s.DaemonJson(), [Apply()], Undo, Apply(), Undo),
        new("second region over the first", Everything, [Apply("--region", "de")], Apply(), Apply("--region", "de"), Apply("--region", "de")),
        new("trust", _ => { }, [["trust", "--yes"], ["trust", "--revoke"]], ["trust", "--yes"], ["trust", "--revoke"], ["trust", "--revoke"], OwnFile: "trust.json", IsThorough: true),
        new("region", _ => { }, [["region", "set", "de"]], ["region", "set", "cn"], ["region", "set", "de"], ["region", "set", "de"], OwnFile: "region", IsThorough: true),
    ];

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

    private static Scenario Applied(string name, Action<Scene> prepare, params string[] options) => new(name, prepare, [], Apply(options), Undo, Undo);

    private static string[] Apply(params string[] options) => ["apply", "--yes", .. options];
}
