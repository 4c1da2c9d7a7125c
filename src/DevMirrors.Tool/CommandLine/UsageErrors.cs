using System.CommandLine;
using System.CommandLine.Parsing;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Says what is wrong with a command line, with the nearest thing that would be right.</summary>
internal static class UsageErrors
{
    public static IEnumerable<Diagnostic> Of(ParseResult parsed)
    {
        // What follows an unknown option is most likely its value.
        var options = parsed.UnmatchedTokens.Where(t => t.StartsWith('-')).ToList();
        if (parsed.UnmatchedTokens.Count > 0)
            return (options.Count > 0 ? options : parsed.UnmatchedTokens).Select(token => Unmatched(token, parsed.CommandResult.Command));
        return parsed.Errors.Select(e => Diagnose.BadCommandLine(e.Message.TrimEnd('.').Replace('\'', '`'), HelpFor(parsed.CommandResult)));
    }

    private static Diagnostic Unmatched(string token, Command command)
    {
        if (token.StartsWith('-'))
            return Diagnose.UnknownOption(token, NearestName.Of(token.Split('=')[0], [.. command.Options.Select(o => o.Name)]), HelpFor(command));
        var names = command.Subcommands.Select(c => c.Name).ToList();
        return names.Count > 0
            ? Diagnose.UnknownCommand(token, NearestName.Of(token, names))
            : Diagnose.BadCommandLine($"`{token}` is more than `{command.Name}` takes", HelpFor(command));
    }

    private static string HelpFor(CommandResult result) => HelpFor(result.Command);

    private static string HelpFor(Command command) => command is RootCommand ? "devmirrors --help" : $"devmirrors {command.Name} --help";
}
