using System.Text.RegularExpressions;
using DevMirrors.Testing;

namespace DevMirrors.Promises.Tests;

/// <summary>Beside writers that take no lock of ours.</summary>
[Trait("Promise", "P17")]
public partial class P17OtherWritersTests
{
    private const int Together = 6;

    [RealClientTheory("go", "npm", "dotnet")]
    [InlineData("go", "go", "env -w GOPRIVATE=them{0}.example")]
    [InlineData("npm", "npm", "config set @them{0}:registry=https://them{0}.example/ --location=user")]
    [InlineData("nuget", "dotnet", "nuget add source https://them{0}.example/v3/index.json --name them{0}")]
    public async Task Beside_a_clients_own_writer_ours_is_there_or_reported_as_beaten(string only, string program, string command)
    {
        var rounds = Proof.Amount(1, 5);
        var beaten = 0;
        for (var round = 0; round < rounds; round++)
        {
            using var world = new World();
            world.Policy("version: 1\nregions:\n  cn: { default: true, go: [goproxy-cn, direct], npm: npmmirror, nuget: huawei }\n");
            var theirs = Enumerable.Range(0, Together).Select(i => world.Ask(program, string.Format(null, command, i).Split(' '))).ToList();
            var ours = await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => world.Run("apply", "--yes", "--only", only)));
            // Not each of them: dotnet gives up where another one has the file open.
            Assert.Contains(await Task.WhenAll(theirs), a => a.ExitCode == 0);

            // A client that read before us and wrote after us has put its own text there: only it can know that.
            Assert.All(ours, a => Assert.True(a.ExitCode == 0 || (a.ExitCode == 3 && (a.Error.Contains("DEVM4002", StringComparison.Ordinal) || a.Error.Contains("DEVM3001", StringComparison.Ordinal))), a.Error));
            beaten += ours.Count(a => a.ExitCode == 3);
            await world.Expect(0, "apply", "--yes", "--only", only);
            await world.Expect(0, "check", "--only", only);
        }
        Proof.Record("P17", $"beside {program}", rounds, 5, $"{Together} of ours and {Together} of theirs at once; ours reported as beaten {beaten}");
    }

    [Fact]
    public async Task Beside_an_editor_that_renames_over_the_file_each_version_is_whole()
    {
        var rounds = Proof.Amount(2, 20);
        for (var round = 0; round < rounds; round++)
        {
            using var scene = RefusedFile.Complete();
            var file = Path.Combine(scene.Home, ".npmrc");
            var ours = Task.WhenAll(Enumerable.Range(0, Together).Select(_ => scene.Run(["apply", "--yes", "--only", "npm"])));
            for (var i = 0; !ours.IsCompleted; i++)
            {
                await File.WriteAllTextAsync(file + ".new", $"theirs={i}\nend={i}\n");
                File.Move(file + ".new", file, overwrite: true);
                var lines = (await File.ReadAllTextAsync(file)).Split('\n');
                var version = lines[0].Split('=')[^1];
                Assert.Equal([$"theirs={version}", $"end={version}"], lines[..2]);
            }
            Assert.All(await ours, a => Assert.True(a.ExitCode == 0 || (a.ExitCode == 3 && a.Error.Contains("DEVM4002", StringComparison.Ordinal)), a.Error));
            Assert.Equal(0, (await scene.Run(["apply", "--yes", "--only", "npm"])).ExitCode);
            Assert.Contains("registry=https://registry.npmmirror.com/\n", await File.ReadAllTextAsync(file));
            Assert.Empty(scene.Read().Leftovers);
        }
        Proof.Record("P17", "beside an editor that renames", rounds, 20);
    }

    /// <summary>Whoever reads, changes and writes the same file in place, again and again, sees no line of it torn, joined or doubled.</summary>
    [Fact]
    public async Task Beside_an_editor_that_writes_in_place_each_line_is_whole()
    {
        var rounds = Proof.Amount(2, 20);
        var saved = 0;
        for (var round = 0; round < rounds; round++)
        {
            using var scene = RefusedFile.Complete();
            var file = scene.Write("home/.npmrc", "# mine\ntheirs=0\n", DevMirrors.Config.AtomicFile.Private);
            var ours = Task.WhenAll(Enumerable.Range(0, Together).Select(_ => scene.Run(["apply", "--yes", "--only", "npm"])));
            for (var i = 1; !ours.IsCompleted; i++, saved++)
                await File.WriteAllTextAsync(file, Theirs().Replace(await File.ReadAllTextAsync(file), $"theirs={i}"));

            Assert.All(await ours, a => Assert.True(a.ExitCode == 0 || (a.ExitCode == 3 && a.Error.Contains("DEVM4002", StringComparison.Ordinal)), a.Error));
            Assert.Equal(0, (await scene.Run(["apply", "--yes", "--only", "npm"])).ExitCode);
            var lines = (await File.ReadAllTextAsync(file)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Single(lines, "registry=https://registry.npmmirror.com/");
            Assert.Contains("# mine", lines);
            Assert.Equal(lines.Distinct(), lines);
            Assert.All(lines, line => Assert.True(Theirs().IsMatch(line) || line is "# mine" or "registry=https://registry.npmmirror.com/"
                or "@corp:registry=https://npm.corp.example/repository/npm/", line));
            Assert.Empty(scene.Read().Leftovers);
        }
        Proof.Record("P17", "beside an editor that writes in place", rounds, 20, $"{Together} of ours each round; theirs saved {saved} times");
    }

    [GeneratedRegex(@"^theirs=\d+$", RegexOptions.Multiline)]
    private static partial Regex Theirs();
}
