namespace DevMirrors.EndToEnd.Tests;

/// <summary>A vendored copy that is not what its list says is never run, and nothing takes its place.</summary>
public class DamagedCopyTests
{
    public static MatrixTheoryData<string, string> Damages => new(
        CiAgent.Shells.Select(row => row.Data), ["a changed byte", "a missing file", "a file that nobody listed", "no list", "a list that leaves the program out", "a path in the list"]);

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task It_is_refused(string shell, string damage)
    {
        using var agent = new CiAgent(shell).WithVendoredCopy();
        agent.Variables["DEVMIRRORS_TRUST"] = agent.Hash;
        var list = Path.Combine(agent.Vendored, "version");
        var name = Do(damage, agent.Vendored, list);

        var answer = await agent.Expect(3);

        Assert.Contains($"the vendored copy is damaged: `eng/devmirrors/{name}` ", answer.Error);
        Assert.Empty(answer.Output);
        Assert.Empty(agent.World.Everything());
    }

    private static string Do(string damage, string folder, string list)
    {
        switch (damage)
        {
            case "a changed byte":
                File.AppendAllText(Path.Combine(folder, "DevMirrors.Config.dll"), "x");
                return "DevMirrors.Config.dll";
            case "a missing file":
                File.Delete(Path.Combine(folder, "YamlDotNet.dll"));
                return "YamlDotNet.dll";
            case "a file that nobody listed":
                File.WriteAllText(Path.Combine(folder, "devmirrors.deps.json"), "{}");
                return "devmirrors.deps.json";
            case "no list":
                File.Delete(list);
                return "version";
            case "a list that leaves the program out":
                File.WriteAllLines(list, File.ReadLines(list).Where(l => !l.EndsWith(" devmirrors.dll", StringComparison.Ordinal)));
                return "devmirrors.dll";
            default:
                File.AppendAllText(list, $"{new string('0', 64)}  ../bootstrap.sh\n");
                return "version";
        }
    }
}
