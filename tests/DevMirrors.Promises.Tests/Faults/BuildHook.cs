using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>
/// The hook of a build in a scene: the program that MSBuild on .NET Framework starts, which can be traced call by call, or the task in the process
/// of the SDK's own MSBuild.
/// </summary>
internal sealed class BuildHook(Scene scene, bool isTask)
{
    public const string Before = "cn";
    public const string After = "de";

    private const string Policy = """
        version: 1
        regions:
          cn: { default: true, nuget: huawei }
          de: { nuget: tencent }
        """;

    private string PolicyFile => Path.Combine(scene.Repository, "mirrors.yaml");

    private string Project => Path.Combine(scene.Repository, "app");

    public string Obj => Path.Combine(Project, "obj");

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

    public Task<Answer> Run(string region, string[]? under = null) => isTask ? RunTask(region, under ?? []) : scene.Run(["hook", "restore"], under: under, environment: new Dictionary<string, string>
    {
        ["DEVMIRRORS_HOOK_POLICY"] = PolicyFile,
        ["DEVMIRRORS_HOOK_REGION"] = region,
        ["DEVMIRRORS_HOOK_MODE"] = "apply",
        ["DEVMIRRORS_HOOK_PROJECT"] = Project,
        ["DEVMIRRORS_HOOK_OVERLAY"] = Folder,
        ["DEVMIRRORS_HOOK_NOTE"] = Path.Combine(Obj, "project.nuget.cache"),
    });

    // Without an SDK's targets, which have no part in it and would take most of the time.
    private Task<Answer> RunTask(string region, string[] under)
    {
        scene.Write("repo/app/app.proj", $"""
            <Project>
              <PropertyGroup><MSBuildProjectExtensionsPath>$(MSBuildProjectDirectory)/obj/</MSBuildProjectExtensionsPath></PropertyGroup>
              <Import Project="{Path.Combine(Checkout.Folder, "eng", "devmirrors", "DevMirrors.targets")}" />
            </Project>
            """, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string[] words =
        [
            .. under, RealClients.Find("dotnet")!, "msbuild", Path.Combine(Project, "app.proj"), "-t:_DevMirrorsApply", $"-p:DevMirrorsPolicy={PolicyFile}", $"-p:DevMirrorsRegion={region}",
            "-noAutoResponse", "-nodeReuse:false",
        ];
        return Client.Run(words[0], words[1..], scene.Home, Project);
    }
}
