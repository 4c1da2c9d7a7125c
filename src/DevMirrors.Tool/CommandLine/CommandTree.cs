using System.CommandLine;
using System.CommandLine.Help;

namespace DevMirrors.Tool;

/// <summary>Every command of the tool, and the way from a command line to its answer.</summary>
internal sealed class CommandTree
{
    private readonly Dictionary<Command, string[]> _examples = [];
    private readonly RootCommand _root = new("Gives Go, npm, NuGet and Docker the package mirrors that the repository's mirrors.yaml chooses for this region.");

    private CommandTree()
    {
        Add(InitCommand.Define);
        Add(PlanCommand.Define);
        Add(ApplyCommand.Define);
        Add(CheckCommand.Define);
        Add(UndoCommand.Define);
        Add(ExecCommand.Define);
        Add(StatusCommand.Define);
        Add(EnvCommand.Define);
        Add(TrustCommand.Define);
        Add(RegionCommand.Define);
        Add(ProbeCommand.Define);
        Add(DoctorCommand.Define);
        Add(CacheCommand.Define);
        Add(CatalogueCommand.Define);
        Add(SchemaCommand.Define);
        Add(HookCommand.Define);
        Add(RemoveCommand.Define);
        var help = _root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, _examples);
        _root.SetAction(parsed => help.Action is HelpWithExamples usual ? usual.Invoke(parsed) : ExitCode.Done);
    }

    public CommonOptions Options { get; } = new();

    public static int Run(string[] args)
    {
        // `@corp=…` is an npm scope here, never a response file.
        var tree = new CommandTree();
        var parsed = tree._root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        var isUnderstood = parsed.Errors.Count == 0 && parsed.UnmatchedTokens.Count == 0;
        if (isUnderstood || parsed.Action is HelpWithExamples || tree._root.Directives.Any(d => parsed.GetResult(d) is not null))
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        return Answer.Give(EmptyAnswer.Of(parsed), tree.WrongUse(parsed));
    }

    private Request WrongUse(ParseResult parsed)
    {
        var request = new RequestReader(Options, parsed, ThisMachine.Read()).Read();
        request.Found.AddRange(UsageErrors.Of(parsed));
        return request;
    }

    /// <summary>Makes a command out of its options and what it does.</summary>
    public Command Command(string name, string description, IEnumerable<Option> options, string[] examples, Func<ParseResult, Request, IAnswer> answer)
    {
        var command = new Command(name, description);
        foreach (var option in options.Concat(Options.Output))
            command.Add(option);
        command.SetAction(parsed => Execute(parsed, answer));
        _examples[command] = examples;
        return command;
    }

    private int Execute(ParseResult parsed, Func<ParseResult, Request, IAnswer> answer)
    {
        var request = new RequestReader(Options, parsed, ClientProcess.AskedFrom(ThisMachine.Read())).Read();
        return Answer.Give(request.Found.HasErrors ? EmptyAnswer.Of(parsed) : answer(parsed, request), request);
    }

    private void Add(Func<CommandTree, Command> define) => _root.Add(define(this));
}
