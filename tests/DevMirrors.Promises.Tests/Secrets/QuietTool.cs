using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>The built tool with no client on its PATH: asking npm for its default takes longer than everything else.</summary>
internal static class QuietTool
{
    public static Task<Answer> Run(World world, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var all = new Dictionary<string, string>(world.Environment) { ["PATH"] = Path.Combine(world.Folder, "nothing") };
        foreach (var (name, value) in environment)
            all[name] = value;
        return Client.Run(ToolUnderTest.Path, arguments, world.Home, world.Repository, all);
    }

    public static Task<Answer> Run(World world, params string[] arguments) => Run(world, new Dictionary<string, string>(), arguments);

    /// <summary>What the assertion messages show.</summary>
    public static string Said(this Answer answer) => $"ended with {answer.ExitCode}\n{answer.Output}\n{answer.Error}";
}
