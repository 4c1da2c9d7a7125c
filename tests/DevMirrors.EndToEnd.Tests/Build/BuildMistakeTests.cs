using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>What a build says when something is wrong, and what it leaves alone then.</summary>
public class BuildMistakeTests
{
    [RealClientFact("dotnet", "git")]
    public async Task A_broken_policy_fails_the_build_at_its_line_and_column_and_leaves_obj_alone()
    {
        await using var world = await World(w => w.Write("mirrors.yaml", w.Policy().Replace("default: true", "defualt: true")));
        var clone = await world.Clone();

        var answer = await world.Dotnet(clone, "build", "S.sln");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains($"{clone}/mirrors.yaml(6,5): error DEVM1", answer.Output);
        Assert.Contains("`default`", answer.Output);
        Assert.Equal(["eng/devmirrors"], Directory.GetDirectories(clone, "devmirrors", SearchOption.AllDirectories).Select(d => Path.GetRelativePath(clone, d)));
        Assert.Equal(0, world.UpstreamAsked);
    }

    [RealClientFact("dotnet", "git")]
    public async Task In_check_mode_a_broken_policy_only_warns_and_nothing_is_written()
    {
        await using var world = await World(w => w.Write("mirrors.yaml", w.Policy().Replace("default: true", "defualt: true")));
        var clone = await world.Clone();

        var answer = await world.Dotnet(clone, "restore", "A", "-p:DevMirrorsMode=check");

        Assert.Contains("mirrors.yaml(6,5): warning DEVM1", answer.Output);
        Assert.DoesNotContain("error DEVM", answer.Output);
        Assert.False(Directory.Exists(Path.Combine(clone, "A", "obj", "devmirrors")));
    }

    [RealClientFact("dotnet", "git")]
    public async Task Check_mode_warns_of_a_missing_overlay_and_writes_none()
    {
        await using var world = await World();
        var clone = await world.Clone();

        var answer = await world.Dotnet(clone, "restore", "A", "-p:DevMirrorsMode=check");

        Assert.Contains("warning DEVM7009", answer.Output);
        Assert.False(Directory.Exists(Path.Combine(clone, "A", "obj", "devmirrors")));
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_warning_is_silenced_by_NoWarn_and_promoted_by_WarnAsError()
    {
        await using var world = await World();
        var clone = await world.Clone();
        string[] command = ["restore", "S.sln", "--source", $"{world.Mirror.Url}/v3/index.json"];

        var plain = await world.Dotnet(clone, command);
        var silent = await world.Dotnet(clone, [.. command, "-p:NoWarn=DEVM7007"]);
        var strict = await world.Dotnet(clone, [.. command, "-warnaserror:DEVM7007"]);

        Assert.Equal(2, plain.Output.Split('\n').Count(l => l.Contains("warning DEVM7007")) + (plain.Output.Contains("Warning(s)") ? 0 : 1));
        Assert.DoesNotContain("DEVM7007", silent.Output);
        Assert.Equal(1, strict.ExitCode);
        Assert.Contains("error DEVM7007", strict.Output);
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_mirror_that_is_down_is_named_with_its_line_and_the_command_that_takes_the_next()
    {
        await using var world = await World(w => w.Write("mirrors.yaml", w.Policy("{ mirrors: [down, m], replaces: up }")
            + "  down: { ecosystem: nuget, url: \"http://127.0.0.1:1/v3/index.json\", private: true, insecure: true }\n"));
        var clone = await world.Clone();

        var answer = await world.Dotnet(clone, "restore", "A");
        var next = await world.Dotnet(clone, "restore", "A", "-p:DevMirrorsSkip=down");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("error NU1301", answer.Output);
        Assert.Contains("NuGet restores through `down`, http://127.0.0.1:1/v3/index.json", answer.Output);
        Assert.Contains("mirrors.yaml(4,24)", answer.Output);
        Assert.Contains("-p:DevMirrorsSkip=down` takes `m`", answer.Output);
        BuildWorld.Succeeded(next);
        Assert.Equal(0, world.UpstreamAsked);
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_configuration_file_of_the_caller_wins_with_one_warning()
    {
        await using var world = await World();
        var clone = await world.Clone();
        File.WriteAllText(Path.Combine(world.Folder, "own.config"), $"<configuration><packageSources><clear /><add key=\"x\" value=\"{world.Mirror.Url}/v3/index.json\" allowInsecureConnections=\"true\" /></packageSources></configuration>");

        var answer = await world.Dotnet(clone, "restore", "A", "--configfile", Path.Combine(world.Folder, "own.config"));

        BuildWorld.Succeeded(answer);
        Assert.Single(answer.Output.Split('\n'), l => l.Contains("warning DEVM7007") && l.Contains("RestoreConfigFile"));
        Assert.False(File.Exists(Path.Combine(clone, "A", "obj", "devmirrors", "nuget.config")));
    }

    [RealClientTheory("dotnet", "git")]
    [InlineData("DevMirrors.Tasks.dll", null, "DEVM7001")]
    [InlineData("devmirrors.dll", null, "DEVM7001")]
    [InlineData("DevMirrors.Config.dll", null, "DEVM7001")]
    [InlineData("DevMirrors.Config.dll", 5000, "DEVM7001")]
    [InlineData("YamlDotNet.dll", null, "DEVM7001")]
    public async Task A_damaged_vendored_folder_is_one_error(string file, int? bytes, string code)
    {
        await using var world = await World();
        var clone = await world.Clone();
        var path = Path.Combine(clone, "eng", "devmirrors", file);
        var rest = File.ReadAllBytes(path);
        File.Delete(path);
        if (bytes is { } length)
            File.WriteAllBytes(path, rest[..length]);

        var answer = await world.Dotnet(clone, "restore", "S.sln");

        Assert.Equal(1, answer.ExitCode);
        Assert.Single(answer.Output.Split('\n').Distinct(), l => l.Contains("error "));
        Assert.Contains($"error {code}", answer.Output);
        Assert.Contains("devmirrors init --msbuild --update", answer.Output);
        Assert.Equal(0, world.UpstreamAsked);
    }

    [RealClientFact("dotnet", "git")]
    public async Task An_older_SDK_gets_one_clear_error()
    {
        await using var world = await World();
        var clone = await world.Clone();

        var answer = await world.Dotnet(clone, "restore", "S.sln", "-p:_DevMirrorsBuildVersion=17.14.8");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("error DEVM7002", Assert.Single(answer.Output.Split('\n').Distinct(), l => l.Contains("error ")));
        Assert.Contains("SDK 10", answer.Output);
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_policy_of_a_newer_format_is_one_error_that_says_what_to_update()
    {
        await using var world = await World(w => w.Write("mirrors.yaml", w.Policy().Replace("version: 1", "version: 2")));
        var clone = await world.Clone();

        var answer = await world.Dotnet(clone, "restore", "S.sln");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("mirrors.yaml(1,10): error DEVM1", Assert.Single(answer.Output.Split('\n').Distinct(), l => l.Contains("error ")));
    }

    [RealClientFact("dotnet", "git")]
    public async Task What_MSBuild_does_not_restore_goes_through_the_command_that_the_message_names()
    {
        await using var world = await World();
        var clone = await world.Clone();

        var message = await world.Dotnet(clone, "restore", "A");
        Directory.Delete(BuildWorld.HttpCacheOf(clone), recursive: true);
        Directory.CreateDirectory(Path.Combine(clone, ".config"));
        File.WriteAllText(Path.Combine(clone, ".config", "dotnet-tools.json"), """{ "version": 1, "isRoot": true, "tools": { "demo.tool": { "version": "1.0.0", "commands": ["demo"] } } }""");
        await world.Dotnet(clone, "eng/devmirrors/devmirrors.dll", "exec", "--", "dotnet", "tool", "restore");

        Assert.Contains("`dotnet eng/devmirrors/devmirrors.dll exec -- …`", message.Output);
        // The fixture's feed has not the resources that tools are found by; what counts is whom the command asks.
        Assert.Equal(2, world.Mirror.Asked.Count(path => path == "/v3/index.json"));
        Assert.Equal(0, world.UpstreamAsked);
    }

    private static async Task<BuildWorld> World(Action<BuildWorld>? change = null)
    {
        var world = await BuildWorld.Start();
        await world.MakeRepository();
        if (change is not null)
        {
            change(world);
            await world.Commit();
        }
        return world;
    }
}
