using DevMirrors.Testing;
using Microsoft.Build.Framework;

namespace DevMirrors.Tasks.Tests;

public class ValidatePolicyTests
{
    private const string Valid =
        """
        version: 1
        regions:
          global:
            default: true
            go: [goproxy-cn, direct]
        """;

    [Fact]
    public void A_valid_policy_passes_and_says_nothing()
    {
        using var scratch = new ScratchMachine();
        var engine = new RecordingEngine();

        Assert.True(Run(scratch.Write("repo/mirrors.yaml", Valid), engine));

        Assert.Empty(engine.Errors);
        Assert.Empty(engine.Warnings);
    }

    [Fact]
    public void A_mistake_is_an_error_of_the_build_with_code_place_hint_and_page()
    {
        using var scratch = new ScratchMachine();
        var engine = new RecordingEngine();
        var policy = scratch.Write("repo/mirrors.yaml", Valid.Replace("default: true", "defualt: true"));

        Assert.False(Run(policy, engine));

        var error = Assert.Single(engine.Errors, e => e.Message!.Contains("defualt"));
        Assert.StartsWith("DEVM1", error.Code);
        Assert.Equal((policy, 4, 5), (error.File, error.LineNumber, error.ColumnNumber));
        Assert.EndsWith($"/docs/diagnostics/{error.Code}.md", error.HelpLink);
        Assert.Contains("`default`", error.Message);
    }

    [Fact]
    public void A_missing_policy_is_an_error_of_the_build()
    {
        using var scratch = new ScratchMachine();
        var engine = new RecordingEngine();

        Assert.False(Run(Path.Combine(scratch.Repository, "mirrors.yaml"), engine));

        Assert.StartsWith("DEVM1", Assert.Single(engine.Errors).Code);
    }

    [Fact]
    public void A_relative_path_is_refused_because_a_build_has_no_current_folder()
    {
        var engine = new RecordingEngine();

        Assert.False(Run("mirrors.yaml", engine));

        Assert.Equal("DEVM6015", Assert.Single(engine.Errors).Code);
    }

    [Fact]
    public void Braces_in_a_message_are_text()
    {
        using var scratch = new ScratchMachine();
        var engine = new RecordingEngine();
        var policy = scratch.Write("repo/mirrors.yaml", Valid.Replace("default: true", "default: true\n    \"{0}\": x"));

        Assert.False(Run(policy, engine));

        Assert.Contains(engine.Errors, e => e.Message!.Contains("{0}"));
    }

    [Fact]
    public void MSBuilds_multithreaded_mode_finds_the_attribute_that_it_looks_for_by_name() =>
        Assert.Contains(typeof(ValidatePolicy).CustomAttributes, a => a.AttributeType.FullName == "Microsoft.Build.Framework.MSBuildMultiThreadableTaskAttribute");

    private static bool Run(string policy, IBuildEngine engine) => new ValidatePolicy { PolicyFile = policy, BuildEngine = engine }.Execute();
}
