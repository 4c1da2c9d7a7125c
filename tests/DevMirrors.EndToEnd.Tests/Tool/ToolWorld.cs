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

    /// <summary>Everything below the home: the tool must leave it as it was.</summary>
    public static string Everything(this World world) =>
        string.Join('\n', Directory.EnumerateFileSystemEntries(world.Home, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
}
