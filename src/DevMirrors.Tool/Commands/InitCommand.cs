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
        return tree.Command(
            "init",
            "Write a starter mirrors.yaml; asks a few questions on a terminal, and never overwrites",
            [tree.Options.Policy, regions, .. secrets],
            [
                "devmirrors init                                      asks on a terminal; elsewhere mainland China and everybody else",
                "devmirrors init --regions cn,ir,global",
                "devmirrors init --private-npm @corp=https://npm.corp.example/repository/npm/ --private-go git.corp.example",
            ],
            (parsed, request) => Run(Answers(parsed, regions, secrets, request), request));
    }

    private static PolicyAnswers? Answers(ParseResult parsed, Option<string[]> regions, Option<string[]>[] secrets, Request request)
    {
        var names = parsed.GetResult(regions) is null ? null : parsed.GetValue(regions)!.SelectMany(r => r.Split(',', StringSplitOptions.TrimEntries)).ToList();
        var named = secrets.SelectMany(o => (parsed.GetResult(o) is null ? [] : parsed.GetValue(o)!).Select(v => (Option: o.Name, Value: v))).ToList();
        if (names is null && named.Count == 0 && Terminal.IsInteractive && request.Format == OutputFormat.Human)
            (names, named) = InitQuestions.Ask(request.Terminal);
        var answers = new PolicyAnswers(StarterRegions.Of(names ?? ["cn", "global"], request.Found), [.. named.Select(n => PrivateName(n.Option, n.Value, request)).OfType<PrivateAnswer>()]);
        return request.Found.HasErrors ? null : answers;
    }

    private static PrivateAnswer? PrivateName(string option, string value, Request request)
    {
        var ecosystem = option["--private-".Length..];
        var at = value.IndexOf('=');
        if (at > 0)
            return new PrivateAnswer(ecosystem, value[..at], value[(at + 1)..]);
        if (ecosystem == "go")
            return new PrivateAnswer(ecosystem, value, null);
        request.Found.Add(Diagnose.PrivateNameWithoutServer(option, value));
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
            Write(path, PolicyTemplate.Render(answers), request);
        return new InitAnswer(request.Found.HasErrors ? null : path);
    }

    // Read before it is written: what the answers make wrong is found while nothing is there yet.
    private static void Write(string path, string text, Request request)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        if (PolicyFile.Parse(path, bytes, request.Found) is not { } policy)
            return;
        foreach (var region in policy.Regions)
            MirrorSelector.Select(policy, new ResolvedRegion(region, "init checks it"), MirrorCatalogue.BuiltIn(), null, true, request.Found);
        if (request.Found.HasErrors)
            return;
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew);
            file.Write(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            request.Found.Add(Diagnose.UnwritablePolicy(path, e.Message.TrimEnd('.')));
        }
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
