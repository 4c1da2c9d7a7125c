using DevMirrors.Testing;
using NuGet.Configuration;

namespace DevMirrors.Config.Tests;

/// <summary>What NuGet itself makes of an overlay on top of a hierarchy.</summary>
public class OverlayTests
{
    private const string Mirror = "https://mirror.example/v3/index.json";
    private const string Up = "https://up.example/v3/index.json";

    [Fact]
    public void The_mirror_comes_in_under_a_new_key_and_the_upstream_goes_out()
    {
        using var scratch = Hierarchy($"<packageSources><clear /><add key=\"up\" value=\"{NuGetConstants.V3FeedUrl}\" /><add key=\"corp\" value=\"https://corp.example/v3/index.json\" /></packageSources>");

        var (enabled, disabled) = Sources(Bring(scratch));

        Assert.Equal([("devmirrors-m", Mirror), ("corp", "https://corp.example/v3/index.json")], enabled);
        Assert.Equal(["up"], disabled);
    }

    [Fact]
    public void The_patterns_of_what_it_stands_in_for_become_the_mirrors()
    {
        using var scratch = Hierarchy($"""
            <packageSources><clear /><add key="up" value="{NuGetConstants.V3FeedUrl}" /><add key="corp" value="https://corp.example/v3/index.json" /></packageSources>
            <packageSourceMapping><packageSource key="up"><package pattern="*" /><package pattern="Public.*" /></packageSource><packageSource key="corp"><package pattern="Corp.*" /></packageSource></packageSourceMapping>
            """);

        var settings = Bring(scratch);

        var mapping = PackageSourceMapping.GetPackageSourceMapping(settings);
        Assert.Equal(["corp"], mapping.GetConfiguredPackageSources("Corp.Thing"));
        Assert.Contains("devmirrors-m", mapping.GetConfiguredPackageSources("Public.Thing"));
        Assert.Contains("devmirrors-m", mapping.GetConfiguredPackageSources("Anything"));
    }

    [Fact]
    public void The_audit_asks_the_upstream_no_more_and_keeps_its_other_sources()
    {
        using var scratch = Hierarchy($"""
            <packageSources><clear /><add key="up" value="{NuGetConstants.V3FeedUrl}" /></packageSources>
            <auditSources><clear /><add key="up" value="{NuGetConstants.V3FeedUrl}" /><add key="own" value="https://audit.example/v3/index.json" /></auditSources>
            """);

        var audits = new PackageSourceProvider(Bring(scratch)).LoadAuditSources();

        Assert.Equal(["https://audit.example/v3/index.json"], audits.Select(s => s.Source));
    }

    [Fact]
    public void What_replaces_names_goes_out_of_the_audit_too()
    {
        using var scratch = Hierarchy($"<packageSources><clear /><add key=\"inner\" value=\"{Up}\" /></packageSources><auditSources><clear /><add key=\"other\" value=\"{Up}\" /></auditSources>");

        var settings = Bring(scratch, "{ mirrors: [m], replaces: inner }");

        Assert.Equal([("devmirrors-m", Mirror)], Sources(settings).Enabled);
        Assert.Empty(new PackageSourceProvider(settings).LoadAuditSources());
    }

    [Fact]
    public void A_source_that_has_the_mirrors_address_serves_with_its_key_and_so_with_its_password()
    {
        using var scratch = Hierarchy($"""
            <packageSources><clear /><add key="up" value="{NuGetConstants.V3FeedUrl}" /><add key="mine" value="{Mirror}" /></packageSources>
            <packageSourceCredentials><mine><add key="Username" value="u" /><add key="ClearTextPassword" value="p" /></mine></packageSourceCredentials>
            """);

        var settings = Bring(scratch);

        Assert.Equal([("mine", Mirror)], Sources(settings).Enabled);
        Assert.NotNull(PackageSourceProvider.LoadPackageSources(settings).Single(s => s.Name == "mine").Credentials);
    }

    [Fact]
    public void A_key_that_a_password_is_kept_under_is_never_the_mirrors()
    {
        using var scratch = Hierarchy($"""
            <packageSources><clear /><add key="up" value="{NuGetConstants.V3FeedUrl}" /></packageSources>
            <packageSourceCredentials><devmirrors-m><add key="Username" value="u" /><add key="ClearTextPassword" value="p" /></devmirrors-m></packageSourceCredentials>
            """);

        var settings = Bring(scratch);

        Assert.Equal([("devmirrors-m-2", Mirror)], Sources(settings).Enabled);
        Assert.All(PackageSourceProvider.LoadPackageSources(settings), s => Assert.Null(s.Credentials));
    }

    [Fact]
    public void A_project_without_the_upstream_gets_no_overlay()
    {
        using var scratch = Hierarchy("<packageSources><clear /><add key=\"corp\" value=\"https://corp.example/v3/index.json\" /></packageSources>");

        Bring(scratch);

        Assert.False(File.Exists(Project(scratch).OverlayPath));
    }

    [Fact]
    public void Upstream_takes_the_overlay_away_and_the_stamp_knows()
    {
        using var scratch = Hierarchy($"<packageSources><clear /><add key=\"up\" value=\"{NuGetConstants.V3FeedUrl}\" /></packageSources>");
        Bring(scratch);
        Assert.True(File.Exists(Project(scratch).OverlayPath));

        Bring(scratch, "upstream");

        Assert.False(File.Exists(Project(scratch).OverlayPath));
        Assert.True(BuildStamp.IsCurrent(Project(scratch).StampPath, Options(scratch), scratch.Machine));
    }

    [Fact]
    public void The_overlay_hides_itself_from_git_and_says_whose_it_is()
    {
        using var scratch = Hierarchy($"<packageSources><clear /><add key=\"up\" value=\"{NuGetConstants.V3FeedUrl}\" /></packageSources>");

        Bring(scratch);

        Assert.Equal("*\n", File.ReadAllText(Path.Combine(Project(scratch).OverlayFolder, ".gitignore")));
        Assert.Contains("DevMirrors wrote this", File.ReadAllText(Project(scratch).OverlayPath));
    }

    internal static ScratchMachine Hierarchy(string sections)
    {
        var scratch = new ScratchMachine();
        scratch.Write("repo/nuget.config", $"<configuration>{sections}</configuration>");
        return scratch;
    }

    internal static ProjectRestore Project(ScratchMachine scratch) =>
        new(Path.Combine(scratch.Repository, "A"), Path.Combine(scratch.Repository, "A", "obj", "devmirrors"));

    internal static BuildOptions Options(ScratchMachine scratch) => new(Path.Combine(scratch.Repository, "mirrors.yaml"));

    /// <summary>Brings the project's overlay into step and gives what NuGet then reads for it.</summary>
    internal static ISettings Bring(ScratchMachine scratch, string nuget = "m")
    {
        scratch.Write("repo/mirrors.yaml", $$"""
            version: 1
            regions: { all: { default: true, nuget: {{nuget}} } }
            mirrors: { m: { ecosystem: nuget, url: "{{Mirror}}", private: true } }
            """);
        Directory.CreateDirectory(Project(scratch).Folder);
        var found = new DiagnosticBag();
        var run = BuildRun.Start(Options(scratch), scratch.Machine);
        Assert.True(run.Selection is not null && run.Bring(Project(scratch), found), string.Join('\n', run.Found.Concat(found)));
        // The user's own file stays out of it: NuGet would look for it in the home of whoever runs the tests.
        string[] files = [Project(scratch).OverlayPath, Path.Combine(scratch.Repository, "nuget.config")];
        return Settings.LoadSettingsGivenConfigPaths([.. files.Where(File.Exists)]);
    }

    private static (IReadOnlyList<(string, string)> Enabled, IReadOnlyList<string> Disabled) Sources(ISettings settings)
    {
        var all = PackageSourceProvider.LoadPackageSources(settings).ToList();
        return ([.. all.Where(s => s.IsEnabled).Select(s => (s.Name, s.Source))], [.. all.Where(s => !s.IsEnabled).Select(s => s.Name)]);
    }
}
