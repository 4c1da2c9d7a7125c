using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>Many processes that bring the same files into step at once: two checkouts with different trusted policies under one home.</summary>
public class ManyBuildsTests
{
    private const int Projects = 24;

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("DEVMIRRORS_TEST_ROUNDS"), out var rounds) ? rounds : 2;

    [RealClientFact("dotnet", "git")]
    public async Task First_builds_at_once_lose_no_update_and_no_key_flips_afterwards()
    {
        await using var world = await BuildWorld.Start();
        await world.MakeRepository();
        for (var i = 0; i < Projects; i++)
            world.Write($"P{i}/P{i}.csproj", BuildWorld.Project());
        world.Write("All.slnx", $"<Solution>{string.Concat(Enumerable.Range(0, Projects).Select(i => $"<Project Path=\"P{i}/P{i}.csproj\" />"))}</Solution>");
        await world.Commit();
        var (one, two) = (await Checkout(world, "goproxy-cn", "one"), await Checkout(world, "aliyun", "two"));

        for (var round = 0; round < Rounds; round++)
        {
            world.Environment["HOME"] = Directory.CreateDirectory(Path.Combine(world.Folder, $"home{round}")).FullName;
            world.Environment["DOTNET_CLI_HOME"] = world.Environment["HOME"];
            foreach (var checkout in new[] { one, two })
                BuildWorld.Succeeded(await world.Dotnet(checkout, "eng/devmirrors/devmirrors.dll", "trust", "--yes"));

            await BuildBoth(world, one, two);
            var first = Settings(world);
            await BuildBoth(world, one, two);

            Assert.Equal(first, Settings(world));
            Assert.Contains("one.example", first.GoEnv);
            Assert.Contains("two.example", first.GoEnv);
            Assert.Contains("@one:registry=", first.Npmrc);
            Assert.Contains("@two:registry=", first.Npmrc);
            Assert.Matches("(?m)^GOPROXY=https://(goproxy\\.cn|mirrors\\.aliyun\\.com/goproxy/)", first.GoEnv);
        }
    }

    private static async Task<string> Checkout(BuildWorld world, string goProxy, string name)
    {
        var clone = await world.Clone();
        var policy = world.Policy(more: $"    go: [{goProxy}, direct]\n    npm: npmmirror\n")
            + $"  npm-{name}: {{ ecosystem: npm, url: \"https://npm.{name}.example/\", private: true }}\n"
            + $"private:\n  go: {{ {name}.example: direct }}\n  npm: {{ \"@{name}\": npm-{name} }}\n";
        await File.WriteAllTextAsync(Path.Combine(clone, "mirrors.yaml"), policy);
        return clone;
    }

    private static async Task BuildBoth(BuildWorld world, params string[] checkouts)
    {
        foreach (var obj in checkouts.SelectMany(c => Directory.GetDirectories(c, "obj", SearchOption.AllDirectories)))
            Directory.Delete(obj, recursive: true);
        // As far as a build needs restored packages; compiling would only take time.
        var answers = await Task.WhenAll(checkouts.Select(c => world.Dotnet(c, "build", "All.slnx", "-m:6", "-t:ResolvePackageAssets")));
        Assert.All(answers, BuildWorld.Succeeded);
    }

    private static (string GoEnv, string Npmrc, string NuGet) Settings(BuildWorld world) =>
        (Read(world, ".config/go/env"), Read(world, ".npmrc"), Read(world, ".nuget/NuGet/NuGet.Config"));

    private static string Read(BuildWorld world, string path) => File.ReadAllText(Path.Combine(world.Environment["HOME"], path));
}
