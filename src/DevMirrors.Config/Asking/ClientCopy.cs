namespace DevMirrors.Config;

/// <summary>A file for a client that is asked: what decides its answer, and no credential.</summary>
/// <param name="Path">Below the home that it is given, or the folder in which it stands.</param>
public sealed record ClientCopy(string Path, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// What a client is given to read when it is asked, so that it answers as it would in the current folder. It never stands there itself:
/// what else a repository holds (global.json, go.mod, package.json) can make a client run the repository's own programs.
/// </summary>
public static class ClientCopies
{
    /// <summary>The folder below the home that stands for the current one.</summary>
    public const string Work = "work";

    /// <summary>For the folder in which a client stands: there dotnet and npm stop looking for a project, should it be inside of one.</summary>
    public static IReadOnlyList<ClientCopy> Fences { get; } = [Fence("global.json"), Fence("package.json")];

    /// <param name="settings">What is asked for, as the ecosystem's readings name it.</param>
    public static IReadOnlyList<ClientCopy> Of(string ecosystem, IReadOnlyList<string> settings, Machine machine) => ecosystem switch
    {
        "go" => GoCopies.Of(machine),
        "npm" => NpmCopies.Of(settings, machine),
        "nuget" => NuGetCopies.Of(machine),
        "docker" => DockerCopies.Of(machine),
        _ => [],
    };

    /// <summary>The variables, by name, with which a client finds the copies; null takes one away.</summary>
    public static IReadOnlyDictionary<string, string?> Variables(string ecosystem, Machine machine) =>
        ecosystem == "npm" ? NpmCopies.Variables(machine) : new Dictionary<string, string?>();

    /// <summary>The folder below the home in which the client stands, with the copies of farther folders' files above it.</summary>
    public static string FolderFor(string ecosystem, Machine machine) =>
        ecosystem == "nuget" ? NuGetCopies.Innermost(machine) : Work;

    private static ClientCopy Fence(string name) => new(name, "{}\n"u8.ToArray());
}
