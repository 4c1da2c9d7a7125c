using System.CommandLine;
using System.CommandLine.Parsing;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class ExecCommand
{
    public static Command Define(CommandTree tree)
    {
        var words = new Argument<string[]>("CMD") { Description = "The command and its arguments, after --", Arity = ArgumentArity.OneOrMore };
        var command = tree.Command(
            "exec",
            "Run one command with the region's mirrors, and change no file of yours",
            tree.Options.Selection,
            [
                "devmirrors exec -- npm ci",
                "devmirrors exec --region cn -- go build ./...",
                "devmirrors exec -- sh -c 'npm ci && dotnet restore'",
            ],
            (parsed, request) => Misspelt(parsed, parsed.GetValue(words)![0]) is { } wrong ? Refused(wrong, request) : Run(parsed.GetValue(words)!, request));
        command.Add(words);
        return command;
    }

    // What looks like an option and stands before `--` is one of ours with a slip in it, not the command.
    private static Diagnostic? Misspelt(ParseResult parsed, string word) =>
        word.StartsWith('-') && parsed.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash).Any(t => t.Value == word)
            ? UsageErrors.Unmatched(word, parsed.CommandResult.Command)
            : null;

    private static EmptyAnswer Refused(Diagnostic wrong, Request request)
    {
        request.Found.Add(wrong);
        return new EmptyAnswer();
    }

    private static IAnswer Run(string[] words, Request request)
    {
        if (Steps.Select(request) is not { } selection)
            return new EmptyAnswer();
        var loans = Lending.Of(selection, request);
        if (request.Found.HasErrors)
            return new EmptyAnswer();
        DiagnosticsView.WriteForPeople(request);
        using var folder = Lent(loans, request);
        return folder is null ? new EmptyAnswer() : new ChildAnswer(ChildProcess.Run(Told(words, folder.Variables), folder.Variables, request.Machine, request.Terminal));
    }

    // `dotnet tool` restores without MSBuild, and knows the lent configuration only by its option.
    private static string[] Told(string[] words, Dictionary<string, string?> variables) =>
        words is ["dotnet", "tool", "restore" or "install" or "update", ..] && variables.GetValueOrDefault("RestoreConfigFile") is { } config && !words.Any(w => w.StartsWith("--configfile", StringComparison.Ordinal))
            ? [.. words[..3], "--configfile", config, .. words[3..]]
            : words;

    private static LoanFolder? Lent(IReadOnlyList<(string Ecosystem, Loan Loan)> loans, Request request)
    {
        if (ScratchFolder.TryCreate(request.Machine, ScratchFolder.Lending) is not { } scratch)
            return Refused(ScratchFolder.LastPlace(request.Machine), null, request);
        var folder = new LoanFolder(scratch);
        try
        {
            foreach (var (ecosystem, loan) in loans)
                folder.Add(ecosystem, loan);
            // A build that the command starts need not see to the mirrors again.
            folder.Variables["DEVMIRRORS_EXEC"] = "1";
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            folder.Dispose();
            return Refused(scratch.Path, e.Message, request);
        }
    }

    private static LoanFolder? Refused(string folder, string? reason, Request request)
    {
        request.Found.Add(Diagnose.WriteFailed(new Place(folder), reason ?? (Directory.Exists(folder) ? "there is no room for what exec lends" : "there is no such folder, which is where exec keeps what it lends")));
        return null;
    }

    private sealed record ChildAnswer(int Code) : IAnswer
    {
        public Outcome Outcome => Outcome.Done;

        public int? ExitCode => Code;

        public void WriteHuman(Request request)
        {
        }

        public string ToJson(Request request) => "";
    }
}
