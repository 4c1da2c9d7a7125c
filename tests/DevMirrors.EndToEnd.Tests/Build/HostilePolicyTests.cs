using System.Text;
using System.Text.RegularExpressions;
using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>
/// Policies as an attacker would write them, each in HostilePolicies with what it is after. Nobody trusts them. What a build does with one is
/// compared with the same build without DevMirrors: what comes on top may lie under obj/ only, and connect nowhere but to the region's mirror.
/// Every seventh keeps a binary log, in which no secret may stand; all of them where everything is proven.
/// </summary>
[Trait("Promise", "P25")]
[Trait("Promise", "P21")]
[Trait("Promise", "P23")]
[Trait("Promise", "P35")]
[Trait("Promise", "P27")]
public partial class HostilePolicyTests(HostilePolicyTests.Twin twin) : IClassFixture<HostilePolicyTests.Twin>
{
    private static readonly string Folder = Path.Combine(Checkout.Folder, "tests", "DevMirrors.EndToEnd.Tests", "Build", "HostilePolicies");

    private static readonly IReadOnlyList<string> Policies = [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. Policies];

    private static readonly HashSet<string> Logged = [.. Proof.Sample(Policies, 7)];

    /// <summary>What else goes through a restore, and what an editor runs all the time.</summary>
    private static readonly string[][] OtherCommands = [["restore"], ["test"], DesignTime];

    private static readonly string[] Building = ["build"];

    private static string[] DesignTime => ["build", "-p:DesignTimeBuild=true"];

    public static TheoryData<string, string> OtherRows
    {
        get
        {
            var names = Directory.EnumerateFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal).ToList();
            var rows = new TheoryData<string, string>();
            // One of each, and never the same policy.
            foreach (var (command, name) in Proof.Sample([.. OtherCommands.SelectMany(c => names.Select(n => (string.Join(' ', c), n)))], names.Count + 7))
                rows.Add(command, name);
            return rows;
        }
    }

    /// <summary>The same command without DevMirrors, which is the same for all.</summary>
    public sealed class Twin
    {
        private readonly Dictionary<string, HashSet<string>> _written = [];

        internal async Task<HashSet<string>> Written(string[] command)
        {
            if (_written.TryGetValue(string.Join(' ', command), out var known))
                return known;
            await using var world = await HostileWorld.Start();
            await world.MakeRepository("version: 1\nregions: { global: { default: true } }\n", null);
            // A log counts among what is written.
            var (answer, trace, clone) = await Run(world, [.. command, "-p:DevMirrorsEnabled=false", .. command.SequenceEqual(Building) ? ["-bl"] : (string[])[]]);
            BuildWorld.Succeeded(answer);
            return _written[string.Join(' ', command)] = [.. trace.Written.Select(p => Normal(p, clone, world))];
        }
    }

    [RealClientTheory("dotnet", "git", "strace")]
    [MemberData(nameof(Names))]
    public Task A_build_writes_only_under_obj_and_sends_no_secret_anywhere(string name) => WritesOnlyUnderObj(name, Building);

    [RealClientTheory("dotnet", "git", "strace")]
    [MemberData(nameof(OtherRows))]
    public async Task Every_other_command_does_no_more_and_a_design_time_build_nothing(string command, string name)
    {
        await WritesOnlyUnderObj(name, command.Split(' '));
        Proof.Record("P25", $"{command}: {name}", 1, 1);
    }

    private async Task WritesOnlyUnderObj(string name, string[] command)
    {
        await using var world = await HostileWorld.Start();
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, name + ".yaml"));
        await world.MakeRepository(Filled(text, world), HostileRepositories.Changes.GetValueOrDefault(name));
        var before = world.UserFiles();

        var isLogged = command.SequenceEqual(Building) && Logged.Contains(name);
        var (answer, trace, clone) = await Run(world, isLogged ? [.. command, "-bl"] : command);

        var transcript = answer.Output + answer.Error;
        if (command.SequenceEqual(DesignTime))
        {
            BuildWorld.Succeeded(answer);
            Assert.DoesNotContain("DEVM", transcript);
            Assert.DoesNotContain(trace.Written, p => !p.StartsWith(clone + ".tmp/", StringComparison.Ordinal) && p.Contains("/obj/devmirrors/", StringComparison.Ordinal));
            Assert.Empty(world.Evil.Asked);
        }
        else
        {
            Assert.True(text.Contains("# builds: yes\n") == (answer.ExitCode == 0), transcript);
            Assert.All(Codes().Matches(text), code => Assert.Contains(code.Groups[1].Value, transcript));
        }
        Assert.Null(Canary.FindIn(Encoding.UTF8.GetBytes(transcript)));
        if (isLogged)
            UnpackedLog.AssertHoldsNoSecret(Path.Combine(clone, "msbuild.binlog"), "_DevMirrorsApply");
        Assert.Equal(before, world.UserFiles());
        await AssertOnlyObj(trace, clone, world, transcript, command);
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
        await AssertOnlyObj(trace, clone, world, "", Building);
    }

    private async Task AssertOnlyObj(Trace trace, string clone, HostileWorld world, string transcript, string[] command)
    {
        var without = await twin.Written(command);
        // The runtime keeps its named mutexes there, in a folder for each login session: whoever comes first makes it.
        var own = trace.Written.Where(p => !p.StartsWith("/tmp/.dotnet/", StringComparison.Ordinal) && !IsInObj(p, clone) && !without.Contains(Normal(p, clone, world))).ToList();
        Assert.True(own.Count == 0, string.Join('\n', own) + "\n" + transcript);
    }

    private static void AssertNothingSent(HostileWorld world)
    {
        Assert.All(world.Evil.Heard, heard => Assert.Null(heard.Authorization));
        Assert.All(world.Evil.Heard, heard => Assert.Null(Canary.FindIn(Encoding.UTF8.GetBytes(heard.Text))));
    }

    private static async Task<(Answer Answer, Trace Trace, string Clone)> Run(HostileWorld world, string[] command)
    {
        var clone = await world.Build.Clone();
        var (answer, trace) = await Traced(world, clone, [command[0], "A/A.csproj", "-nodeReuse:false", .. command[1..]]);
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
