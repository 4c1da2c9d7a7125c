using DevMirrors.Testing;
using NuGet.Configuration;

namespace DevMirrors.Config.Tests;

/// <summary>A stamp is current until anything that counts has changed.</summary>
public class BuildStampTests
{
    public static TheoryData<string> Changes =>
    [
        "policy", "region", "mode", "skip", "only", "nuget.config", "new nuget.config", "user's NuGet.Config", "overlay", "time zone", "variable", "password", "stored region", "trust", "go env",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Any_change_that_counts_ends_it(string change)
    {
        using var scratch = World();
        var options = OverlayTests.Options(scratch);
        Assert.True(IsCurrent(scratch, options));

        options = Change(scratch, options, change);

        Assert.False(IsCurrent(scratch, options));
    }

    [Fact]
    public void An_unrelated_variable_does_not()
    {
        using var scratch = World();

        scratch.Set("EDITOR", "vi");

        Assert.True(IsCurrent(scratch, OverlayTests.Options(scratch)));
    }

    [Fact]
    public void Every_truncation_of_it_means_that_the_policy_is_read()
    {
        using var scratch = World();
        var path = OverlayTests.Project(scratch).StampPath;
        var whole = File.ReadAllText(path);

        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllText(path, whole[..length]);
            Assert.False(IsCurrent(scratch, OverlayTests.Options(scratch)), $"cut to {length} of {whole.Length}");
        }
    }

    [Fact]
    public void It_holds_no_value_of_a_variable()
    {
        using var scratch = World();

        Assert.DoesNotContain("c4n4ry", File.ReadAllText(OverlayTests.Project(scratch).StampPath));
    }

    private static ScratchMachine World()
    {
        var scratch = OverlayTests.Hierarchy($"<packageSources><clear /><add key=\"up\" value=\"{NuGetConstants.V3FeedUrl}\" /></packageSources>");
        scratch.Set("NuGetPackageSourceCredentials_corp", "Username=u;Password=c4n4ry");
        OverlayTests.Bring(scratch);
        return scratch;
    }

    private static bool IsCurrent(ScratchMachine scratch, BuildOptions options) => BuildStamp.IsCurrent(OverlayTests.Project(scratch).StampPath, options, scratch.Machine);

    private static BuildOptions Change(ScratchMachine scratch, BuildOptions options, string change)
    {
        switch (change)
        {
            case "policy":
                File.AppendAllText(options.PolicyPath, "# changed\n");
                break;
            case "region":
                return options with { Region = "all" };
            case "mode":
                return options with { Mode = BuildMode.Check };
            case "skip":
                return options with { Skip = ["m"] };
            case "only":
                return options with { Only = ["nuget"] };
            case "nuget.config":
                File.AppendAllText(Path.Combine(scratch.Repository, "nuget.config"), "\n");
                break;
            case "new nuget.config":
                scratch.Write("repo/A/nuget.config", "<configuration />");
                break;
            case "user's NuGet.Config":
                scratch.Write("home/.nuget/NuGet/NuGet.Config", "<configuration />");
                break;
            case "overlay":
                File.Delete(OverlayTests.Project(scratch).OverlayPath);
                break;
            case "time zone":
                scratch.Machine = scratch.Machine with { TimeZone = "Asia/Shanghai" };
                break;
            case "variable":
                scratch.Set("DEVMIRRORS_REGION", "all");
                break;
            case "password":
                scratch.Set("NuGetPackageSourceCredentials_devmirrors-m", "x");
                break;
            case "stored region":
                scratch.Write("home/.local/state/devmirrors/region", "all\n");
                break;
            case "trust":
                scratch.Write("home/.local/state/devmirrors/trust.json", "{}");
                break;
            case "go env":
                scratch.Set("GOENV", "/elsewhere");
                break;
        }
        return options;
    }
}
