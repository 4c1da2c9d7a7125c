using DevMirrors.Testing;

namespace DevMirrors.EndToEnd.Tests.Build;

/// <summary>Where projects lie, and what lies between them and the policy.</summary>
public class BuildLayoutTests
{
    [RealClientFact("dotnet", "git")]
    public async Task A_filter_of_a_solution_restores_its_projects()
    {
        await using var world = await World();
        var clone = await world.Clone();
        File.WriteAllText(Path.Combine(clone, "SF.slnf"), """{ "solution": { "path": "S.sln", "projects": [ "A\\A.csproj", "B\\B.csproj" ] } }""");

        BuildWorld.Succeeded(await world.Dotnet(clone, "build", "SF.slnf"));

        Assert.Equal(0, world.UpstreamAsked);
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_file_based_app_restores_through_the_mirror()
    {
        await using var world = await World();
        var clone = await world.Clone();
        File.WriteAllText(Path.Combine(clone, "app.cs"), $"#:package {BuildWorld.Package}@1.0.0\n#:property PublishAot=false\nSystem.Console.WriteLine(\"ran\");\n");

        var answer = await world.Dotnet(clone, "run", "app.cs");

        BuildWorld.Succeeded(answer);
        Assert.Contains("ran", answer.Output);
        Assert.Equal("?? app.cs", await world.Status(clone));
        Assert.Equal(0, world.UpstreamAsked);
    }

    [RealClientTheory("dotnet", "git")]
    [InlineData("run", "--project", "A")]
    [InlineData("publish", "A")]
    [InlineData("build", "A", "-m")]
    public async Task Whatever_restores_on_its_way_restores_through_the_mirror(params string[] command)
    {
        await using var world = await World(("A/A.csproj", BuildWorld.Project(properties: "<OutputType>Exe</OutputType><UseAppHost>false</UseAppHost>")), ("A/A.cs", "System.Console.WriteLine(\"ran\");\n"));
        var clone = await world.Clone();

        BuildWorld.Succeeded(await world.Dotnet(clone, command));

        Assert.Contains(world.Mirror.Asked, path => path.EndsWith(".nupkg", StringComparison.Ordinal));
        Assert.Equal(0, world.UpstreamAsked);
        Assert.Equal("", await world.Status(clone));
    }

    [RealClientFact("dotnet", "git")]
    public async Task The_artifacts_layout_keeps_the_overlay_in_artifacts()
    {
        await using var world = await World(("Directory.Build.props", "<Project><PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup></Project>"), (".gitignore", "artifacts/\n"));
        var clone = await world.Clone();

        BuildWorld.Succeeded(await world.Dotnet(clone, "build", "S.sln"));

        Assert.True(File.Exists(Path.Combine(clone, "artifacts", "obj", "A", "devmirrors", "nuget.config")));
        Assert.False(Directory.Exists(Path.Combine(clone, "A", "obj")));
        Assert.Equal("", await world.Status(clone));
    }

    [RealClientFact("dotnet", "git")]
    public async Task With_a_nuget_config_beside_the_project_the_overlay_lies_there_too()
    {
        await using var world = await World(("Directory.Build.props", "<Project><PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup></Project>"), (".gitignore", "artifacts/\n"),
            ("A/nuget.config", "<configuration><config><add key=\"dependencyVersion\" value=\"Lowest\" /></config></configuration>"));
        var clone = await world.Clone();

        BuildWorld.Succeeded(await world.Dotnet(clone, "restore", "S.sln"));

        Assert.True(File.Exists(Path.Combine(clone, "A", "obj", "devmirrors", "nuget.config")));
        Assert.True(File.Exists(Path.Combine(clone, "artifacts", "obj", "B", "devmirrors", "nuget.config")));
        Assert.Equal("", await world.Status(clone));
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_nested_nuget_config_stays_in_force_under_its_own_overlay()
    {
        await using var world = await World();
        var own = await LoopbackServer.Start();
        own.ServeNuGetFeed(("Only.Here", "1.0.0"));
        world.Write("A/nuget.config", $"<configuration><packageSources><add key=\"own\" value=\"{own.Url}/v3/index.json\" allowInsecureConnections=\"true\" /></packageSources></configuration>");
        world.Write("A/A.csproj", BuildWorld.Project("<PackageReference Include=\"Only.Here\" Version=\"1.0.0\" />"));
        await world.Commit();
        var clone = await world.Clone();

        BuildWorld.Succeeded(await world.Dotnet(clone, "restore", "S.sln"));

        Assert.Contains("/v3/flat/only.here/1.0.0/only.here.1.0.0.nupkg", own.Asked);
        Assert.Equal(0, world.UpstreamAsked);
        await own.DisposeAsync();
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_project_that_clears_all_sources_and_names_its_own_keeps_them()
    {
        await using var world = await World();
        var own = await LoopbackServer.Start();
        own.ServeNuGetFeed((BuildWorld.Package, "1.0.0"));
        world.Write("A/nuget.config", $"<configuration><packageSources><clear /><add key=\"own\" value=\"{own.Url}/v3/index.json\" allowInsecureConnections=\"true\" /></packageSources><auditSources><clear /></auditSources></configuration>");
        world.Write("A/A.csproj", BuildWorld.Project());
        await world.Commit();
        var clone = await world.Clone();

        BuildWorld.Succeeded(await world.Dotnet(clone, "restore", "A"));

        Assert.Contains(own.Asked, path => path.EndsWith(".nupkg", StringComparison.Ordinal));
        Assert.Empty(world.Mirror.Asked);
        await own.DisposeAsync();
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_nested_Directory_Build_targets_that_imports_its_parent_keeps_the_hook()
    {
        await using var world = await World(("A/Directory.Build.targets", "<Project><Import Project=\"$([MSBuild]::GetPathOfFileAbove('Directory.Build.targets', '$(MSBuildThisFileDirectory)../'))\" /></Project>"));
        var clone = await world.Clone();

        BuildWorld.Succeeded(await world.Dotnet(clone, "build", "A"));

        Assert.Equal(0, world.UpstreamAsked);
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_project_outside_the_roots_folder_that_imports_the_hook_restores_by_its_own_hierarchy()
    {
        await using var world = await World();
        var clone = await world.Clone();
        var outside = Directory.CreateDirectory(Path.Combine(world.Folder, "outside")).FullName;
        File.Copy(Path.Combine(clone, "nuget.config"), Path.Combine(outside, "nuget.config"));
        File.WriteAllText(Path.Combine(outside, "Directory.Build.targets"), $"<Project><Import Project=\"{clone}/Directory.Build.targets\" /></Project>");
        File.WriteAllText(Path.Combine(outside, "O.csproj"), BuildWorld.Project());

        BuildWorld.Succeeded(await world.Dotnet(outside, "restore", "O.csproj"));

        Assert.True(File.Exists(Path.Combine(outside, "obj", "devmirrors", "nuget.config")));
        Assert.Equal(0, world.UpstreamAsked);
    }

    [RealClientFact("dotnet", "git")]
    public async Task Afterwards_a_build_without_a_restore_asks_nobody_and_does_not_apply()
    {
        await using var world = await World();
        var clone = await world.Clone();
        BuildWorld.Succeeded(await world.Dotnet(clone, "restore", "S.sln"));
        var asked = world.Mirror.Asked.Count;

        var log = clone + ".binlog";
        BuildWorld.Succeeded(await world.Dotnet(clone, "build", "S.sln", "--no-restore", $"-bl:{log}"));

        Assert.Equal(asked, world.Mirror.Asked.Count);
        Assert.Empty(new BuildLog(log).Applies);
    }

    [RealClientFact("dotnet", "git")]
    public async Task An_unchanged_solution_reads_no_policy()
    {
        await using var world = await World();
        var clone = await world.Clone();
        var log = clone + ".binlog";
        // The first restore of a home makes the user's NuGet.Config, which counts.
        BuildWorld.Succeeded(await world.Dotnet(clone, "restore", "S.sln"));
        BuildWorld.Succeeded(await world.Dotnet(clone, "restore", "S.sln"));

        BuildWorld.Succeeded(await world.Dotnet(clone, "restore", "S.sln", $"-bl:{log}"));

        var build = new BuildLog(log);
        Assert.NotEmpty(build.Applies);
        Assert.Equal(0, build.PolicyReads);
    }

    [RealClientFact("dotnet", "git")]
    [Trait("Promise", "P25")]
    public async Task A_design_time_build_does_nothing()
    {
        await using var world = await World();
        var clone = await world.Clone();

        await world.Dotnet(clone, "msbuild", "A", "-t:CollectPackageReferences", "-p:DesignTimeBuild=true", "-p:ExcludeRestorePackageImports=true");

        Assert.False(Directory.Exists(Path.Combine(clone, "A", "obj", "devmirrors")));
    }

    [RealClientFact("dotnet", "git")]
    public async Task A_changed_region_changes_the_overlay_and_upstream_takes_it_away()
    {
        await using var world = await World();
        var clone = await world.Clone();
        var overlay = Path.Combine(clone, "A", "obj", "devmirrors", "nuget.config");
        BuildWorld.Succeeded(await world.Dotnet(clone, "restore", "A"));
        Assert.True(File.Exists(overlay));

        await world.Dotnet(clone, "restore", "A", "-p:DevMirrorsRegion=global");

        Assert.False(File.Exists(overlay));
    }

    [RealClientFact("dotnet", "git")]
    public async Task MSBuild_that_cannot_load_the_task_runs_the_program_instead()
    {
        await using var world = await World();
        var clone = await world.Clone();

        var answer = await world.Dotnet(clone, "msbuild", "S.sln", "-restore", "-p:DevMirrorsUseExec=true");

        BuildWorld.Succeeded(answer);
        // Each project's program says it for itself, and once.
        Assert.Equal(2, answer.Output.Split('\n').Count(line => line.Contains("NuGet restores through `m`")));
        Assert.Equal(0, world.UpstreamAsked);
        Assert.Equal("", await world.Status(clone));
    }

    private static async Task<BuildWorld> World(params (string Path, string Text)[] files)
    {
        var world = await BuildWorld.Start();
        await world.MakeRepository();
        foreach (var (path, text) in files)
            world.Write(path, text);
        if (files.Length > 0)
            await world.Commit();
        return world;
    }
}
