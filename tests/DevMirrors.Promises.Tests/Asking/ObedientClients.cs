using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>
/// A world whose clients obey what they find in the folder that they stand in and above it, as the real ones obey global.json, go.mod and .yarnrc.yml. Each keeps a copy
/// of the home that it was given. The repository holds what they obey.
/// </summary>
internal sealed class ObedientClients : IDisposable
{
    private const UnixFileMode Program = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly string[] Names = ["go", "npm", "pnpm", "yarn", "bun", "dotnet", "docker", "dockerd", "podman"];

    /// <param name="last">What each does at its end; FIFO stands for <see cref="Fifo"/>.</param>
    public ObedientClients(string last = "echo 1.2.3")
    {
        World.Policy("""
            version: 1
            regions:
              here: { default: true, go: goproxy-cn, npm: upstream, nuget: huawei, docker: daocloud }

            """);
        World.Write(Path.Combine(World.Repository, "planted"), $"#!/bin/sh\necho ran >> '{Canary}'\n", Program);
        Directory.CreateDirectory(Seen);
        foreach (var name in Names)
            World.Write(Path.Combine(Programs, name), $$"""
                #!/bin/sh
                echo "{{name}} $*" >> '{{Log}}'
                cp -R -p "$HOME" '{{Seen}}'/{{name}}.$$
                d=$PWD
                while [ "$d" != / ]; do
                  [ -x "$d/planted" ] && "$d/planted"
                  d=$(dirname "$d")
                done
                {{last.Replace("FIFO", Fifo)}}

                """, Program);
    }

    public World World { get; } = new();

    /// <summary>The copies of the homes that the clients saw.</summary>
    public string Seen => Path.Combine(World.Folder, "seen");

    /// <summary>There as soon as something of the repository has run.</summary>
    public string Canary => Path.Combine(World.Folder, "canary");

    public string Cache => Path.Combine(World.Home, ".cache");

    /// <summary>Where a program that has been started can say so; to be made first.</summary>
    public string Fifo => Path.Combine(World.Folder, "fifo");

    /// <summary>What was asked, a line each.</summary>
    public string Asked => File.Exists(Log) ? File.ReadAllText(Log) : "";

    private string Log => Path.Combine(World.Folder, "log");

    private string Programs => Path.Combine(World.Folder, "programs");

    public Dictionary<string, string> Environment => new(World.Environment) { ["PATH"] = $"{Programs}:/usr/bin:/bin" };

    public Task<Answer> Run(Dictionary<string, string> more, params string[] arguments)
    {
        var all = Environment;
        foreach (var (name, value) in more)
            all[name] = value;
        return Client.Run(ToolUnderTest.Path, arguments, World.Home, World.Repository, all);
    }

    public void Dispose() => World.Dispose();
}
