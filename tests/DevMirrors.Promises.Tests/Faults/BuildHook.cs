using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>The hook of a build in a scene, as MSBuild on .NET Framework starts it: the same code as the task, in a program that can be traced.</summary>
internal sealed class BuildHook(Scene scene)
{
    public const string Before = "cn";
    public const string After = "de";

    private const string Policy = """
        version: 1
        regions:
          cn: { default: true, nuget: huawei }
          de: { nuget: tencent }
        """;

    private string Project => Path.Combine(scene.Repository, "app");

    private string Obj => Path.Combine(Project, "obj");

    public string Folder => Path.Combine(Obj, "devmirrors");

    public string? Overlay => File.Exists(Path.Combine(Folder, "nuget.config")) ? File.ReadAllText(Path.Combine(Folder, "nuget.config")) : null;

    public IReadOnlyList<string> Leftovers => Directory.Exists(Folder) ? Directory.GetFiles(Folder, ".devmirrors-*") : [];

    /// <summary>A project that nobody has built yet.</summary>
    public void Clear()
    {
        scene.Write("repo/mirrors.yaml", Policy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (Directory.Exists(Obj))
            Directory.Delete(Obj, recursive: true);
        // Of a restore that went well: only after one does the stamp count.
        scene.Write("repo/app/obj/project.nuget.cache", "{ \"success\": true }", UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public Task<Answer> Run(string region, string[]? under = null) => scene.Run(["hook", "restore"], under: under, environment: new Dictionary<string, string>
    {
        ["DEVMIRRORS_HOOK_POLICY"] = Path.Combine(scene.Repository, "mirrors.yaml"),
        ["DEVMIRRORS_HOOK_REGION"] = region,
        ["DEVMIRRORS_HOOK_MODE"] = "apply",
        ["DEVMIRRORS_HOOK_PROJECT"] = Project,
        ["DEVMIRRORS_HOOK_OVERLAY"] = Folder,
        ["DEVMIRRORS_HOOK_NOTE"] = Path.Combine(Obj, "project.nuget.cache"),
    });
}
