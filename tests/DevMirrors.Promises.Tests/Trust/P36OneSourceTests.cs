using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>A private name has one source, whatever stands in for the upstream: no public mirror is asked for it, first or second.</summary>
[Trait("Promise", "P36")]
public class P36OneSourceTests
{
    private static readonly string[] Public = ["goproxy", "aliyun", "npmmirror", "huawei"];

    [Fact]
    public async Task A_private_name_is_asked_of_one_place_and_of_no_public_mirror()
    {
        var cases = Proof.Sample(PrivateNameCase.All, 5);
        var problems = new List<string>();
        foreach (var row in cases)
            problems.AddRange((await Try(row)).Select(p => $"{row}: {p}"));
        Assert.InRange(PrivateNameCase.All.Count, 30, 1_000);
        Proof.Record("P36", "private names by client, scope and target", cases.Count, PrivateNameCase.All.Count, $"{cases.Sum(c => c.Wanted.Count)} names");
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    /// <summary>Shells take no variable of a scope's name: then the mirror is not printed either, for it alone would be asked for private names.</summary>
    [Theory]
    [InlineData("posix")]
    [InlineData("dotenv")]
    [InlineData("github")]
    public async Task Where_a_scope_cannot_be_said_the_registry_is_not_said(string shell)
    {
        using var world = new World();
        world.Policy(PrivateNameCase.All.First(c => c.Ecosystem == "npm").Policy);

        var answer = await QuietTool.Run(world, "env", "--for", shell, "--only", "npm");

        Assert.DoesNotContain("npm_config_registry", answer.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("YARN_NPM_REGISTRY_SERVER", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("YARN_REGISTRY", answer.Output, StringComparison.Ordinal);
        Proof.Record("P36", $"env for {shell}", 1, 1);
    }

    /// <summary>dockerd asks its mirrors for images of Docker Hub only: no host of the policy's own stands among them, and none takes its place.</summary>
    [Fact]
    public async Task Dockers_mirrors_are_those_of_the_region_and_no_host_of_other_registries()
    {
        using var scene = RefusedFile.Complete();
        scene.Write("repo/mirrors.yaml", """
            version: 1
            regions: { cn: { default: true, docker: [daocloud], images: { registry.corp.example: corp } } }
            mirrors: { corp: { ecosystem: docker, url: "https://mirror.corp.example/", private: true } }

            """, DevMirrors.Config.AtomicFile.Private);

        var answer = await scene.Run(["apply", "--yes", "--only", "docker"]);

        var file = File.ReadAllText(Path.Combine(scene.Home, ".config", "docker", "daemon.json"));
        Assert.True(answer.ExitCode is 0 or 2, answer.Said());
        Assert.DoesNotContain("corp.example", file);
        Assert.Equal(answer.ExitCode == 0, file.Contains("daocloud", StringComparison.Ordinal));
        Proof.Record("P36", "images of other registries", 1, 1);
    }

    private static async Task<List<string>> Try(PrivateNameCase row)
    {
        using var world = new World();
        world.Policy(row.Policy);
        row.Before?.Invoke(world);
        string[] only = ["--only", row.Ecosystem];
        var answer = row.Scope switch
        {
            // What is lent to NuGet is a file that goes with the command.
            "exec" when row.Ecosystem == "nuget" => await QuietTool.Run(world, ["exec", .. only, "--", "/bin/sh", "-c", $"/bin/cp -r \"$NUGET_COMMON_APPLICATION_DATA\" '{world.Folder}/lent'"]),
            "exec" => await QuietTool.Run(world, ["exec", .. only, "--", "/usr/bin/env", "-0"]),
            "env" => await QuietTool.Run(world, ["env", "--for", "dotenv", .. only]),
            var scope => await QuietTool.Run(world, ["apply", "--yes", "--scope", scope, .. only]),
        };
        var sources = new AskedSources(world, Variables(row.Scope, answer.Output));
        var problems = new List<string>();
        foreach (var (name, wanted) in row.Wanted)
        {
            var asked = sources.For(row.Ecosystem, name);
            if (!asked.SequenceEqual([wanted]) || asked.Any(a => Public.Any(p => a.Contains(p, StringComparison.OrdinalIgnoreCase))))
                problems.Add($"{name} is asked of [{string.Join(' ', asked)}], not of {wanted}; {answer.Said()}");
        }
        return problems;
    }

    private static Dictionary<string, string> Variables(string scope, string output) => scope switch
    {
        "exec" => Pairs(output.Split('\0')),
        "env" => Pairs(output.Split('\n').Select(l => l.Replace("'", ""))),
        _ => [],
    };

    private static Dictionary<string, string> Pairs(IEnumerable<string> lines) =>
        lines.Where(l => l.Contains('=')).ToDictionary(l => l[..l.IndexOf('=')].Trim(), l => l[(l.IndexOf('=') + 1)..]);
}
