using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class InitCommand
{
    public static Command Define(CommandTree tree)
    {
        var regions = CommonOptions.Listed("--regions", "NAMES", $"The regions, comma-separated: {string.Join(", ", StarterRegions.Names)} (default: cn,global)");
        var secrets = new Option<string[]>[]
        {
            CommonOptions.Listed("--private-go", "PATTERN[=URL]", "Module paths that stay private, and where from: `git.corp.example` for version control"),
            CommonOptions.Listed("--private-npm", "SCOPE=URL", "A private npm scope and its registry: `@corp=https://…`"),
            CommonOptions.Listed("--private-nuget", "PATTERN=URL", "Private package ids and their source: `Corp.*=https://…/v3/index.json`"),
        };
        var msbuild = new Option<bool>("--msbuild") { Description = "Also put eng/devmirrors into the repository, so that every dotnet build restores through the mirrors; keeps a policy that is there" };
        var update = new Option<bool>("--update") { Description = "With --msbuild: bring an existing eng/devmirrors to the version of this tool" };
        return tree.Command(
            "init",
            "Write a starter mirrors.yaml, or connect dotnet build with it; asks a few questions on a terminal, and never overwrites a policy",
            [tree.Options.Policy, regions, .. secrets, msbuild, update],
            [
                "devmirrors init                                      asks on a terminal; elsewhere mainland China and everybody else",
                "devmirrors init --regions cn,ir,global",
                "devmirrors init --private-npm @corp=https://npm.corp.example/repository/npm/ --private-go git.corp.example",
                "devmirrors init --msbuild                            once per repository; commit what it writes",
                "devmirrors init --msbuild --update                   after an update of the tool",
            ],
            (parsed, request) => Run(() => Answers(parsed, regions, secrets, request), parsed.GetValue(msbuild), parsed.GetValue(update), request));
    }

    private static IAnswer Run(Func<PolicyAnswers?> answers, bool msbuild, bool update, Request request)
    {
        if (msbuild)
            return InitBuild.Run(answers, update, request);
        if (!update)
            return Run(answers(), request);
        request.Found.Add(Diagnose.BadCommandLine("`--update` goes with `--msbuild`", "devmirrors init --help"));
        return new EmptyAnswer();
    }

    private static PolicyAnswers? Answers(ParseResult parsed, Option<string[]> regions, Option<string[]>[] secrets, Request request)
    {
        var names = parsed.GetResult(regions) is null ? null : parsed.GetValue(regions)!.SelectMany(r => r.Split(',', StringSplitOptions.TrimEntries)).ToList();
        var named = secrets.SelectMany(o => (parsed.GetResult(o) is null ? [] : parsed.GetValue(o)!).Select(v => (Option: o.Name, Value: v))).ToList();
        if (names is null && named.Count == 0 && Terminal.IsInteractive && request.Format == OutputFormat.Human)
            (names, named) = InitQuestions.Ask(request.Terminal, (option, value, found) => PrivateName(option, value, found));
        var answers = new PolicyAnswers(StarterRegions.Of(names ?? ["cn", "global"], request.Found), [.. named.Select(n => PrivateName(n.Option, n.Value, request.Found)).OfType<PrivateAnswer>()]);
        return request.Found.HasErrors ? null : answers;
    }

    private static PrivateAnswer? PrivateName(string option, string value, DiagnosticBag found)
    {
        var ecosystem = option["--private-".Length..];
        var at = value.IndexOf('=');
        if (at > 0)
            return new PrivateAnswer(ecosystem, value[..at], value[(at + 1)..]);
        if (ecosystem == "go")
            return new PrivateAnswer(ecosystem, value, null);
        found.Add(Diagnose.PrivateNameWithoutServer(option, value));
        return null;
    }

    private static IAnswer Run(PolicyAnswers? answers, Request request)
    {
        var path = request.Options.PolicyPath ?? Path.Combine(request.Machine.CurrentFolder, PolicyFile.Name);
        if (answers is null)
            return new EmptyAnswer();
        if (Path.Exists(path))
            request.Found.Add(Diagnose.PolicyExists(path));
        else
            Write(path, answers, request);
        return new InitAnswer(request.Found.HasErrors ? null : path);
    }

    private static void Write(string path, PolicyAnswers answers, Request request)
    {
        if (StarterPolicy.Render(path, answers, request) is not { } bytes)
            return;
        var folder = Path.GetDirectoryName(path)!;
        var own = new DiagnosticBag();
        if (!Directory.Exists(folder))
            request.Found.Add(Diagnose.UnwritablePolicy(path, "there is no such folder"));
        else if (FileSnapshot.Read(path, own) is not { } before || !RepositoryWriter.Write([new RepositoryEdit(before, bytes)], folder, request.Machine, own))
            request.Found.Add(Diagnose.UnwritablePolicyBecause(path, own));
    }

    /// <param name="Path">The new policy, or null where none was written.</param>
    private sealed record InitAnswer(string? Path) : IAnswer
    {
        public Outcome Outcome => Outcome.Done;

        public void WriteHuman(Request request)
        {
            if (Path is not null)
                request.Terminal.Line(request.Terminal.Out, $"wrote {request.Terminal.Short(Path)}; `devmirrors plan` shows what it means here");
        }

        public string ToJson(Request request) => Json.Of(new InitShape(1, Path, Json.Of(request.Found)), JsonShapes.Default.InitShape);
    }
}
