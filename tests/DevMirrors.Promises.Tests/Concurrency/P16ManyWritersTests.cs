using System.Text.Json;
using System.Xml.Linq;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>
/// Fifty of ours at once, each with a value of its own: go and npm a private name, nuget a source of its own to replace, docker a host among the insecure ones.
/// </summary>
[Trait("Promise", "P16")]
public class P16ManyWritersTests
{
    private const int Writers = 50;

    public static TheoryData<string, string> Formats => new()
    {
        { "go", "home/.config/go/env" }, { "npm", "home/.npmrc" }, { "nuget", "home/.nuget/NuGet/NuGet.Config" }, { "docker", "home/.config/docker/daemon.json" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Fifty_at_once_lose_no_update_and_tear_no_file(string only, string path)
    {
        var rounds = Proof.Amount(1, 20);
        for (var round = 0; round < rounds; round++)
            await Round(only, path);
        Proof.Record("P16", only, rounds, 20, $"{Writers} processes a round, all ended with 0");
    }

    /// <summary>Who reads without the lock sees the pending transaction of somebody else, and a moment later it is gone.</summary>
    [RealClientTheory("strace")]
    [InlineData("pending.json", "status")]
    [InlineData("pending.json", "apply", "--yes")]
    public async Task What_is_gone_when_it_is_opened_was_never_there(string name, params string[] command)
    {
        using var scene = RefusedFile.Complete();
        Assert.Equal(0, (await scene.Run(["apply", "--yes"])).ExitCode);
        var before = scene.Read();
        var path = scene.InState(name);
        await File.WriteAllTextAsync(path, "not to be read");

        var answer = await scene.Run(command, under: [RealClients.Find("strace")!, "-f", "-qq", "-o", scene.TraceFile, "-P", path, "-e", "inject=openat:error=ENOENT"]);

        Assert.True(Trace.Injected(scene.TraceFile) > 0);
        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.True(scene.Read().Equals(before), scene.Read().Unlike(before));
        Proof.Record("P16", $"a file of the state that goes while `{command[0]}` looks", 1, 1);
    }

    private static async Task Round(string only, string path)
    {
        using var scene = RefusedFile.Complete();
        for (var i = 0; i < Writers; i++)
            scene.Write($"repo{i}/mirrors.yaml", Policy(i), DevMirrors.Config.AtomicFile.Private);
        scene.Write("home/.nuget/NuGet/NuGet.Config", Sources(i => $"https://feed{i}.example/v3/index.json"), DevMirrors.Config.AtomicFile.Private);
        var before = scene.Read();
        var file = Path.Combine(scene.Live, path);
        using var ended = new CancellationTokenSource();
        var reader = Task.Run(() => ReadUntil(file, ended.Token));

        var answers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i =>
            scene.Run(["apply", "--yes", "--only", only, "--policy", Path.Combine(scene.Live, $"repo{i}", "mirrors.yaml")])));
        await ended.CancelAsync();

        Assert.All(answers, a => Assert.True(a.ExitCode == 0, a.Error));
        Assert.True(await reader > 0);
        var text = await File.ReadAllTextAsync(file);
        Assert.All(Enumerable.Range(0, Writers), i => Assert.Contains(Own(only, i), text));
        var undo = await scene.Run(["undo", "--all"]);
        Assert.True(undo.ExitCode == 0, undo.Error);
        Assert.True(scene.Read().Equals(before), scene.Read().Unlike(before));
        Assert.Empty(scene.Read().Leftovers);
    }

    // Every read parses: nobody ever sees half a file.
    private static async Task<int> ReadUntil(string file, CancellationToken end)
    {
        var reads = 0;
        do
        {
            var text = await File.ReadAllTextAsync(file, CancellationToken.None);
            if (file.EndsWith("json", StringComparison.Ordinal))
                JsonDocument.Parse(text).Dispose();
            else if (file.EndsWith("Config", StringComparison.Ordinal))
                XDocument.Parse(text);
            else
                Assert.Contains("mine", text.Split('\n')[0]);
            reads++;
        }
        while (!end.IsCancellationRequested);
        return reads;
    }

    private static string Own(string only, int i) => only switch
    {
        "go" => $"git{i}.corp.example",
        "npm" => $"@corp{i}:registry=",
        "nuget" => Source(i, "https://mirrors.huaweicloud.com/repository/nuget/v3/index.json"),
        _ => $"\"docker{i}.corp.example\"",
    };

    private static string Sources(Func<int, string> address) =>
        $"<!-- mine -->\n<configuration>\n  <packageSources>\n{string.Concat(Enumerable.Range(0, Writers).Select(i => $"    {Source(i, address(i))}\n"))}  </packageSources>\n</configuration>\n";

    private static string Source(int i, string address) => $"<add key=\"feed{i}\" value=\"{address}\" />";

    private static string Policy(int i) => $$"""
        version: 1
        regions:
          cn: { default: true, go: [goproxy-cn, direct], npm: npmmirror, nuget: { mirrors: [huawei], replaces: feed{{i}} }, docker: [daocloud, own] }
        private:
          go: { git{{i}}.corp.example: direct }
          npm: { "@corp{{i}}": corp-npm }
        mirrors:
          corp-npm: { ecosystem: npm, url: "https://npm.corp.example/repository/npm/", private: true }
          own: { ecosystem: docker, url: "http://docker{{i}}.corp.example", private: true, insecure: true }
        """;
}
