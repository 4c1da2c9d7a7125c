using System.CommandLine;

namespace DevMirrors.Tool;

/// <summary>What a command found out, in each way in which it can be said.</summary>
internal interface IAnswer
{
    Outcome Outcome { get; }

    /// <summary>The exit code of a command that has said everything itself; else null.</summary>
    int? ExitCode => null;

    /// <summary>For people, on standard output.</summary>
    void WriteHuman(Request request);

    /// <summary>The documented shape of docs/json.md, diagnostics included.</summary>
    string ToJson(Request request);
}

/// <summary>Says an answer: data on standard output, diagnostics on standard error, except where the format carries both.</summary>
internal static class Answer
{
    public static int Give(IAnswer answer, Request request)
    {
        if (answer.ExitCode is { } code)
            return code;
        switch (request.Format)
        {
            case OutputFormat.Json:
                request.Terminal.Out.WriteLine(answer.ToJson(request));
                break;
            case OutputFormat.MsBuild:
                DiagnosticsView.WriteForMsBuild(request);
                break;
            default:
                // What was shown on the way (the plan) comes first where both streams end in one log.
                request.Terminal.Error.Flush();
                answer.WriteHuman(request);
                request.Terminal.Out.Flush();
                DiagnosticsView.WriteForPeople(request);
                break;
        }
        request.Terminal.Flush();
        return ExitCode.Of(request.Found, answer.Outcome, request.PolicyPath);
    }
}

/// <summary>Nothing but diagnostics, in the shape of the command's usual answer.</summary>
internal sealed class EmptyAnswer(string command = "") : IAnswer
{
    public static EmptyAnswer Of(ParseResult parsed) => new(parsed.CommandResult.Command.Name);

    public Outcome Outcome => Outcome.Done;

    public void WriteHuman(Request request)
    {
    }

    public string ToJson(Request request) => command switch
    {
        "plan" or "apply" or "check" or "undo" => Json.Of(new PlanShape(1, null, [], Json.Of(request.Found)), JsonShapes.Default.PlanShape),
        "status" => Json.Of(new StatusShape(1, null, false, [], null, Json.Of(request.Found)), JsonShapes.Default.StatusShape),
        "probe" => Json.Of(ProbeShapes.Of(null, null, request.Found), JsonShapes.Default.ProbeShape),
        "doctor" => Json.Of(new DoctorShape(1, null, [], Json.Of(request.Found)), JsonShapes.Default.DoctorShape),
        "clean" => Json.Of(new CacheShape(1, [], Json.Of(request.Found)), JsonShapes.Default.CacheShape),
        "remove" => Json.Of(new RepositoryShape(1, null, [], Json.Of(request.Found)), JsonShapes.Default.RepositoryShape),
        _ => Json.Of(new DiagnosticsShape(1, Json.Of(request.Found)), JsonShapes.Default.DiagnosticsShape),
    };
}
