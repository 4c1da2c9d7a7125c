using System.CommandLine;
using System.CommandLine.Parsing;
using DevMirrors.Config;

namespace DevMirrors.Tool;

/// <summary>Says what is wrong with a command line, with the nearest thing that would be right.</summary>
internal static class UsageErrors
{
    public static IEnumerable<Diagnostic> Of(ParseResult parsed)
    {
        if (ValueLeftOut(parsed) is { } option)
            return [Diagnose.BadCommandLine($"`{option.Option.Name}` has no value: `{option.Tokens[0].Value}` follows it", HelpFor(parsed.CommandResult))];
        // What follows an unknown option is most likely its value.
        var options = parsed.UnmatchedTokens.Where(t => t.StartsWith('-')).ToList();
        if (parsed.UnmatchedTokens.Count > 0)
            return (options.Count > 0 ? options : parsed.UnmatchedTokens).Select(token => Unmatched(token, parsed.CommandResult.Command));
        return parsed.Errors.Select(e => Diagnose.BadCommandLine(e.Message.TrimEnd('.').Replace('\'', '`'), HelpFor(parsed.CommandResult)));
    }

    // The parser takes the next option for the value.
    private static OptionResult? ValueLeftOut(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(r => r.Tokens.Any(t => parsed.CommandResult.Command.Options.Any(o => o.Name == t.Value)));

    public static Diagnostic Unmatched(string token, Command command)
    {
        if (token.StartsWith('-'))
            return Diagnose.UnknownOption(token, NearestName.Of(token.Split('=')[0], [.. command.Options.Select(o => o.Name)]), HelpFor(command));
        var names = command.Subcommands.Select(c => c.Name).ToList();
        return names.Count > 0
            ? Diagnose.UnknownCommand(token, NearestName.Of(token, names))
            : Diagnose.BadCommandLine($"`{token}` is more than `{command.Name}` takes", HelpFor(command));
    }

    private static string HelpFor(CommandResult result) => HelpFor(result.Command);

    private static string HelpFor(Command command) => command is RootCommand ? "devmirrors --help" : $"devmirrors {PathOf(command)} --help";

    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? $"{PathOf(parent)} {command.Name}" : command.Name;
}
