namespace DevMirrors.EndToEnd.Tests;

/// <summary>A vendored copy that is not what its list says is never run, and nothing takes its place.</summary>
public class DamagedCopyTests
{
    private static readonly string[] Each =
        ["a changed byte", "a file that nobody listed", "a missing file", "no list", "an empty list", "a list that leaves the program out", "a path in the list", "a broken line"];

    public static TheoryData<string, string> Damages
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var shell in CiAgent.Shells)
                // PowerShell takes seconds to start.
                foreach (var damage in shell == "sh" ? Each : Each[..2])
                    data.Add(shell, damage);
            return data;
        }
    }

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
        Assert.Empty(agent.HomeFiles);
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
            case "an empty list":
                File.WriteAllText(list, "");
                return "version";
            case "a list that leaves the program out":
                File.WriteAllLines(list, File.ReadAllLines(list).Where(l => !l.EndsWith(" devmirrors.dll", StringComparison.Ordinal)));
                return "devmirrors.dll";
            case "a broken line":
                File.WriteAllText(list, File.ReadAllText(list).Replace("  CliWrap.dll", "?  CliWrap.dll"));
                return "CliWrap.dll";
            default:
                File.AppendAllText(list, $"{new string('0', 64)}  ../bootstrap.sh\n");
                return "version";
        }
    }
}
