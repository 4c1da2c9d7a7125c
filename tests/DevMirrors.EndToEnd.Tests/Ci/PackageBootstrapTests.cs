namespace DevMirrors.EndToEnd.Tests;

/// <summary>eng/bootstrap.sh and eng/bootstrap.ps1 in a repository without a copy of its own: a pinned package, checked before it is unpacked.</summary>
public class PackageBootstrapTests
{
    public static TheoryData<string> Shells => CiAgent.Shells;

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_pinned_package_of_a_folder_runs(string shell)
    {
        using var agent = new CiAgent(shell);
        var feed = await new PackageFeed(agent).WithPortable().Pin(agent);
        agent.Variables["DEVMIRRORS_TRUST"] = agent.Hash;

        await agent.Expect(0, "--feed", feed.Folder);
        agent.Variables["DEVMIRRORS_FEED"] = feed.Folder;
        var second = await agent.Expect(0);

        Assert.Equal(ToolWorld.GoEnvForCn, File.ReadAllText(agent.World.GoEnv));
        Assert.Equal("devmirrors: in step", second.Text);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_native_package_is_preferred_and_runs_without_a_runtime(string shell)
    {
        using var agent = new CiAgent(shell);
        var feed = await new PackageFeed(agent).WithPortable().WithNative().Pin(agent);
        File.Delete(feed.Package("DevMirrors.any"));

        var answer = await agent.Expect(0, "--feed", feed.Folder);

        Assert.Contains(PackageFeed.IsNative ? CiAgent.Lent : "native status", answer.Output);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_package_with_another_hash_is_neither_unpacked_nor_run(string shell)
    {
        using var agent = new CiAgent(shell);
        var feed = await new PackageFeed(agent).WithNative().Pin(agent);
        File.AppendAllText(feed.Package("DevMirrors.linux-x64"), "x");

        var answer = await agent.Expect(3, "--feed", feed.Folder);

        Assert.Matches("has the SHA-256 [0-9a-f]{64}, and eng/devmirrors.lock pins [0-9a-f]{64}", answer.Error);
        Assert.Empty(answer.Output);
        Assert.Empty(agent.HomeFiles);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_package_that_nobody_pinned_is_not_taken(string shell)
    {
        using var agent = new CiAgent(shell);
        var feed = await new PackageFeed(agent).Pin(agent);
        feed.WithNative().WithPortable();

        var answer = await agent.Expect(3, "--feed", feed.Folder);

        Assert.Contains("no DevMirrors 0.1.0 that this agent can run", answer.Error);
        Assert.Empty(answer.Output);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Without_copy_and_lock_one_error_says_what_to_commit(string shell)
    {
        using var agent = new CiAgent(shell);

        var answer = await agent.Expect(3);

        Assert.Contains("hint: commit what `devmirrors init --msbuild` writes", answer.Error);
        Assert.Empty(answer.Output);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_agents_own_sources_are_the_last_resort_and_are_checked_all_the_same(string shell)
    {
        using var agent = new CiAgent(shell);
        var feed = await new PackageFeed(agent).WithPortable().Pin(agent);
        Source(agent, feed);
        agent.Variables["RUNNER_TEMP"] = Path.Combine(agent.World.Folder, "job");

        await agent.Expect(0);
        Directory.Delete(feed.Folder, recursive: true);
        await agent.Expect(0);
        File.AppendAllText(Path.Combine(agent.World.Folder, "job", "devmirrors", "packages", "DevMirrors.any.0.1.0.nupkg"), "x");
        var damaged = await agent.Expect(3);

        Assert.Contains("eng/devmirrors.lock pins", damaged.Error);
        Assert.False(Directory.Exists(Path.Combine(agent.World.Home, ".dotnet", "tools")));
        Assert.False(Directory.Exists(Path.Combine(agent.World.Home, ".nuget", "packages")));
    }

    private static void Source(CiAgent agent, PackageFeed feed) => agent.World.Write(agent.World.NuGetConfig, $"""
        <configuration><packageSources><clear /><add key="folder" value="{feed.Folder}" /></packageSources></configuration>
        """);
}
