using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests;

/// <summary>A world with a policy for go alone, which needs no installed client.</summary>
internal static class ToolWorld
{
    public const string GoPolicy =
        """
        version: 1
        regions:
          cn:
            when:
              timezone: [Asia/Shanghai]
            go: [goproxy-cn, direct]
          global:
            default: true
            go: [golang, direct]

        """;

    public const string GoEnvForCn = "GOPROXY=https://goproxy.cn,direct\n";

    public static World WithGo()
    {
        var world = new World();
        world.Policy(GoPolicy);
        return world;
    }

    /// <summary>Runs `devmirrors` with these variables; a null value stands for an unset one.</summary>
    public static Task<Answer> With(this World world, Dictionary<string, string> variables, params string[] arguments) =>
        Client.Run(ToolUnderTest.Path, arguments, world.Home, world.Repository, variables);

    /// <summary>Runs `devmirrors` on a terminal of its own, typed into through standard input (util-linux).</summary>
    public static Task<Answer> OnTerminal(this World world, string typed, string arguments) => Client.Run(
        "sh", ["-c", $"printf '{typed}\\n' | script -qec '{ToolUnderTest.Path} {arguments}' /dev/null"], world.Home, world.Repository, new Dictionary<string, string> { ["NO_COLOR"] = "1" });

    /// <summary>Puts a program of our own in front of the PATH.</summary>
    /// <returns>The variables with which it is found.</returns>
    public static Dictionary<string, string> Program(this World world, string name, string script)
    {
        var folder = Path.Combine(world.Folder, "bin");
        world.Write(Path.Combine(folder, name), "#!/bin/sh\n" + script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new() { ["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}" };
    }

    /// <summary>Everything below the home: the tool must leave it as it was.</summary>
    public static string Everything(this World world) =>
        string.Join('\n', Directory.EnumerateFileSystemEntries(world.Home, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
}
