using DevMirrors.Testing;
using Microsoft.Build.Framework;

namespace DevMirrors.Tasks.Tests;

public class ApplyMirrorsTests
{
    private const string Valid =
        """
        version: 1
        regions:
          global:
            default: true
            nuget: huawei
        """;

    [Fact]
    public void A_mistake_is_an_error_of_the_build_with_code_place_hint_and_page()
    {
        using var scratch = new ScratchMachine();
        var engine = new RecordingEngine();
        var policy = scratch.Write("repo/mirrors.yaml", Valid.Replace("default: true", "defualt: true"));

        Assert.False(Run(policy, scratch, engine));

        var error = Assert.Single(engine.Errors, e => e.Message!.Contains("defualt"));
        Assert.StartsWith("DEVM1", error.Code);
        Assert.Equal((policy, 4, 5), (error.File, error.LineNumber, error.ColumnNumber));
        Assert.EndsWith($"/docs/diagnostics/{error.Code}.md", error.HelpLink);
        Assert.Contains("`default`", error.Message);
        Assert.False(Directory.Exists(Overlay(scratch)));
    }

    [Fact]
    public void In_check_mode_a_mistake_only_warns()
    {
        using var scratch = new ScratchMachine();
        var engine = new RecordingEngine();
        var policy = scratch.Write("repo/mirrors.yaml", Valid.Replace("default: true", "defualt: true"));

        Assert.True(Run(policy, scratch, engine, mode: "check"));

        Assert.Empty(engine.Errors);
        Assert.Contains(engine.Warnings, w => w.Message!.Contains("defualt"));
        Assert.False(Directory.Exists(Overlay(scratch)));
    }

    [Fact]
    public void A_missing_policy_is_an_error_of_the_build()
    {
        using var scratch = new ScratchMachine();
        var engine = new RecordingEngine();

        Assert.False(Run(Path.Combine(scratch.Repository, "mirrors.yaml"), scratch, engine));

        Assert.StartsWith("DEVM1", Assert.Single(engine.Errors).Code);
    }

    [Fact]
    public void A_relative_path_is_refused_because_a_build_has_no_current_folder()
    {
        using var scratch = new ScratchMachine();
        var engine = new RecordingEngine();

        Assert.False(Run("mirrors.yaml", scratch, engine));

        Assert.Equal("DEVM6015", Assert.Single(engine.Errors).Code);
    }

    [Theory]
    [InlineData("aply", "apply", "")]
    [InlineData("Off", "off", "")]
    [InlineData("apply", "nuget", "nugte")]
    public void A_property_that_holds_what_it_cannot_is_an_error_with_the_nearest_right_thing(string mode, string nearest, string only)
    {
        using var scratch = new ScratchMachine();
        var engine = new RecordingEngine();

        Assert.False(Run(scratch.Write("repo/mirrors.yaml", Valid), scratch, engine, mode, only));

        Assert.Equal("DEVM6012", Assert.Single(engine.Errors).Code);
        Assert.Contains($"did you mean `{nearest}`?", engine.Errors[0].Message);
    }

    [Fact]
    public void Braces_in_a_message_are_text()
    {
        using var scratch = new ScratchMachine();
        var engine = new RecordingEngine();
        var policy = scratch.Write("repo/mirrors.yaml", Valid.Replace("default: true", "default: true\n    \"{0}\": x"));

        Assert.False(Run(policy, scratch, engine));

        Assert.Contains(engine.Errors, e => e.Message!.Contains("{0}"));
    }

    [Fact]
    public async Task Two_threads_of_one_build_share_one_session_and_say_everything_once()
    {
        using var scratch = new ScratchMachine();
        using var engine = new TwoThreadedEngine();
        var policy = scratch.Write("repo/mirrors.yaml", Valid);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(() => Run(policy, scratch, engine), TaskCreationOptions.LongRunning)));

        Assert.Equal(1, engine.Registrations);
    }

    [Theory]
    [InlineData(typeof(ApplyMirrors))]
    [InlineData(typeof(LendEnvironment))]
    [InlineData(typeof(MapBaseImage))]
    public void MSBuilds_multithreaded_mode_finds_the_attribute_that_it_looks_for_by_name(Type task) =>
        Assert.Contains(task.CustomAttributes, a => a.AttributeType.FullName == "Microsoft.Build.Framework.MSBuildMultiThreadableTaskAttribute");

    private static string Overlay(ScratchMachine scratch) => Path.Combine(scratch.Repository, "obj", "devmirrors");

    private static bool Run(string policy, ScratchMachine scratch, IBuildEngine engine, string mode = "apply", string only = "") => new ApplyMirrors
    {
        PolicyFile = policy,
        ProjectFolder = scratch.Repository,
        OverlayFolder = Overlay(scratch),
        Mode = mode,
        Only = only,
        BuildEngine = engine,
    }.Execute();
}
