using System.Text;
using System.Text.RegularExpressions;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>
/// Policies as an attacker would write them, each in HostilePolicies with what it is after. Nobody trusts them. What a build does with one is
/// compared with the same build without DevMirrors: what comes on top may lie under obj/ only, and connect nowhere but to the region's mirror.
/// </summary>
[Trait("Promise", "P25")]
[Trait("Promise", "P23")]
[Trait("Promise", "P35")]
[Trait("Promise", "P27")]
public partial class HostilePolicyTests(HostilePolicyTests.Twin twin) : IClassFixture<HostilePolicyTests.Twin>
{
    private static readonly string Folder = Path.Combine(Checkout.Folder, "tests", "DevMirrors.EndToEnd.Tests", "Build", "HostilePolicies");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    /// <summary>The build without DevMirrors, which is the same for all.</summary>
    public sealed class Twin : IAsyncLifetime
    {
        internal HashSet<string> Written { get; } = [];

        public async Task InitializeAsync()
        {
            if (RealClients.Find("strace") is null)
                return;
            await using var world = await HostileWorld.Start();
            await world.MakeRepository("version: 1\nregions: { global: { default: true } }\n", null);
            var (answer, trace, clone) = await Build(world, "-p:DevMirrorsEnabled=false");
            BuildWorld.Succeeded(answer);
            Written.UnionWith(trace.Written.Select(p => Normal(p, clone, world)));
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }

    [RealClientTheory("dotnet", "git", "strace")]
    [MemberData(nameof(Names))]
    public async Task A_build_writes_only_under_obj_and_sends_no_secret_anywhere(string name)
    {
        await using var world = await HostileWorld.Start();
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, name + ".yaml"));
        await world.MakeRepository(Filled(text, world), HostileRepositories.Changes.GetValueOrDefault(name));
        var before = world.UserFiles();

        var (answer, trace, clone) = await Build(world);

        var transcript = answer.Output + answer.Error;
        Assert.True(text.Contains("# builds: yes\n") == (answer.ExitCode == 0), transcript);
        Assert.All(Codes().Matches(text), code => Assert.Contains(code.Groups[1].Value, transcript));
        Assert.DoesNotContain(HostileWorld.Canary, transcript);
        Assert.Equal(before, world.UserFiles());
        AssertOnlyObj(trace, clone, world, transcript);
        string[] expected = [Port(world.Evil.Url), Port(world.Build.Upstream!.Url), Port(world.Corp.Url)];
        Assert.All(trace.Connects, address => Assert.True(expected.Contains(address) || address.StartsWith('/'), address));
        AssertNothingSent(world);
    }

    [RealClientTheory("dotnet", "git", "strace")]
    [InlineData("every-ecosystem-under-ci")]
    [InlineData("properties-that-ask-for-trust")]
    [InlineData("audit-under-a-name-with-a-password")]
    public async Task Without_the_restore_nobody_is_asked_at_all(string name)
    {
        await using var world = await HostileWorld.Start();
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, name + ".yaml"));
        await world.MakeRepository(Filled(text, world), HostileRepositories.Changes.GetValueOrDefault(name));
        var before = world.UserFiles();
        var clone = await world.Build.Clone();

        var (answer, trace) = await Traced(world, clone, "msbuild", "A/A.csproj", "-t:_DevMirrorsApply", "-p:ExcludeRestorePackageImports=true", "-nodeReuse:false");

        BuildWorld.Succeeded(answer);
        Assert.All(trace.Connects, address => Assert.StartsWith("/", address));
        Assert.Equal(0, world.Evil.Asked.Count + world.Build.UpstreamAsked + world.Corp.Asked.Count);
        Assert.Equal(before, world.UserFiles());
        Assert.Contains(trace.Written, p => IsInObj(p, clone));
        AssertOnlyObj(trace, clone, world, "");
    }

    private void AssertOnlyObj(Trace trace, string clone, HostileWorld world, string transcript)
    {
        var own = trace.Written.Where(p => !IsInObj(p, clone) && !twin.Written.Contains(Normal(p, clone, world))).ToList();
        Assert.True(own.Count == 0, string.Join('\n', own) + "\n" + transcript);
    }

    private static void AssertNothingSent(HostileWorld world)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{HostileWorld.Canary}"));
        Assert.All(world.Evil.Heard, heard => Assert.Null(heard.Authorization));
        Assert.All(world.Evil.Heard, heard => Assert.DoesNotContain(HostileWorld.Canary, heard.Text));
        Assert.All(world.Evil.Heard, heard => Assert.DoesNotContain(encoded, heard.Text));
    }

    private static async Task<(Answer Answer, Trace Trace, string Clone)> Build(HostileWorld world, params string[] more)
    {
        var clone = await world.Build.Clone();
        var (answer, trace) = await Traced(world, clone, ["build", "A/A.csproj", "-nodeReuse:false", .. more]);
        return (answer, trace, clone);
    }

    private static async Task<(Answer Answer, Trace Trace)> Traced(HostileWorld world, string clone, params string[] command)
    {
        var log = $"{clone}.{command[0]}.strace";
        world.Build.Environment["TMPDIR"] = Directory.CreateDirectory(clone + ".tmp").FullName;
        world.Build.Environment["DOTNET_EnableDiagnostics"] = "0";
        var answer = await world.Build.Run("strace", clone, [.. Trace.Arguments(log), "dotnet", .. command]);
        return (answer, new Trace(log, clone));
    }

    private static string Filled(string text, HostileWorld world) => text
        .Replace("{evil}", world.Evil.Url, StringComparison.Ordinal)
        .Replace("{evil-host}", new Uri(world.Evil.Url).Authority, StringComparison.Ordinal)
        .Replace("{corp}", world.Corp.Url, StringComparison.Ordinal);

    private static string Port(string url) => new Uri(url).Authority;

    // Where links lead counts, not what a path looks like.
    private static bool IsInObj(string path, string clone)
    {
        if (!path.StartsWith($"{clone}/A/obj", StringComparison.Ordinal))
            return false;
        var real = RealPath(path);
        return real.StartsWith($"{clone}/A/obj/", StringComparison.Ordinal) || real == $"{clone}/A/obj";
    }

    private static string RealPath(string path)
    {
        var real = "/";
        foreach (var part in Path.GetDirectoryName(path)!.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            if (new DirectoryInfo(real).ResolveLinkTarget(returnFinalTarget: true) is { } target)
                real = target.FullName;
        }
        return Path.Combine(real, Path.GetFileName(path));
    }

    // Names that are made up anew in each run.
    private static string Normal(string path, string clone, HostileWorld world)
    {
        path = path.Replace(clone, "<clone>", StringComparison.Ordinal).Replace(world.Build.Home, "<home>", StringComparison.Ordinal);
        // What lies in the scratch folder has names by chance, except for ours.
        return path.StartsWith("<clone>.tmp/", StringComparison.Ordinal) && !path.Contains("devmirrors", StringComparison.OrdinalIgnoreCase) ? "<clone>.tmp/*" : MadeUp().Replace(path, "*");
    }

    [GeneratedRegex(@"(?<=\.http/)[^/]+|(?<=/)[a-z0-9]{8}\.[a-z0-9]{3}(?=$|~)|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,}|[0-9]+")]
    private static partial Regex MadeUp();

    [GeneratedRegex("# says: (DEVM[0-9]{4})")]
    private static partial Regex Codes();
}
