using DevMirrors.Testing;

namespace DevMirrors.Config.Tests;

/// <summary>What every ecosystem promises, asked of each in the list: a new one is tested by being listed.</summary>
public class EcosystemContractTests
{
    public static TheoryData<string> Names() => [.. EcosystemList.All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_a_page_and_at_least_25_case_files(string name)
    {
        Assert.True(File.Exists(Path.Combine(Checkout.Folder, "docs", "ecosystems", name + ".md")));
        Assert.True(((IEnumerable<object[]>)CaseTests.All()).Count(row => row[0] is string path && path.StartsWith(name + "/", StringComparison.Ordinal)) >= 25);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Upstream_on_a_machine_that_was_never_touched_plans_nothing(string name)
    {
        using var scratch = new ScratchMachine();
        foreach (var scope in Enum.GetValues<Scope>())
            Assert.All(Plan(scratch, name, "upstream", scope).Edits, edit => Assert.Equal(EditAction.None, edit.Action));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Planning_writes_nothing_and_shows_no_secret(string name)
    {
        using var scratch = new ScratchMachine();
        const string Canary = "canary0123456789";
        scratch.Write("home/.config/go/env", $"GOPROXY=https://u:{Canary}@proxy.example\n");
        scratch.Write("home/.npmrc", $"registry=https://u:{Canary}@npm.example/\n//npm.example/:_authToken={Canary}\n");
        scratch.Write("home/.nuget/NuGet/NuGet.Config", $"""
            <configuration><packageSources><add key="a" value="https://u:{Canary}@nuget.example/v3/index.json" /></packageSources>
            <packageSourceCredentials><a><add key="ClearTextPassword" value="{Canary}" /></a></packageSourceCredentials></configuration>
            """);
        scratch.Write("home/.config/docker/daemon.json", $$"""{"registry-mirrors":["https://u:{{Canary}}@docker.example"]}""");
        var before = Tree(scratch);
        var found = new DiagnosticBag();

        var plan = Plan(scratch, name, EcosystemMirror(name), Scope.User, found);

        Assert.Equal(before, Tree(scratch));
        var shown = string.Join("\n", plan.Edits.Select(e => UnifiedDiff.Render(e.Path, e.Before.Bytes, e.After)).Concat(found.Select(d => d + d.Hint)));
        Assert.DoesNotContain(Canary, shown);
    }

    private static string EcosystemMirror(string name) => MirrorCatalogue.BuiltIn().Entries.First(e => e.Ecosystem == name && e.State == MirrorState.Live).Id;

    private static Plan Plan(ScratchMachine scratch, string name, string mirror, Scope scope, DiagnosticBag? found = null)
    {
        scratch.Write("repo/mirrors.yaml", $$"""
            version: 1
            regions:
              here: { default: true, {{name}}: {{mirror}} }
            """);
        return MirrorRun.Plan(new RunOptions(Only: [name], Scope: scope), scratch.Machine, found ?? new DiagnosticBag())!;
    }

    private static List<string> Tree(ScratchMachine scratch) =>
        [.. Directory.EnumerateFileSystemEntries(scratch.Folder, "*", SearchOption.AllDirectories)
            .Where(p => !p.EndsWith("mirrors.yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
