using System.Text.RegularExpressions;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Asks the installed clients for their versions, all at once, each in a scratch home.</summary>
internal static partial class ClientVersions
{
    private static readonly (string Ecosystem, string Program, string[] Arguments)[] Known =
    [
        ("go", "go", ["version"]),
        ("npm", "npm", ["--version"]),
        ("npm", "pnpm", ["--version"]),
        ("npm", "yarn", ["--version"]),
        ("npm", "bun", ["--version"]),
        ("nuget", "dotnet", ["--version"]),
        ("docker", "docker", ["--version"]),
        ("docker", "dockerd", ["--version"]),
        ("docker", "podman", ["--version"]),
    ];

    private static readonly Dictionary<string, string?> Nothing = [];

    public static IReadOnlyList<ClientVersion> Ask(Machine machine, IReadOnlyList<string>? only)
    {
        var asked = Known.Where(k => (only?.Contains(k.Ecosystem) ?? true) && ClientProcess.IsThere(k.Program, machine)).Select(k => Task.Run(() => Ask(k, machine))).ToArray();
        return Task.WhenAll(asked).GetAwaiter().GetResult();
    }

    private static ClientVersion Ask((string Ecosystem, string Program, string[] Arguments) client, Machine machine)
    {
        var answer = machine.Ask(client.Program, client.Arguments, Nothing);
        return new ClientVersion(client.Ecosystem, client.Program, answer is not null && Number().Match(answer) is { Success: true } match ? match.Value : null);
    }

    [GeneratedRegex(@"\d+\.\d+(?:\.\d+)?[0-9A-Za-z.+-]*")]
    private static partial Regex Number();
}
