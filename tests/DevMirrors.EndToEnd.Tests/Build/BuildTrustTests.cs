using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>What a build changes beyond obj/: nothing, until this user trusts the policy; then only what belongs to nobody else.</summary>
[Trait("Promise", "P25")]
[Trait("Promise", "P27")]
[Trait("Promise", "P30")]
public class BuildTrustTests
{
    private const string More = "    go: [goproxy-cn, direct]\n    npm: npmmirror\n    docker: [daocloud]\n";

    [RealClientTheory("dotnet", "git")]
    [InlineData("CI", "true")]
    [InlineData("DEVMIRRORS_TRUST", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("DevMirrorsTrust", "true")]
    [InlineData("DEVMIRRORS_YES", "true")]
    public async Task Nothing_but_trust_opens_the_users_settings(string variable, string value)
    {
        await using var world = await World();
        world.Environment[variable] = value;
        var clone = await world.Clone();

        var answer = await world.Dotnet(clone, "restore", "A");

        BuildWorld.Succeeded(answer);
        Assert.Single(answer.Output.Split('\n'), l => l.Contains("leaves your own settings") && l.Contains("dotnet eng/devmirrors/devmirrors.dll trust"));
        Assert.False(File.Exists(GoEnv(world)));
        Assert.False(File.Exists(Npmrc(world)));
        Assert.False(Directory.Exists(Path.Combine(world.Home, ".local", "state", "devmirrors")));
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_trusted_policy_brings_the_users_settings_into_step_once_and_undo_gives_them_back()
    {
        await using var world = await World();
        var clone = await world.Clone();
        BuildWorld.Succeeded(await world.Dotnet(clone, "eng/devmirrors/devmirrors.dll", "trust", "--yes"));

        var first = await world.Dotnet(clone, "restore", "A");
        var written = (File.ReadAllText(GoEnv(world)), File.ReadAllText(Npmrc(world)), File.GetLastWriteTimeUtc(GoEnv(world)));
        var second = await world.Dotnet(clone, "restore", "A", "--force");

        BuildWorld.Succeeded(first);
        BuildWorld.Succeeded(second);
        Assert.Contains("GOPROXY=https://goproxy.cn,direct", written.Item1);
        Assert.Contains("registry=https://registry.npmmirror.com/", written.Item2);
        Assert.Single(first.Output.Split('\n'), l => l.Contains("brought into step with the policy"));
        Assert.DoesNotContain("brought into step", second.Output);
        Assert.Equal(written, (File.ReadAllText(GoEnv(world)), File.ReadAllText(Npmrc(world)), File.GetLastWriteTimeUtc(GoEnv(world))));
        BuildWorld.Succeeded(await world.Dotnet(clone, "eng/devmirrors/devmirrors.dll", "undo"));
        Assert.False(File.Exists(GoEnv(world)));
        Assert.False(File.Exists(Npmrc(world)));
    }

    [RealClientFact("dotnet", "git")]
    public async Task What_the_policys_keeper_should_know_fails_nobodys_strict_build()
    {
        await using var world = await World();
        var clone = await world.Clone();

        var answer = await world.Dotnet(clone, "restore", "A", "-warnaserror");

        BuildWorld.Succeeded(answer);
        Assert.DoesNotContain("DEVM2111", answer.Output);
    }

    [RealClientFact("dotnet", "git")]
    public async Task The_vendored_copy_removes_itself_and_says_so()
    {
        await using var world = await World();
        var clone = await world.Clone();

        var answer = await world.Dotnet(clone, "eng/devmirrors/devmirrors.dll", "remove");

        BuildWorld.Succeeded(answer);
        Assert.Contains("eng/devmirrors", answer.Output);
        Assert.False(Directory.Exists(Path.Combine(clone, "eng")));
    }

    [RealClientFact("dotnet", "git")]
    public async Task The_hash_in_the_environment_is_trust()
    {
        await using var world = await World();
        var clone = await world.Clone();
        world.Environment["DEVMIRRORS_TRUST"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(clone, "mirrors.yaml"))));

        BuildWorld.Succeeded(await world.Dotnet(clone, "restore", "A"));

        Assert.True(File.Exists(GoEnv(world)));
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_value_set_by_hand_stays_and_docker_is_never_touched_and_one_line_says_so()
    {
        await using var world = await World();
        Directory.CreateDirectory(Path.GetDirectoryName(GoEnv(world))!);
        File.WriteAllText(GoEnv(world), "GOPROXY=https://mine.example,direct\n");
        var clone = await world.Clone();
        BuildWorld.Succeeded(await world.Dotnet(clone, "eng/devmirrors/devmirrors.dll", "trust", "--yes"));

        var answer = await world.Dotnet(clone, "restore", "A");

        BuildWorld.Succeeded(answer);
        Assert.StartsWith("GOPROXY=https://mine.example,direct\n", File.ReadAllText(GoEnv(world)));
        Assert.Contains("registry=https://registry.npmmirror.com/", File.ReadAllText(Npmrc(world)));
        Assert.False(File.Exists(Path.Combine(world.Home, ".config", "docker", "daemon.json")));
        var line = Assert.Single(answer.Output.Split('\n'), l => l.Contains("left alone:"));
        Assert.All(["`GOPROXY`", "set by hand", "docker's settings", "exec -- …`"], part => Assert.Contains(part, line));
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_key_of_another_policy_is_not_taken()
    {
        await using var world = await World();
        var first = await world.Clone();
        BuildWorld.Succeeded(await world.Dotnet(first, "eng/devmirrors/devmirrors.dll", "apply", "--only", "go", "--yes"));
        var other = await world.Clone();
        File.WriteAllText(Path.Combine(other, "mirrors.yaml"), File.ReadAllText(Path.Combine(other, "mirrors.yaml")).Replace("goproxy-cn", "aliyun"));
        BuildWorld.Succeeded(await world.Dotnet(other, "eng/devmirrors/devmirrors.dll", "trust", "--yes"));

        var answer = await world.Dotnet(other, "restore", "A");

        BuildWorld.Succeeded(answer);
        Assert.Contains("GOPROXY=https://goproxy.cn,direct", File.ReadAllText(GoEnv(world)));
        Assert.Contains($"belongs to {first}/mirrors.yaml", answer.Output);
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_changed_host_ends_the_trust_and_a_changed_comment_does_not()
    {
        await using var world = await World();
        var clone = await world.Clone();
        var policy = Path.Combine(clone, "mirrors.yaml");
        BuildWorld.Succeeded(await world.Dotnet(clone, "eng/devmirrors/devmirrors.dll", "trust", "--yes"));
        File.AppendAllText(policy, "# a comment\n");
        BuildWorld.Succeeded(await world.Dotnet(clone, "restore", "A"));
        Assert.Contains("https://goproxy.cn", File.ReadAllText(GoEnv(world)));
        File.WriteAllText(policy, File.ReadAllText(policy).Replace("goproxy-cn", "aliyun"));

        var answer = await world.Dotnet(clone, "restore", "A");

        BuildWorld.Succeeded(answer);
        var line = Assert.Single(answer.Output.Split('\n'), l => l.Contains("leaves your own settings"));
        Assert.Contains("+ https://mirrors.aliyun.com", line);
        Assert.Contains("- https://goproxy.cn", line);
        Assert.Contains("https://goproxy.cn", File.ReadAllText(GoEnv(world)));
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_settings_file_that_cannot_be_read_is_a_warning_and_no_reason_to_fail()
    {
        await using var world = await World();
        Directory.CreateDirectory(Path.GetDirectoryName(GoEnv(world))!);
        File.WriteAllText(GoEnv(world), "GOFLAGS=-v\n<<<<<<< ours\n");
        var clone = await world.Clone();
        BuildWorld.Succeeded(await world.Dotnet(clone, "eng/devmirrors/devmirrors.dll", "trust", "--yes"));

        var answer = await world.Dotnet(clone, "restore", "A");

        BuildWorld.Succeeded(answer);
        Assert.Contains($"{GoEnv(world)}(2,1): warning DEVM3001", answer.Output);
        Assert.Contains("registry=https://registry.npmmirror.com/", File.ReadAllText(Npmrc(world)));
    }

    private static string GoEnv(BuildWorld world) => Path.Combine(world.Home, ".config", "go", "env");

    private static string Npmrc(BuildWorld world) => Path.Combine(world.Home, ".npmrc");

    private static async Task<BuildWorld> World()
    {
        var world = await BuildWorld.Start();
        await world.MakeRepository();
        world.Write("mirrors.yaml", world.Policy(more: More));
        await world.Commit();
        return world;
    }
}
