using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>
/// What DevMirrors.targets runs where MSBuild cannot load the task. It takes variables instead of options, so that no path has to be quoted
/// for a shell, and says everything as MSBuild reads it.
/// </summary>
internal static class HookCommand
{
    private const string Prefix = "DEVMIRRORS_HOOK_";

    // As in the task: what was found out on the way is for whoever asks.
    private const string OfBuilds = "DEVM70";

    public static Command Define(CommandTree tree)
    {
        var what = new Argument<string>("WHAT") { Description = "restore, environment or image" };
        var command = tree.Command("hook", "What a build on .NET Framework's MSBuild runs; not for people", [], ["devmirrors hook restore"], (parsed, request) => Run(parsed.GetValue(what)!, request));
        command.Add(what);
        command.Hidden = true;
        return command;
    }

    private static HookAnswer Run(string what, Request request)
    {
        var options = BuildOptionsReader.Read(Value("POLICY", request), Value("REGION", request), Value("ONLY", request), Value("SKIP", request), Value("MODE", request), Value("TOOL", request), request.Found);
        if (options is not null)
            Answer(what, options, request);
        foreach (var diagnostic in request.Found.Where(d => d.Severity != Severity.Info || d.Code.StartsWith(OfBuilds, StringComparison.Ordinal)))
            request.Terminal.Out.WriteLine(Line(diagnostic, options));
        request.Terminal.Flush();
        return new HookAnswer();
    }

    private static void Answer(string what, BuildOptions options, Request request)
    {
        if (what == "restore")
            Restore(options, request);
        else if (BuildSelection.Of(options, request.Machine, request.Found) is { } selection)
            (what == "image" ? (Action<Selection, Request>)Image : Environment)(selection, request);
    }

    private static void Restore(BuildOptions options, Request request)
    {
        var call = BuildCall.Of(options, Value("PROJECT", request), Value("OVERLAY", request), Value("CALLER", request), Value("NOTE", request), []);
        new BuildSession(options, request.Machine).Bring(call, speaks: true, request.Found);
    }

    // What the targets take for an answer begins with a mark: Exec gives them all the lines, diagnostics too, and no path begins so.
    private static void Environment(Selection selection, Request request)
    {
        foreach (var (name, value) in BuildEnvironment.Of(selection, request.Machine, request.Found))
            request.Terminal.Out.WriteLine($">e{name}={value}");
    }

    private static void Image(Selection selection, Request request)
    {
        var (registry, name) = new BaseImage(Value("REGISTRY", request), Value("IMAGE", request)).Through(selection, request.Found);
        request.Terminal.Out.WriteLine($">r{registry}");
        request.Terminal.Out.WriteLine($">n{name}");
    }

    private static string Line(Diagnostic diagnostic, BuildOptions? options) => diagnostic.Severity == Severity.Info
        ? $"devmirrors: {DiagnosticsView.MsBuildText(diagnostic)}"
        : DiagnosticsView.MsBuildLine(options?.Mode == BuildMode.Check ? diagnostic with { Severity = Severity.Warning } : diagnostic);

    private static string Value(string name, Request request) => request.Machine.Variable(Prefix + name) ?? "";

    private sealed record HookAnswer : IAnswer
    {
        public Outcome Outcome => Outcome.Done;

        // MSBuild fails the build by the errors that it reads.
        public int? ExitCode => 0;

        public void WriteHuman(Request request)
        {
        }

        public string ToJson(Request request) => "";
    }
}
