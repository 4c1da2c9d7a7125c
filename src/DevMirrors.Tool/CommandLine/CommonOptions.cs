using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>The options that commands share. Values are texts here: <see cref="RequestReader"/> judges them, so that a wrong one is a diagnostic like any other.</summary>
internal sealed class CommonOptions
{
    public static readonly string[] Formats = ["human", "json", "msbuild"];
    public static readonly string[] Verbosities = ["quiet", "normal", "detailed"];
    public static readonly string[] Scopes = ["project", "user", "machine"];

    public Option<string> Policy { get; } = Named("--policy", "FILE", "The policy, instead of the mirrors.yaml found here or in a parent folder [env: DEVMIRRORS_POLICY]");

    public Option<string> Region { get; } = Named("--region", "NAME", "The region, instead of the one that the policy's rules find [env: DEVMIRRORS_REGION]");

    public Option<string[]> Only { get; } = Listed("--only", "ECOSYSTEMS", "Only these ecosystems, comma-separated [env: DEVMIRRORS_ONLY]");

    public Option<string> Scope { get; } = Named("--scope", "SCOPE", "Whose files: project, user (default) or machine");

    public Option<string> Root { get; } = Named("--root", "DIR", "With --scope machine: the root folder of an image being built, instead of /");

    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Agree to what the plan shows" };

    public Option<bool> Probe { get; } = new("--probe") { Description = "Measure the mirrors first, where the policy selects by health or speed" };

    public Option<string> Format { get; } = Named("--format", "FORMAT", "human (default), json or msbuild [env: DEVMIRRORS_FORMAT]");

    public Option<string> Verbosity { get; } = Named("--verbosity", "LEVEL", "quiet, normal (default) or detailed [env: DEVMIRRORS_VERBOSITY]");

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours [env: NO_COLOR]" };

    public CommonOptions()
    {
        Offer(Scope, Scopes);
        Offer(Format, Formats);
        Offer(Verbosity, Verbosities);
        Only.CompletionSources.Add(_ => EcosystemList.All.Select(e => new System.CommandLine.Completions.CompletionItem(e.Name)));
    }

    /// <summary>How every command's output looks.</summary>
    public IEnumerable<Option> Output => [Format, Verbosity, NoColor];

    /// <summary>Which policy and which part of it is meant.</summary>
    public IEnumerable<Option> Selection => [Policy, Region, Only];

    public static Option<string> Named(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    public static Option<string[]> Listed(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, AllowMultipleArgumentsPerToken = false };

    public static void Offer(Option<string> option, IReadOnlyList<string> values) =>
        option.CompletionSources.Add(_ => values.Select(v => new System.CommandLine.Completions.CompletionItem(v)));
}
