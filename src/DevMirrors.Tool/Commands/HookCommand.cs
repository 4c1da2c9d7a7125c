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

    public static Command Define(CommandTree tree)
    {
        var what = new Argument<string>("WHAT") { Description = "restore or environment" };
        var command = tree.Command("hook", "What a build on .NET Framework's MSBuild runs; not for people", [], ["devmirrors hook restore"], (parsed, request) => Run(parsed.GetValue(what)!, request));
        command.Add(what);
        command.Hidden = true;
        return command;
    }

    private static HookAnswer Run(string what, Request request)
    {
        var options = BuildOptionsReader.Read(Value("POLICY", request), Value("REGION", request), Value("ONLY", request), Value("SKIP", request), Value("MODE", request), Value("TOOL", request), request.Found);
        if (options is not null && what == "environment")
            Environment(options, request);
        else if (options is not null)
            Restore(options, request);
        foreach (var diagnostic in request.Found)
            request.Terminal.Out.WriteLine(Line(diagnostic, options));
        request.Terminal.Flush();
        return new HookAnswer();
    }

    private static void Restore(BuildOptions options, Request request)
    {
        var call = BuildCall.Of(options, Value("PROJECT", request), Value("OVERLAY", request), Value("CALLER", request), Value("NOTE", request), []);
        new BuildSession(options, request.Machine).Bring(call, speaks: true, request.Found);
    }

    private static void Environment(BuildOptions options, Request request)
    {
        // Every line becomes a variable: what is no error the restore has said.
        var found = new DiagnosticBag();
        if (MirrorRun.Select(new RunOptions(options.PolicyPath, options.Region, options.Only, Skip: options.Skip), request.Machine, found) is { } selection)
            foreach (var (name, value) in BuildEnvironment.Of(selection, request.Machine, found))
                request.Terminal.Out.WriteLine($"{name}={value}");
        request.Found.AddRange(found.Where(d => d.Severity == Severity.Error));
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
