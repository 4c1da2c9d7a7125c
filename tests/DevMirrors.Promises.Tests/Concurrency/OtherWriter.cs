using System.Text.Json;
using System.Xml.Linq;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Somebody else who writes a client's file in place: the client's own command, or for docker a shell as an editor.</summary>
/// <param name="Change">What is in the file once they have written.</param>
/// <param name="Call">The call to hold it at so that it has read and not yet written.</param>
/// <param name="When">The how manieth of them.</param>
internal sealed record OtherWriter(string Only, string Path, string[] Command, string Change, string Ours, string Call, int? When, string At)
{
    public static readonly IReadOnlyList<OtherWriter> All =
    [
        // It reads the file twice.
        new("go", "home/.config/go/env", ["go", "env", "-w", "CC=/them"], "CC=/them", "GOPROXY=https://goproxy.cn|", "openat", 3, @"openat\(.*O_TRUNC"),
        // It makes sure of the folder in between.
        new("npm", "home/.npmrc", ["npm", "config", "set", "@them:registry=https://them.example/", "--location=user"], "@them:registry=https://them.example/",
            "registry=https://registry.npmmirror.com/", "mkdir", null, @"mkdir\("),
        new("nuget", "home/.nuget/NuGet/NuGet.Config", ["dotnet", "nuget", "add", "source", "https://them.example/v3/index.json", "--name", "them"], "key=\"them\"",
            "repository/nuget/v3/index.json", "openat", 2, @"openat\(.*O_RDWR"),
        new("docker", "home/.config/docker/daemon.json", ["sh", "-c", "IFS= read -r text < \"$0\"; printf '%s, \"experimental\": true }' \"${text%\\}}\" > \"$0\"", "{file}"],
            "\"experimental\": true", "https://docker.m.daocloud.io", "openat", 2, @"openat\(.*O_TRUNC"),
    ];

    public static TheoryData<string> Names => [.. All.Select(o => o.Only)];

    public static OtherWriter Of(string only) => All.Single(o => o.Only == only);

    public string File(Scene scene) => System.IO.Path.Combine(scene.Live, Path);

    /// <summary>Every client's file; the one of docker on a single line, which a shell can read at once.</summary>
    public static Scene NewScene()
    {
        var scene = RefusedFile.Complete();
        scene.Write("home/.config/docker/daemon.json", "{ \"debug\": true }\n", DevMirrors.Config.AtomicFile.Private);
        return scene;
    }

    public Held Hold(Scene scene) => new(scene.TraceFile, Call, new(At));

    public Task<Answer> Run(Scene scene, Held? held = null)
    {
        // npm makes sure of the folder, the others open the file.
        var path = Only == "npm" ? scene.Home : File(scene);
        var program = RealClients.Find(Command[0])!;
        string[] words = [.. held?.Under(When, path) ?? [], program, .. Command[1..].Select(w => w.Replace("{file}", File(scene)))];
        return Client.Run(words[0], words[1..], scene.Home, scene.Repository, new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = System.IO.Path.Combine(scene.Live, "run") });
    }

    /// <summary>Whether both, theirs and ours, are in the file; fails where it is torn.</summary>
    public (bool Theirs, bool Ours) Read(Scene scene)
    {
        var text = System.IO.File.ReadAllText(File(scene));
        if (Only == "docker")
            JsonDocument.Parse(text).Dispose();
        else if (Only == "nuget")
            XDocument.Parse(text);
        else
            Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), l => Assert.True(l.TrimStart('\uFEFF') is [';' or '#', ..] || l.Contains('='), l));
        return (text.Contains(Change, StringComparison.Ordinal), text.Contains(Ours, StringComparison.Ordinal));
    }
}
