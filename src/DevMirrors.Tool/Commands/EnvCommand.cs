using System.CommandLine;
using DevMirrors.Config;

namespace DevMirrors.Tool;

internal static class EnvCommand
{
    public static Command Define(CommandTree tree)
    {
        var shell = CommonOptions.Named("--for", "SHELL", "posix (default), pwsh, cmd, dotenv, github, azure or gitlab");
        CommonOptions.Offer(shell, ShellSyntax.Names);
        return tree.Command(
            "env",
            "Print the region's settings as environment variables, and change nothing",
            [.. tree.Options.Selection, shell],
            [
                "eval \"$(devmirrors env)\"                                  this shell",
                "devmirrors env --for pwsh | Out-String | Invoke-Expression",
                "devmirrors env --for github >> \"$GITHUB_ENV\"              later steps of a GitHub job",
                "devmirrors env --for azure                                  later steps of an Azure pipeline",
                "devmirrors env --for gitlab > build.env                     artifacts:reports:dotenv",
            ],
            (parsed, request) => Run(parsed.GetValue(shell), request));
    }

    private static IAnswer Run(string? shell, Request request)
    {
        var syntax = ShellSyntax.Find(shell ?? (request.Machine.Os == OsKind.Windows ? "pwsh" : "posix"));
        if (syntax is null)
        {
            request.Found.Add(Diagnose.UnknownValue("--for", shell!, ShellSyntax.Names, NearestName.Of(shell!, ShellSyntax.Names)));
            return new EmptyAnswer();
        }
        if (Steps.Select(request) is not { } selection)
            return new EmptyAnswer();
        return new EnvAnswer(selection.Region, syntax, [.. Lending.Of(selection, request).SelectMany(l => Said(l.Ecosystem, l.Loan, syntax, request))]);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Said(string ecosystem, Loan loan, ShellSyntax syntax, Request request)
    {
        var said = loan.Variables.Where(v => CanSay(ecosystem, v.Key, v.Value, syntax, request)).ToList();
        var unsaid = loan.OnlyTogether.Except(said.Select(v => v.Key)).FirstOrDefault();
        var kept = said.Select(v => v.Key).FirstOrDefault(loan.OnlyTogether.Contains);
        if (unsaid is null || kept is null)
            return said;
        request.Found.Add(Diagnose.OnlyTogether(kept, unsaid, syntax.Name));
        return said.Where(v => !loan.OnlyTogether.Contains(v.Key));
    }

    private static bool CanSay(string ecosystem, string name, string? value, ShellSyntax syntax, Request request)
    {
        if (value?.Contains(Lending.FolderMark, StringComparison.Ordinal) == true)
            request.Found.Add(Diagnose.NeedsFolder(ecosystem, name));
        else if (request.Format == OutputFormat.Human && !syntax.CanSay(name, value))
            request.Found.Add(Diagnose.CannotExport(name, syntax.Name));
        else
            return true;
        return false;
    }

    private sealed record EnvAnswer(ResolvedRegion Region, ShellSyntax Syntax, IReadOnlyList<KeyValuePair<string, string?>> Variables) : IAnswer
    {
        public Outcome Outcome => Outcome.Done;

        public void WriteHuman(Request request)
        {
            foreach (var (name, value) in Variables)
                request.Terminal.Out.WriteLine(Syntax.Say(name, value));
        }

        public string ToJson(Request request) =>
            Json.Of(new EnvShape(1, Json.Of(Region), Variables.ToDictionary(), Json.Of(request.Found)), JsonShapes.Default.EnvShape);
    }
}
